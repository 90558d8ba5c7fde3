"""An amount of money, in the currency of the spec."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Final

from formgen.language.expressions import Money, Type
from formgen.language.fields.base import FieldContext, Read, Restated, Unreadable
from formgen.language.fields.numbers import NumberField, kept_number, read_number
from formgen.language.fields.text import single

SIGNS: Final = {"EUR": "euros?|€", "GBP": "£", "USD": r"\$"}
"""What people write beside an amount, as patterns of our own."""


class MoneyField(NumberField):
    """An amount of money.

    For example:

        type: money
        label: Income of last month
        min: 0
    """

    noun = "a money field"
    type_name = "money"
    in_scripts = "money"
    one_line = True
    width = "10"
    keyboard = "decimal"
    default_form = "a number, such as 12.50"
    low, high, step = Decimal(100), Decimal(3000), Decimal(10)
    fault_codes = ("not_an_amount", "too_many_decimals", "too_small", "too_large", "unreadable")

    def value_type(self, context: FieldContext) -> Type:
        return Money(context.currency)

    def reader(self, context: FieldContext) -> Read:
        words = re.compile(
            rf"{SIGNS.get(context.currency, context.currency)}|{context.currency}", re.IGNORECASE
        )

        def read(entry: Any) -> Decimal | None:
            typed = words.sub("", single(entry))
            amount = read_number(typed, "not_an_amount")
            if amount is not None and amount != round(amount, 2):
                raise Unreadable("too_many_decimals")
            return amount

        return read

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_number)

    def annotation(self, context: FieldContext) -> Any:
        from pydantic import Field

        return Annotated[Decimal, Field(decimal_places=2, **self.bounds())]
