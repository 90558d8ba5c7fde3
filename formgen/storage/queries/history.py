"""What happened to a dossier, in order, and the answer to a request that is sent twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, insert, select

from formgen.storage.statement import Connection, Statement
from formgen.storage.tables import history


class Event(NamedTuple):
    """One line of a dossier's history. `revision` is the dossier's after it."""

    dossier: str
    sequence: int
    at: datetime
    actor: str
    action: str
    from_state: str | None
    to_state: str
    revision: int
    idempotency_key: str | None
    json: str

    def data(self) -> dict[str, Any]:
        """A fresh copy of what was kept with the action."""
        data: dict[str, Any] = json.loads(self.json)
        return data


@dataclass(frozen=True, slots=True)
class Deed:
    """An action to record. `idempotency_key` is the request's own; a dossier takes each one once."""

    at: datetime
    actor: str
    action: str
    from_state: str | None
    to_state: str
    idempotency_key: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


_NEXT = (
    select(func.coalesce(func.max(history.c.sequence), 0) + 1)
    .where(history.c.dossier == bindparam("dossier"))
    .scalar_subquery()
)
_GIVEN: dict[str, Any] = {
    column.name: bindparam(column.name) for column in history.c if column.name != "sequence"
}
_ADD = Statement(insert(history).values(sequence=_NEXT, **_GIVEN).returning(history.c.sequence))
_LIST = Statement(
    select(history).where(history.c.dossier == bindparam("dossier")).order_by(history.c.sequence)
)
_FIND = Statement(
    select(history).where(
        history.c.dossier == bindparam("dossier"), history.c.idempotency_key == bindparam("idempotency_key")
    )
)


def add_event(connection: Connection, dossier: str, revision: int, deed: Deed) -> int:
    """Record an action on a dossier that this transaction holds; the sequence of its line.

    Raises ConstraintBroken if the dossier already has an event of this idempotency key.
    """
    values = {
        "dossier": dossier,
        "at": deed.at,
        "actor": deed.actor,
        "action": deed.action,
        "from_state": deed.from_state,
        "to_state": deed.to_state,
        "revision": revision,
        "idempotency_key": deed.idempotency_key,
        "data": json.dumps(deed.data),
    }
    row = connection.row(_ADD, values)
    assert row is not None, "an insert with RETURNING answers with its row"
    sequence: int = row[0]
    return sequence


def list_events(connection: Connection, dossier: str) -> list[Event]:
    """The history of a dossier, oldest first."""
    return [Event._make(row) for row in connection.rows(_LIST, {"dossier": dossier})]


def find_event(connection: Connection, dossier: str, idempotency_key: str) -> Event | None:
    """What a request of this key did when it came the first time."""
    row = connection.row(_FIND, {"dossier": dossier, "idempotency_key": idempotency_key})
    return Event._make(row) if row else None
