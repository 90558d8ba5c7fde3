"""Days, months, times and moments in a reader's language.

Patterns come from CLDR once per language; writing a day then costs about a microsecond.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from babel import Locale

_FIELD: Final = re.compile(r"'([^']*)'|(d{1,2}|M{1,4}|L{3,4}|y{1,4}|E{4})|([^'dMLyE]+)")


def day_writer(locale: Locale, pattern: str) -> Callable[[date], str]:
    """A function that writes a day by a CLDR pattern ("d MMMM y"); years are always whole."""
    pieces: list[str] = []
    position = 0
    while position < len(pattern):
        match = _FIELD.match(pattern, position)
        if match is None:
            return _by_babel(locale, pattern)
        position = match.end()
        quoted, name, plain = match.groups()
        if quoted is not None:
            pieces.append((quoted or "'").replace("{", "{{").replace("}", "}}"))
        elif plain is not None:
            pieces.append(plain.replace("{", "{{").replace("}", "}}"))
        else:
            piece = _FIELDS.get(name)
            if piece is None:
                return _by_babel(locale, pattern)
            pieces.append(piece)
    template = "".join(pieces)
    months = _month_names(locale, pattern)
    weekdays = [locale.days["format"]["wide"][number] for number in range(7)]
    first = "1er" if locale.language == "fr" and "d MMMM" in pattern else "1"

    def write(day: date) -> str:
        number = day.day
        return template.format(
            first if number == 1 else number,
            day.day,
            months[day.month - 1],
            day.month,
            day.year,
            weekdays[day.weekday()],
        )

    return write


_FIELDS: Final = {
    "d": "{0}",
    "dd": "{1:02d}",
    "M": "{3}",
    "MM": "{3:02d}",
    "MMM": "{2}",
    "MMMM": "{2}",
    "LLL": "{2}",
    "LLLL": "{2}",
    "y": "{4}",
    "yy": "{4}",
    "yyyy": "{4:04d}",
    "EEEE": "{5}",
}


def _month_names(locale: Locale, pattern: str) -> list[str]:
    width = "wide" if "MMMM" in pattern or "LLLL" in pattern else "abbreviated"
    context = "stand-alone" if "L" in pattern else "format"
    names = locale.months[context][width]
    return [names[number] for number in range(1, 13)]


def _by_babel(locale: Locale, pattern: str) -> Callable[[date], str]:
    from babel.dates import parse_pattern

    parsed = parse_pattern(pattern)
    return lambda day: parsed.apply(day, locale)


class Dates:
    """Writers of a language and a time zone. Raises ZoneInfoNotFoundError for an unknown zone."""

    def __init__(self, locale: Locale, timezone: str, moment: Callable[[str, str], str]) -> None:
        self.zone = ZoneInfo(timezone)
        self.long = day_writer(locale, locale.date_formats["long"].pattern)
        # Days and months in numbers alone are read in two orders by those who read English.
        width = "long" if locale.language == "en" else "short"
        self.short = day_writer(locale, locale.date_formats[width].pattern)
        self.weekday = day_writer(locale, locale.date_formats["full"].pattern)
        self.month = day_writer(locale, locale.datetime_skeletons["yMMMM"].pattern)
        self._moment = moment
        self._locale = locale
        self._time = locale.time_formats["short"]
        self._times: dict[int, str] = {}

    def day_of(self, moment: datetime) -> date:
        """The day of a moment in the service's time zone."""
        return moment.astimezone(self.zone).date()

    def time(self, value: time) -> str:
        """A time of day: "14:05"."""
        # Every page of somebody signed in tells until when; a day has few minutes, and none shows seconds.
        minute = value.hour * 60 + value.minute
        written = self._times.get(minute)
        if written is None:
            written = self._times[minute] = self._time.apply(value, self._locale)
        return written

    def time_of(self, moment: datetime) -> str:
        """The time of day of a moment in the service's time zone."""
        return self.time(moment.astimezone(self.zone).time())

    def moment(self, moment: datetime) -> str:
        """Day and time: "27 mars 2007 à 14:05"."""
        return self._moment(self.long(self.day_of(moment)), self.time_of(moment))
