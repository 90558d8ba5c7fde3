"""A day with a time of day, in the time zone of the service."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from formgen.language.expressions import MOMENT, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Restated, Unreadable
from formgen.language.fields.date import by_calendar, kept_date, read_date
from formgen.language.fields.time import invented_time, read_time


class DatetimeField(Field):
    """A day with a time.

    For example:

        type: datetime
        label: When did it happen?
    """

    noun = "a date and time field"
    type_name = "datetime"
    fault_codes = ("not_a_date", "date_incomplete", "year_of_four_digits", "no_such_day", "not_a_time")

    def in_errors(self) -> str:
        return "date"

    def value_type(self, context: FieldContext) -> Type:
        return MOMENT

    def parts(self) -> tuple[str, ...]:
        return ("day", "month", "year", "time")

    def reader(self, context: FieldContext) -> Read:
        zone = ZoneInfo(context.timezone)
        # People write and see the service's own time; the moment is kept in UTC.
        self.__dict__["zone"] = zone

        def read(entry: Any) -> datetime.datetime | None:
            day = read_date(entry, ("day", "month", "year"))
            time = read_time(str(entry.get("time", "")))
            if day is None and time is None:
                return None
            if day is None or time is None:
                missing = ("day",) if day is None else ("time",)
                raise Unreadable("date_incomplete", parts=missing, missing=missing)
            try:
                return datetime.datetime.combine(day, time, zone).astimezone(datetime.UTC)
            except OverflowError as error:
                # The last evening of the calendar lies in no year elsewhere.
                raise Unreadable("no_such_day", parts=("year",)) from error

        return read

    def write(self, value: Any) -> dict[str, str]:
        value = value.astimezone(self.__dict__.get("zone", datetime.UTC))
        return {
            "day": str(value.day),
            "month": str(value.month),
            "year": f"{value.year:04}",
            "time": f"{value:%H:%M}",
        }

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        day, zone = inventor.day(path, None, None), ZoneInfo(inventor.context.timezone)
        return datetime.datetime.combine(day, invented_time(inventor), zone).astimezone(datetime.UTC)

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_moment, {"zone": context.timezone})

    def annotation(self, context: FieldContext) -> Any:
        return by_calendar(datetime.datetime)


def kept_moment(value: datetime.datetime, *, zone: str) -> datetime.datetime:
    """A moment as it is kept: to the minute, in UTC. Raises Unreadable for a day too early."""
    local = value.astimezone(ZoneInfo(zone))
    kept_date(local.date())
    try:
        minute = datetime.datetime(
            local.year, local.month, local.day, local.hour, local.minute, tzinfo=ZoneInfo(zone)
        )
        return minute.astimezone(datetime.UTC)
    except OverflowError as fault:
        raise Unreadable("no_such_day") from fault
