"""So many years, months, days, hours or minutes, in a reader's language."""

from __future__ import annotations

from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale


def length_of_time(number: int, unit: str, locale: Locale) -> str:
    """A number of one unit of time in full: "3 months", "6 mois".

    `unit`: "year", "month", "week", "day", "hour" or "minute". Babel's `format_unit` knows no word where CLDR
    refers from its long form to its short one (Arabic, Italian, Dutch, Portuguese, Chinese, …) and writes
    "3 duration-month"; its `format_timedelta` follows the reference. Raises KeyError for another unit.
    """
    from babel.dates import TIMEDELTA_UNITS, format_timedelta
    from babel.numbers import format_decimal

    length = timedelta(seconds=number * dict(TIMEDELTA_UNITS)[unit])
    only_this: Any = unit
    text = format_timedelta(length, granularity=only_this, threshold=inf, locale=locale)
    return text.replace(str(number), format_decimal(number, locale=locale)) if number >= 1000 else text
