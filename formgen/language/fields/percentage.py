"""A share of something, typed as so many per cent."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from formgen.language.constructs import Invalid, Place, Shape, Single, optional
from formgen.language.expressions import NUMBER, Type
from formgen.language.expressions.exact import EXACT
from formgen.language.fields.base import FieldContext, Read, Restated
from formgen.language.fields.numbers import NumberField, kept_number, read_number
from formgen.language.fields.text import single
from formgen.language.readers import scalar_text
from formgen.language.source import Node

_BOUND = r"(-?[0-9]{1,12}(?:\.[0-9]{1,10})?) ?%"


class _Share:
    expects = "a percentage"
    shape: Shape = Single("a percentage", "text", _BOUND)

    def read(self, node: Node, place: Place) -> Decimal | Invalid:
        value = scalar_text(node, place, self.expects, "Write it with its sign, such as 25 %.")
        if isinstance(value, Invalid):
            return value
        found = re.fullmatch(_BOUND, value)
        if found is None:
            return place.report(
                "S015", node, f"`{value}` is not a percentage.", "Write it with its sign, such as 25 %."
            )
        return EXACT.scaleb(Decimal(found[1]), -2)


class PercentageField(NumberField):
    """A share, typed as so many per cent; in expressions `25 %` is 0.25.

    For example:

        type: percentage
        label: What share of the house is yours?
        min: 0 %
        max: 100 %
    """

    noun = "a percentage field"
    type_name = "percentage"
    without = ("unit",)
    one_line = True
    width = "5"
    keyboard = "decimal"
    default_form = "how many per cent, such as 12.5"
    low, high, step = Decimal("0.05"), Decimal("0.95"), Decimal("0.05")
    fault_codes = ("not_a_number", "too_small", "too_large", "unreadable")
    min: Decimal | None = optional(_Share(), "the least share accepted", example="min: 0 %")
    max: Decimal | None = optional(_Share(), "the greatest share accepted", example="max: 100 %")

    def shown_as(self) -> str:
        return "share"

    def value_type(self, context: FieldContext) -> Type:
        return NUMBER

    def reader(self, context: FieldContext) -> Read:
        return lambda entry: read_share(single(entry))

    def write(self, value: Any) -> str:
        return f"{EXACT.scaleb(Decimal(value), 2):f}"

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_number)

    def annotation(self, context: FieldContext) -> Any:
        from pydantic import Field

        return Annotated[Decimal, Field(**self.bounds())]


def read_share(typed: str) -> Decimal | None:
    """A share of one from so many per cent, with or without the sign; None when blank. Raises Unreadable."""
    number = read_number(typed.strip().removesuffix("%"), "not_a_number")
    return None if number is None else EXACT.scaleb(number, -2)
