"""What integer, decimal and money have in common: bounds, units, and how a number is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from formgen.language.constructs import Invalid, Place, Shape, Single, optional
from formgen.language.fields.base import Field, FieldContext, Inventor, Unreadable
from formgen.language.readers import Text, scalar_text, text
from formgen.language.source import Node

DIGIT_LIMIT = 15
SPACES = {ord(sign): None for sign in " \u00a0\u202f\u2009'’"}


_BOUND = r"(-?[0-9]{1,15}(?:\.[0-9]{1,12})?)( [A-Z]{3}| %)?"


class _Bound:
    expects = "a number"
    shape: Shape = Single("a number", "text", _BOUND)

    def read(self, node: Node, place: Place) -> Decimal | Invalid:
        value = scalar_text(node, place, self.expects, "Write digits, such as 10 or 0.5.")
        if isinstance(value, Invalid):
            return value
        found = re.fullmatch(_BOUND, value)
        if found is None:
            return place.report(
                "S015", node, f"`{value}` is not a number.", "Write digits, such as 10 or 0.5."
            )
        return Decimal(found[1])


class NumberField(Field):
    """A field whose answer is a number. Not a type of its own."""

    low: ClassVar[Decimal] = Decimal(1)
    high: ClassVar[Decimal] = Decimal(20)
    step: ClassVar[Decimal] = Decimal(1)
    """Invented answers lie between the two, so far apart."""

    min: Decimal | None = optional(_Bound(), "the least number accepted", example="min: 0")
    max: Decimal | None = optional(_Bound(), "the greatest number accepted", example="max: 100")
    unit: Text | None = optional(text(), "what is counted, written behind the box", example="unit: guests")

    def in_errors(self) -> str:
        return "number"

    def limits(self, context: FieldContext) -> Callable[[Any], Unreadable | None] | None:
        least, most = self.min, self.max
        if least is None and most is None:
            return None

        def find(value: Any) -> Unreadable | None:
            if least is not None and value < least:
                return Unreadable("too_small", least=least)
            if most is not None and value > most:
                return Unreadable("too_large", most=most)
            return None

        return find

    def write(self, value: Any) -> str:
        # Never as 1E+3: nobody types a number so, and it is not read so.
        return f"{value:f}" if isinstance(value, Decimal) else str(value)

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        low, high = self.usual(inventor, set(path.replace(".", "_").split("_")))
        if self.min is not None:
            low, high = self.min, max(high, self.min + (high - low))
        if self.max is not None:
            high = self.max
            low = min(low, high) if self.min is None else low
        return low + self.step * inventor.random.randint(0, max(0, int((high - low) / self.step)))

    def usual(self, inventor: Inventor, words: set[str]) -> tuple[Decimal, Decimal]:
        """Between which numbers invented answers lie; `words` are those of its path."""
        if words.intersection(("year", "annee")):
            return Decimal(inventor.today.year - 30), Decimal(inventor.today.year)
        if self.unit is not None and "%" in self.unit.value:
            return Decimal(5), Decimal(95)
        return self.low, self.high

    def bounds(self) -> dict[str, Any]:
        """The bounds as pydantic's Field takes them."""
        return {name: bound for name, bound in (("ge", self.min), ("le", self.max)) if bound is not None}


def read_number(typed: str, code: str) -> Decimal | None:
    """A number as people type it: spaces between groups, comma or point; None when blank.

    `1.234` and `1,234` are read as one and a bit, as typed: guessing that a sign groups thousands would
    make a thousandfold mistake. With both signs the last one is the decimal sign. Raises Unreadable(code).
    """
    plain = typed.translate(SPACES).replace("−", "-")
    if not plain:
        return None
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        groups = "." if comma > point else ","
        plain = plain.replace(groups, "")
    plain = plain.replace(",", ".")
    digits = plain.lstrip("+-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit()) or len(digits) > DIGIT_LIMIT:
        raise Unreadable(code)
    try:
        return Decimal(plain)
    except InvalidOperation as error:
        raise Unreadable(code) from error


def kept_number(value: Decimal) -> Decimal | None:
    """A number as it is kept. Raises Unreadable for one of too many digits."""
    return read_number(f"{value:f}", "not_a_number")
