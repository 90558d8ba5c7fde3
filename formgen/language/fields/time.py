"""A time of day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from formgen.language.expressions import TIME, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Restated, Unreadable
from formgen.language.fields.date import by_calendar
from formgen.language.fields.text import single


class TimeField(Field):
    """A time of day, to the minute.

    For example:

        type: time
        label: When does it begin?
    """

    noun = "a time field"
    type_name = "time"
    in_scripts = "time"
    one_line = True
    width = "5"
    default_form = "hours and minutes, such as 14:30"
    fault_codes = ("not_a_time", "unreadable")

    def value_type(self, context: FieldContext) -> Type:
        return TIME

    def reader(self, context: FieldContext) -> Read:
        return lambda entry: read_time(single(entry))

    def write(self, value: Any) -> str:
        return f"{value:%H:%M}"

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return invented_time(inventor)

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_time)

    def annotation(self, context: FieldContext) -> Any:
        return by_calendar(datetime.time)


def invented_time(inventor: Inventor) -> datetime.time:
    """A quarter of an hour within a working day."""
    return datetime.time(inventor.random.randint(8, 17), inventor.random.choice((0, 15, 30, 45)))


def kept_time(value: datetime.time) -> datetime.time:
    """A time as it is kept: to the minute."""
    return datetime.time(value.hour, value.minute)


def read_time(typed: str) -> datetime.time | None:
    """A time as people type it: 14:30, 14h30, 14 h, 2.30 pm, 9am; None when blank. Raises Unreadable."""
    plain = typed.strip().casefold().replace(" ", "")
    if not plain:
        return None
    found = re.fullmatch(r"([0-9]{1,2})(?:[:h.]([0-9]{2})?)?(am|pm)?", plain)
    if not found:
        raise Unreadable("not_a_time")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            raise Unreadable("not_a_time")
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise Unreadable("not_a_time")
    return datetime.time(hour, minute)
