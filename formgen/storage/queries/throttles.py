"""Counters that several processes share: how often something was tried since a moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Insert, bindparam, case, delete, select, update

from formgen.storage.statement import Connection, DialectName, Statement, insert_for
from formgen.storage.tables import throttles


def _add(dialect: DialectName) -> Insert:
    """Count on while the counter lives, else begin anew; what stands there afterwards."""
    fresh = insert_for(dialect, throttles).values(
        key=bindparam("throttle"), count=bindparam("amount"), expires_at=bindparam("until")
    )
    dead = throttles.c.expires_at <= bindparam("now")
    counted = fresh.on_conflict_do_update(
        index_elements=[throttles.c.key],
        set_={
            "count": case((dead, fresh.excluded.count), else_=throttles.c.count + fresh.excluded.count),
            "expires_at": case((dead, fresh.excluded.expires_at), else_=throttles.c.expires_at),
        },
    )
    return counted.returning(throttles.c.count, throttles.c.expires_at)


_ADD = Statement(_add)
_READ = Statement(
    select(throttles.c.count, throttles.c.expires_at).where(
        throttles.c.key == bindparam("throttle"), throttles.c.expires_at > bindparam("now")
    )
)
_SHORTEN = Statement(
    update(throttles).where(throttles.c.key == bindparam("throttle")).values(expires_at=bindparam("until"))
)
_CLEAR = Statement(delete(throttles).where(throttles.c.key == bindparam("throttle")))
_FORGET = Statement(delete(throttles).where(throttles.c.expires_at <= bindparam("before")))


def count_up(
    connection: Connection, key: str, at: datetime, until: datetime, amount: int = 1
) -> tuple[int, datetime]:
    """Add to a counter that lives until `until` if it is new; how much it counts, and until when."""
    row = connection.row(_ADD, {"throttle": key, "amount": amount, "until": until, "now": at})
    assert row is not None
    return row[0], row[1]


def read_count(connection: Connection, key: str, at: datetime) -> tuple[int, datetime | None]:
    """How much a counter counts now, and until when; 0 for one that does not live."""
    row = connection.row(_READ, {"throttle": key, "now": at})
    return (row[0], row[1]) if row else (0, None)


def shorten_count(connection: Connection, key: str, until: datetime) -> None:
    """Let a counter end at another moment."""
    connection.change(_SHORTEN, {"throttle": key, "until": until})


def clear_count(connection: Connection, key: str) -> None:
    """Forget a counter."""
    connection.change(_CLEAR, {"throttle": key})


def forget_counts(connection: Connection, before: datetime) -> int:
    """Drop the counters that lived until `before`; how many there were."""
    return connection.change(_FORGET, {"before": before})
