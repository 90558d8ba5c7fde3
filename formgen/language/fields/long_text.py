"""A text of several lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from formgen.language.constructs import optional
from formgen.language.expressions import TEXT, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Restated, Unreadable
from formgen.language.fields.text import UNSEEN, Length, fitted, single
from formgen.language.readers import of

TEXT_LIMIT = 10_000


class LongTextField(Field):
    """A text of several lines.

    For example:

        type: long_text
        label: Tell us what happened
        length: {max: 2000}
    """

    noun = "a long text field"
    type_name = "long_text"
    in_scripts = "text"
    fault_codes = ("too_long", "too_short", "unreadable")
    length: Length | None = optional(of(Length), "how many characters", example="length: {max: 2000}")

    def in_errors(self) -> str:
        return "text"

    def value_type(self, context: FieldContext) -> Type:
        return TEXT

    def reader(self, context: FieldContext) -> Read:
        def read(entry: Any) -> str | None:
            return kept_text(single(entry))

        return read

    def limits(self, context: FieldContext) -> Callable[[Any], Unreadable | None] | None:
        least = self.length.min if self.length and self.length.min else 0
        most = self.length.max if self.length and self.length.max else TEXT_LIMIT

        def find(value: str) -> Unreadable | None:
            if len(value) > most:
                return Unreadable("too_long", most=most, length=len(value))
            if len(value) < least:
                return Unreadable("too_short", least=least, length=len(value))
            return None

        return find

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return fitted(inventor.sentences(), self.length)

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_text)

    def annotation(self, context: FieldContext) -> Any:
        from pydantic import StringConstraints

        least, most = (self.length.min, self.length.max) if self.length else (None, None)
        return Annotated[str, StringConstraints(min_length=least, max_length=most or TEXT_LIMIT)]


def kept_text(typed: str) -> str | None:
    """A text as it is kept: line ends as one sign (browsers send CR LF); None when blank."""
    return typed.translate(UNSEEN).replace("\r\n", "\n").replace("\r", "\n").strip() or None
