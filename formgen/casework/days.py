"""The days of a place: which one a moment falls on (language.md §11, rule 15)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class Days:
    """The calendar of a time zone. Every request asks about nearly the same moment: it remembers a day."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        never = datetime.min.replace(tzinfo=UTC)
        self._last: tuple[datetime, datetime, date] = (never, never, date.min)

    def day_of(self, moment: datetime) -> date:
        """The day on which an aware moment falls."""
        begins, ends, day = self._last
        if not begins <= moment < ends:
            day = moment.astimezone(self._zone).date()
            begins, ends = self._midnight(day), self._midnight(day + timedelta(days=1))
            # One assignment, since threads ask too.
            self._last = (begins, ends, day)
        return day

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone).astimezone(UTC)
