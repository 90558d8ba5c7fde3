"""A field made from its YAML, and what a browser posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from formgen.language.fields.base import Entry, Field, Unreadable
from formgen.language.read import read_text
from formgen.language.resolution import Resolution
from formgen.language.resolution.context import SpecContext

SPEC = """
formgen: 1
id: given
version: "1"
title: Given
language: en
service: {name: Office, timezone: Europe/Paris}
lists:
  neighbours: [BEL, CHE]
steps:
  one:
    title: One
    pages:
      page:
        title: Page
        fields:
          answer: {FIELD}
"""


@dataclass(frozen=True)
class Given:
    """A field in its spec."""

    field: Field
    context: SpecContext

    def read(self, entry: Any) -> Any:
        """The value of an entry; raises Unreadable."""
        return self.field.reader(self.context)(entry)

    def code(self, entry: Any) -> str:
        """The code of what is wrong with an entry: unreadable, or outside its limits; "" if nothing is."""
        return self.fault(entry)[0]

    def fault(self, entry: Any) -> tuple[str, tuple[str, ...]]:
        """The code, and the parts at fault."""
        try:
            value = self.read(entry)
        except Unreadable as unreadable:
            return unreadable.code, unreadable.parts
        limits = self.field.limits(self.context)
        broken = limits(value) if limits is not None and value is not None else None
        return ("", ()) if broken is None else (broken.code, broken.parts)

    def outcome(self, entry: Any) -> str:
        """The code that an entry is refused with as unreadable; "" for one that is read."""
        try:
            self.read(entry)
        except Unreadable as unreadable:
            return unreadable.code
        return ""

    def posted(self, value: Any) -> Any:
        """A value written as a person would, posted, collected and read again."""
        # Compiling makes the reader first; some types learn then how they write.
        self.field.reader(self.context)
        entry = self.field.collect(Form(controls("answer", self.field.write(value))), "answer")
        return self.read(entry)


class Form:
    """The controls of a posted form, in order."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self.pairs = pairs

    def get(self, name: str) -> str | None:
        """The first value under a name."""
        return next((value for key, value in self.pairs if key == name), None)

    def getlist(self, name: str) -> list[str]:
        """All values under a name."""
        return [value for key, value in self.pairs if key == name]


def controls(name: str, entry: Entry) -> list[tuple[str, str]]:
    """An entry as its controls are posted."""
    if isinstance(entry, str):
        return [(name, entry)]
    if isinstance(entry, Mapping):
        return [(f"{name}.{part}" if part else name, value) for part, value in entry.items()]
    return [(name, value) for value in entry]


def given(yaml: str) -> Given:
    """The field that `yaml`, a mapping in braces without them, describes: "type: text, label: A"."""
    reading = read_text(SPEC.replace("{FIELD}", f"{{{yaml}}}"), "given.yaml")
    assert reading.spec is not None, [each.message for each in reading.problems]
    resolution = Resolution(reading.spec, None)
    return Given(reading.spec.steps["one"].pages["page"].fields["answer"], resolution.context)


HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet="0123456789.,-+/: \u00a0\u0660\u00b2eE", max_size=30),
    st.lists(st.text()),
    st.dictionaries(
        st.sampled_from(
            [
                "",
                "again",
                "day",
                "month",
                "year",
                "time",
                "line1",
                "postcode",
                "city",
                "country",
                "years",
                "days",
            ]
        ),
        st.one_of(st.text(), st.text(alphabet="0123456789/-", max_size=9)),
    ),
    st.none(),
    st.booleans(),
    st.integers(),
    st.lists(st.dictionaries(st.text(), st.text())),
    st.dictionaries(st.sampled_from(["", "again", "day", "year", "city"]), st.lists(st.integers())),
    st.just("\ud800"),
    st.just("9" * 5000),
    st.just("x" * 100_000),
)
"""What a forged form or a broken store could hold."""
