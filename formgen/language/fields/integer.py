"""A whole number."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import Annotated, Any

from formgen.language.constructs import Place
from formgen.language.expressions import INTEGER, Type
from formgen.language.fields.base import FieldContext, Inventor, Read, Restated, Unreadable
from formgen.language.fields.numbers import NumberField, read_number
from formgen.language.fields.text import single
from formgen.language.source import Mapping


class IntegerField(NumberField):
    """A whole number.

    For example:

        type: integer
        label: How many guests do you expect?
        min: 1
    """

    noun = "an integer field"
    type_name = "integer"
    in_scripts = "number"
    one_line = True
    width = "10"
    keyboard = "numeric"
    default_form = "digits only, such as 5"
    fault_codes = ("not_an_integer", "too_small", "too_large", "unreadable")

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        for name in ("min", "max"):
            bound = values.get(name)
            if bound is not None and bound != bound.to_integral_value():
                whole = bound.to_integral_value(ROUND_CEILING if name == "min" else ROUND_FLOOR)
                place.report(
                    "S015",
                    node.get(name) or node,
                    f"`{bound}` is no whole number, and the answer is one.",
                    f"Write `{name}: {whole}`, or `type: decimal` if parts of one count.",
                )
                return False
        return super().check_keys(values, node, place)

    def value_type(self, context: FieldContext) -> Type:
        return INTEGER

    def reader(self, context: FieldContext) -> Read:
        def read(entry: Any) -> int | None:
            number = read_number(single(entry), "not_an_integer")
            if number is None:
                return None
            if number != number.to_integral_value():
                raise Unreadable("not_an_integer")
            return int(number)

        return read

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return int(super().invented(inventor, path, offered))

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_integer)

    def annotation(self, context: FieldContext) -> Any:
        from pydantic import Field

        return Annotated[int, Field(**self.bounds())]


def kept_integer(value: int) -> int:
    """A whole number as it is kept. Raises Unreadable for one of too many digits."""
    read_number(str(value), "not_an_integer")
    return value
