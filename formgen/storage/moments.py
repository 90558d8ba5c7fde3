"""How moments and days are written in the database.

Both databases keep them as ISO 8601 text of one fixed width, so that text order is the order of time
and a row reads the same on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

MOMENT_WIDTH = 27
DAY_WIDTH = 10


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def write_moment(moment: datetime) -> str:
    """`2026-03-01T08:05:00.000000Z`. Raises ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone, so it names no moment")
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def read_moment(text: str) -> datetime:
    """The aware UTC moment that `write_moment` wrote."""
    return datetime.fromisoformat(text)


def write_day(day: date) -> str:
    """`2026-03-01`. Raises ValueError for a datetime, whose day depends on a time zone."""
    if isinstance(day, datetime):
        raise ValueError(f"{day!r} is a moment; a day was expected")
    return day.isoformat()


def read_day(text: str) -> date:
    """The day that `write_day` wrote."""
    return date.fromisoformat(text)
