"""A line of text: `length`, `pattern`, signs to ignore, capitals, typed twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final

from formgen.language.constructs import Construct, Place, optional
from formgen.language.expressions import TEXT, Type
from formgen.language.fields.base import (
    Field,
    FieldContext,
    Form,
    Inventor,
    Read,
    Restated,
    Unreadable,
    in_order,
)
from formgen.language.readers import Text, flag, of, pattern, signs, whole_number, word
from formgen.language.readers.patterns import anchored, matches
from formgen.language.source import Mapping


class Length(Construct):
    """How many characters.

    For example:

        min: 3
        max: 40
    """

    noun = "`length`"
    min: int | None = optional(whole_number(0, 100_000), "at least so many", example="min: 3")
    max: int | None = optional(whole_number(1, 100_000), "at most so many", example="max: 40")

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        return in_order(values, node, place)


UNSEEN: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xFEFF, 0x200B))
"""Signs that nobody types on purpose: controls but tabs and line ends, and blanks without width."""

LINE_LIMIT = 200
"""No line of text needs more; a bound on what is stored."""


class TextField(Field):
    """A line of text.

    For example:

        type: text
        label: Number of your card
        pattern: "[0-9]{10}"
        ignore: " -"
    """

    noun = "a text field"
    type_name = "text"
    in_scripts = "text"
    one_line = True
    fault_codes = ("too_long", "too_short", "pattern", "not_same_twice", "unreadable")
    length: Length | None = optional(of(Length), "how many characters", example="length: {max: 40}")
    pattern: Text | None = optional(
        pattern(), "a regular expression for the whole text", example='pattern: "[0-9]{10}"'
    )
    ignore: str | None = optional(
        signs(), "signs that are taken out of what is typed", example='ignore: " -"'
    )
    case: str | None = optional(
        word("upper", "lower"), "capitals or small letters made of what is typed", example="case: upper"
    )
    confirm: bool = optional(flag(), "typed twice", default=False, example="confirm: true")

    def value_type(self, context: FieldContext) -> Type:
        return TEXT

    def script_options(self) -> dict[str, str]:
        written = {"ignore": self.ignore, "case": self.case}
        return {key: value for key, value in written.items() if value}

    def collect(self, form: Form, name: str) -> str | dict[str, str] | None:
        typed = form.get(name) or ""
        if self.confirm:
            again = form.get(f"{name}.again") or ""
            return {"": typed, "again": again} if typed.strip() or again.strip() else None
        return typed if typed.strip() else None

    def reader(self, context: FieldContext) -> Read:
        ignore, case, confirm = self.ignore or "", self.case or "", self.confirm

        def clean(typed: str) -> str:
            return kept_line(typed, ignore=ignore, case=case) or ""

        def read(entry: Any) -> str | None:
            if not confirm:
                return clean(single(entry)) or None
            typed, again = (clean(each) for each in twice(entry))
            if typed != again:
                raise Unreadable("not_same_twice", parts=("again",))
            return typed or None

        return read

    def limits(self, context: FieldContext) -> Callable[[Any], Unreadable | None] | None:
        least = self.length.min if self.length and self.length.min else 0
        most = self.length.max if self.length and self.length.max else LINE_LIMIT
        pattern = self.pattern.value if self.pattern else None

        def find(value: str) -> Unreadable | None:
            if len(value) > most:
                return Unreadable("too_long", most=most, length=len(value))
            if len(value) < least:
                return Unreadable("too_short", least=least, length=len(value))
            if pattern is not None and not matches(pattern, value):
                return Unreadable("pattern")
            return None

        return find

    def write(self, value: Any) -> str | dict[str, str]:
        return {"": str(value), "again": str(value)} if self.confirm else str(value)

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        if self.pattern is not None:
            return inventor.matching(self.pattern.value)
        return fitted(inventor.line(self, path), self.length)

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_line, {"ignore": self.ignore or "", "case": self.case or ""})

    def annotation(self, context: FieldContext) -> Any:
        from pydantic import StringConstraints

        return Annotated[
            str,
            StringConstraints(
                min_length=self.length.min if self.length else None,
                max_length=(self.length.max if self.length else None) or LINE_LIMIT,
                pattern=anchored(self.pattern.value) if self.pattern else None,
            ),
        ]


def kept_line(typed: str, *, ignore: str = "", case: str = "") -> str | None:
    """A line as it is kept: without signs to ignore or unseen ones, single blanks; None when blank."""
    seen = typed.translate(UNSEEN).translate(dict.fromkeys(map(ord, ignore)))
    line = " ".join(seen.split())
    return {"upper": line.upper(), "lower": line.lower()}.get(case, line) or None


def fitted(words: str, length: Length | None) -> str:
    """An invented text, cut or drawn out to the length wanted."""
    least = (length.min if length else None) or 0
    most = (length.max if length else None) or len(words)
    while len(words) < least:
        words = f"{words} {words}"[: max(least, len(words))].strip().ljust(least, "x")
    return words[:most].strip().ljust(least, "x")


def single(entry: Any) -> str:
    """The text of an entry with one control; raises Unreadable for anything else (a forged form)."""
    if isinstance(entry, str):
        return entry.translate(UNSEEN)
    raise Unreadable("unreadable")


def twice(entry: Any) -> tuple[str, str]:
    """What was typed and typed again; a text alone (prefilled) stands for both."""
    if isinstance(entry, dict):
        return single(entry.get("", "")), single(entry.get("again", ""))
    return single(entry), single(entry)
