"""Orders within a scope, from which the numbers of dossiers are made."""

from __future__ import annotations

from sqlalchemy import Insert, bindparam

from formgen.storage.statement import Connection, DialectName, Statement, insert_for
from formgen.storage.tables import number_orders


def _draw(dialect: DialectName) -> Insert:
    return (
        insert_for(dialect, number_orders)
        .values(scope=bindparam("scope"), last=1)
        .on_conflict_do_update(index_elements=["scope"], set_={"last": number_orders.c.last + 1})
        .returning(number_orders.c.last)
    )


_DRAW = Statement(_draw)


def draw_order(connection: Connection, scope: str) -> int:
    """The next order of the scope, from 1. Two transactions never get the same.

    The order of a transaction that is rolled back may be drawn again; one that was kept never is.
    """
    row = connection.row(_DRAW, {"scope": scope})
    assert row is not None, "an upsert with RETURNING answers with its row"
    order: int = row[0]
    return order
