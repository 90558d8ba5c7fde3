"""A month of a year; its value is the month's first day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from formgen.language.constructs import optional
from formgen.language.expressions import DATE, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Restated, Unreadable
from formgen.language.fields.date import DateBound, by_calendar, date_limits, kept_date, read_date


class MonthField(Field):
    """A month of a year.

    For example:

        type: month
        label: Since when do you work there?
    """

    noun = "a month field"
    type_name = "month"
    in_scripts = "month"
    fault_codes = (
        "not_a_date",
        "date_incomplete",
        "year_of_four_digits",
        "no_such_day",
        "too_early",
        "too_late",
    )
    min: datetime.date | None = optional(DateBound(), "the earliest day accepted", example="min: 1900-01-01")
    max: datetime.date | None = optional(DateBound(), "the latest day accepted", example="max: 2030-12-31")

    def shown_as(self) -> str:
        return "month"

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

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_month, {"least": self.min, "most": self.max})

    def annotation(self, context: FieldContext) -> Any:
        return by_calendar(datetime.date)


def kept_month(
    value: datetime.date, *, least: datetime.date | None = None, most: datetime.date | None = None
) -> datetime.date:
    """A month as it is kept: its first day. Raises Unreadable for one outside its bounds."""
    return kept_date(value.replace(day=1), least=least, most=most)
