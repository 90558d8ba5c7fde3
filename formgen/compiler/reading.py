"""Entries to answers: each entry read by its field, once; what did not change is not read again.

Whatever entries hold, reading them raises nothing: what has no shape that a form of this procedure could have
given counts as not answered, what cannot be understood is Unread.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from formgen.compiler.answers import Answers, Unread
from formgen.compiler.procedure import Field, Parts
from formgen.language.fields.base import Unreadable
from formgen.language.fields.list import ListField

SAVED = "$saved"


class EntryReader:
    """Reads the entries of a procedure."""

    def __init__(self, parts: Parts) -> None:
        self._top: dict[str, Field] = {}
        self._items: dict[str, dict[str, Field]] = {}
        self._words: dict[str, Mapping[str, Any]] = {
            f"{each.path}?": each.said for each in parts.documents.values() if each.said
        }
        # Asked for each period or item, a word can be said of one: "documents.presence.3?".
        self._words_of_parts: dict[str, Mapping[str, Any]] = {
            each.path: each.said for each in parts.documents.values() if each.in_parts
        }
        # And what is asked then: "documents.presence.3.cannot.why".
        self._said_of_parts: dict[str, Mapping[str, Field]] = {
            each.path: {
                path.removeprefix(f"{each.path}."): field
                for path, field in parts.fields.items()
                if path.startswith(f"{each.path}.")
            }
            for each in parts.documents.values()
            if each.in_parts
        }
        self._first_questions: set[str] = set()
        self._declarations = frozenset(each.path for each in parts.declarations.values())
        for path, field in parts.fields.items():
            if field.binding.depth:
                continue
            self._top[path] = field
            if field.spec.or_say:
                self._words[f"{path}?"] = field.spec.or_say
            if isinstance(field.spec, ListField):
                self._items[path] = dict(_inside(field))
                if field.spec.first_question is not None:
                    self._first_questions.add(f"{path}?")

    def read(
        self, entries: Mapping[str, Any], before: tuple[Mapping[str, Any], Answers] | None = None
    ) -> Answers:
        """The answers of entries. `before`: earlier entries, their answers; equal ones keep their values."""
        values: dict[str, Any] = {}
        old_entries, old_values = (before[0], before[1].values) if before else ({}, {})
        for path, entry in entries.items():
            if path == SAVED:
                continue
            if path in old_values and old_entries.get(path) == entry:
                values[path] = old_values[path]
                continue
            value = self._value(path, entry)
            if value is not None:
                values[path] = value
        return Answers(values, _saved(entries.get(SAVED)))

    def _value(self, path: str, entry: Any) -> Any:
        field = self._top.get(path)
        if field is None:
            if path in self._words:
                return _word(entry, self._words[path])
            if path in self._first_questions:
                return {"yes": True, "no": False}.get(entry) if isinstance(entry, str) else None
            asked = self._asked_of_a_part(path)
            if asked is not None:
                return read_entry(asked, entry)
            if path.endswith("?"):
                return _word(entry, self._words_of_parts.get(path.rpartition(".")[0], {}))
            return entry == "yes" if path in self._declarations else None
        if path in self._items:
            return tuple(self._item(path, each) for each in entry) if isinstance(entry, list) else None
        return read_entry(field, entry)

    def _asked_of_a_part(self, path: str) -> Field | None:
        head, _, rest = path.partition(".")
        document, _, rest = rest.partition(".")
        return self._said_of_parts.get(f"{head}.{document}", {}).get(rest.partition(".")[2])

    def _item(self, path: str, item: Any) -> Answers:
        if not isinstance(item, dict):
            return Answers({})
        fields, values = self._items[path], {}
        entries = item.get("entries")
        for inner, entry in entries.items() if isinstance(entries, dict) else ():
            field = fields.get(inner)
            if field is not None:
                value = read_entry(field, entry)
            else:
                said = fields.get(inner[:-1]) if inner.endswith("?") else None
                value = _word(entry, said.spec.or_say) if said is not None else None
            if value is not None:
                values[inner] = value
        id = item.get("id")
        saved = pages_saved(self._top[path], entries if isinstance(entries, dict) else {})
        return Answers(values, saved, id if isinstance(id, str) else "")


def _inside(field: Field) -> list[tuple[str, Field]]:
    """The fields of an item by their paths in it."""
    found: list[tuple[str, Field]] = []
    pending = list(field.members)
    while pending:
        each = pending.pop()
        found.append((each.path, each))
        pending += each.members
    return found


def pages_saved(field: Field, entries: Mapping[str, Any]) -> frozenset[str]:
    """Which of its own pages an item of a list was saved on; "" is the only one of an item on one screen."""
    entry = entries.get(SAVED)
    if entry is True:
        # Kept before the pages of an item were told apart.
        written: Any = field.spec
        return frozenset(written.pages or ("",))
    return _saved(entry)


def _saved(entry: Any) -> frozenset[str]:
    if not isinstance(entry, list):
        return frozenset()
    return frozenset(each for each in entry if isinstance(each, str))


def _word(entry: Any, words: Mapping[str, Any]) -> str | None:
    """A word said instead of a value, one of those that can be said there."""
    return entry if isinstance(entry, str) and entry in words else None


def read_entry(field: Field, entry: Any) -> Any:
    """The value of one entry; Unread for what cannot be understood; None for blank."""
    if field.read is None:
        return None
    try:
        return field.read(entry)
    except Unreadable as fault:
        return Unread(fault.code, fault.parts, {**fault.values, "typed": entry})
