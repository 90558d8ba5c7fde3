"""A number with decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from formgen.language.expressions import NUMBER, Type
from formgen.language.fields.base import FieldContext, Read, Restated
from formgen.language.fields.numbers import NumberField, kept_number, read_number
from formgen.language.fields.text import single


class DecimalField(NumberField):
    """A number with decimals, kept exactly.

    For example:

        type: decimal
        label: Area of the flat
        unit: m²
    """

    noun = "a decimal field"
    type_name = "decimal"
    in_scripts = "number"
    one_line = True
    width = "10"
    keyboard = "decimal"
    default_form = "a number, such as 0.5"
    step = Decimal("0.5")
    fault_codes = ("not_a_number", "too_small", "too_large", "unreadable")

    def value_type(self, context: FieldContext) -> Type:
        return NUMBER

    def reader(self, context: FieldContext) -> Read:
        return lambda entry: read_number(single(entry), "not_a_number")

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_number)

    def annotation(self, context: FieldContext) -> Any:
        from pydantic import Field

        return Annotated[Decimal, Field(**self.bounds())]
