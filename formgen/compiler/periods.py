"""The periods that a document is asked for, as a payslip for each of the last three months."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from formgen.language.values import Duration, subtract_duration

PERIOD_LIMIT = 200
"""Periods that are asked at most, whatever length of time somebody types."""
Period = tuple[date, date]
"""Its first and its last day."""


@lru_cache(maxsize=512)
def counted_back(end: date, over: Duration, period: Duration) -> tuple[Period, ...]:
    """The periods counted back from the start of the request, the latest first: an index keeps its sense."""
    first_day = day_before(end, over)
    found: list[Period] = []
    last = end
    while last > first_day and len(found) < PERIOD_LIMIT:
        index = len(found) + 1
        start = day_before(end, Duration(period.months * index, period.days * index))
        found.append((max(start, first_day) + timedelta(days=1), last))
        last = start
    return tuple(found)


def day_before(day: date, duration: Duration) -> date:
    """The day so long before; the calendar's first or last where it ends, since people type durations."""
    try:
        return subtract_duration(day, duration)
    except OverflowError:
        return date.min if duration.months >= 0 and duration.days >= 0 else day


__all__ = ["PERIOD_LIMIT", "Period", "counted_back", "day_before"]
