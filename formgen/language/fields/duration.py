"""A length of time: so many years, months, weeks or days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from formgen.language.constructs import optional
from formgen.language.expressions import DURATION, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Restated, Unreadable
from formgen.language.readers import list_of, word
from formgen.language.values import Duration

UNITS = {"years": (12, 0), "months": (1, 0), "weeks": (0, 7), "days": (0, 1)}


class DurationField(Field):
    """A length of time.

    For example:

        type: duration
        label: How long have you lived here?
        units: [years, months]
    """

    noun = "a duration field"
    type_name = "duration"
    in_scripts = "duration"
    fault_codes = ("not_an_integer", "unreadable")
    units: tuple[str, ...] = optional(
        list_of(word(*UNITS), one_allowed=True),
        "the units asked",
        default=("years", "months"),
        example="units: [years, months]",
    )

    def value_type(self, context: FieldContext) -> Type:
        return DURATION

    def parts(self) -> tuple[str, ...]:
        return self.units

    def reader(self, context: FieldContext) -> Read:
        units = self.units

        def read(entry: Any) -> Duration | None:
            if not isinstance(entry, dict):
                raise Unreadable("unreadable")
            total = Duration()
            given = False
            for unit in units:
                typed = str(entry.get(unit, "")).strip()
                if not typed:
                    continue
                if not (typed.isascii() and typed.isdigit() and len(typed) <= 4):
                    raise Unreadable("not_an_integer", parts=(unit,))
                given = True
                months, days = UNITS[unit]
                total = total.plus(Duration(months * int(typed), days * int(typed)))
            return total if given else None

        return read

    def write(self, value: Any) -> dict[str, str]:
        written: dict[str, str] = {}
        months, days = value.months, value.days
        for unit in self.units:
            of_months, of_days = UNITS[unit]
            if of_months:
                written[unit], months = str(months // of_months), months % of_months
            else:
                written[unit], days = str(days // of_days), days % of_days
        return written

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        months, days = UNITS[self.units[0]]
        number = inventor.random.randint(1, 10 if months == 12 else 20)
        return Duration(months * number, days * number)

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_duration, {"units": self.units})

    def annotation(self, context: FieldContext) -> Any:
        return Duration


def kept_duration(value: Duration, *, units: tuple[str, ...]) -> Duration:
    """A length of time as it is kept: what its units can say. Raises Unreadable for a negative one."""
    months, days, total = value.months, value.days, Duration()
    for unit in units:
        of_months, of_days = UNITS[unit]
        count = months // of_months if of_months else days // of_days
        if not 0 <= count <= 9999:
            raise Unreadable("not_an_integer")
        months, days = months - count * of_months, days - count * of_days
        total = total.plus(Duration(of_months * count, of_days * count))
    return total
