"""The dossiers of an owner, as lists show them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import bindparam, func, select

from formgen.storage.statement import Connection, Statement
from formgen.storage.tables import dossiers

EVERY_ONE: Final = 1_000_000
"""More than anybody files."""


class DossierLine(NamedTuple):
    """A dossier in a list of its owner's."""

    id: str
    procedure: str
    state: str
    language: str
    started_on: date
    saved_at: datetime
    filed_at: datetime | None
    filed_on: date | None
    number: str | None
    spec_digest: str
    revision: int


_LINE = select(
    dossiers.c.id,
    dossiers.c.procedure,
    dossiers.c.state,
    dossiers.c.language,
    dossiers.c.started_on,
    dossiers.c.saved_at,
    dossiers.c.filed_at,
    dossiers.c.filed_on,
    dossiers.c.number,
    dossiers.c.spec_digest,
    dossiers.c.revision,
).where(dossiers.c.owner == bindparam("owner_hash"))
_DRAFTS = Statement(_LINE.where(dossiers.c.filed_at.is_(None)).order_by(dossiers.c.saved_at.desc()))
_FILED = Statement(
    _LINE.where(dossiers.c.filed_at.is_not(None))
    .order_by(dossiers.c.filed_at.desc(), dossiers.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("passed"))
)
_COUNT_FILED = Statement(
    select(func.count())
    .select_from(dossiers)
    .where(dossiers.c.owner == bindparam("owner_hash"), dossiers.c.filed_at.is_not(None))
)


def list_drafts(connection: Connection, owner: str) -> list[DossierLine]:
    """The owner's dossiers not filed yet, the last saved first."""
    return [DossierLine._make(row) for row in connection.rows(_DRAFTS, {"owner_hash": owner})]


def list_filed(
    connection: Connection, owner: str, most: int = EVERY_ONE, passed: int = 0
) -> list[DossierLine]:
    """The owner's filed dossiers, the last filed first; `most` of them after `passed` others."""
    values = {"owner_hash": owner, "most": most, "passed": passed}
    return [DossierLine._make(row) for row in connection.rows(_FILED, values)]


def count_filed(connection: Connection, owner: str) -> int:
    """How many dossiers the owner has filed."""
    row = connection.row(_COUNT_FILED, {"owner_hash": owner})
    return int(row[0]) if row else 0
