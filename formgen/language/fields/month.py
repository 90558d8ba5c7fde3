"""A month of a year; its value is the month's first day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from formgen.language.constructs import optional
from formgen.language.expressions import DATE, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Unreadable
from formgen.language.fields.date import DateBound, date_limits, read_date


class MonthField(Field):
    """A month of a year."""

    noun = "a month field"
    type_name = "month"
    fault_codes = (
        "not_a_date",
        "date_incomplete",
        "year_of_four_digits",
        "no_such_day",
        "too_early",
        "too_late",
    )
    min: datetime.date | None = optional(DateBound(), "the earliest day accepted")
    max: datetime.date | None = optional(DateBound(), "the latest day accepted")

    def value_type(self, context: FieldContext) -> Type:
        return DATE

    def parts(self) -> tuple[str, ...]:
        return ("month", "year")

    def reader(self, context: FieldContext) -> Read:
        return lambda entry: read_date(entry, ("month", "year"), ("month", "year"))

    def limits(self, context: FieldContext) -> Callable[[Any], Unreadable | None] | None:
        return date_limits(self.min, self.max)

    def write(self, value: Any) -> dict[str, str]:
        return {"month": str(value.month), "year": f"{value.year:04}"}

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return inventor.day(path, self.min, self.max).replace(day=1)

    def annotation(self, context: FieldContext) -> Any:
        return datetime.date
