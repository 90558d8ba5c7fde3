"""Notices: what a person is told in their space. Kept as written; opened once.

Whose a notice is, its dossier says: one that changes hands takes its notices along.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Insert, bindparam, func, select, update

from formgen.storage.statement import Connection, DialectName, Statement, insert_for
from formgen.storage.tables import dossiers, notices


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to be kept; columns as in `tables.notices`."""

    id: str
    dossier: str
    message: str
    topic: str
    title: str
    text: str
    html: str
    language: str
    download: Sequence[str]
    at: datetime


class Notice(NamedTuple):
    """A notice as kept, and the dossier that it is about. `opened_at` is None until it is read."""

    id: str
    dossier: str
    message: str
    topic: str
    title: str
    text: str
    html: str
    language: str
    download_json: str
    at: datetime
    opened_at: datetime | None
    procedure: str
    spec_digest: str
    number: str | None

    @property
    def download(self) -> list[str]:
        """Names of the PDFs of its dossier that it offers."""
        names: list[str] = json.loads(self.download_json)
        return names


class NoticeLine(NamedTuple):
    """A notice in a list."""

    id: str
    topic: str
    title: str
    language: str
    at: datetime
    opened_at: datetime | None
    procedure: str
    number: str | None


def _keep(dialect: DialectName) -> Insert:
    return insert_for(dialect, notices).on_conflict_do_nothing(index_elements=["id"])


def unread_of(owner: ColumnElement[Any]) -> ColumnElement[int]:
    """How many notices an owner has not opened yet, to be read along with a session."""
    theirs = dossiers.alias("theirs")
    return (
        select(func.count())
        .select_from(notices)
        .join(theirs, theirs.c.id == notices.c.dossier)
        .where(theirs.c.owner == owner, notices.c.opened_at.is_(None))
        .scalar_subquery()
    )


_OWN = (dossiers.c.id == notices.c.dossier, dossiers.c.owner == bindparam("owner_hash"))
_KEEP = Statement(_keep)
_READ = Statement(
    select(notices, dossiers.c.procedure, dossiers.c.spec_digest, dossiers.c.number).where(
        notices.c.id == bindparam("notice"), *_OWN
    )
)
_OF_DOSSIER = Statement(
    select(notices, dossiers.c.procedure, dossiers.c.spec_digest, dossiers.c.number)
    .where(notices.c.dossier == bindparam("of"), *_OWN)
    .order_by(notices.c.at, notices.c.id)
)
_LIST = Statement(
    select(
        notices.c.id,
        notices.c.topic,
        notices.c.title,
        notices.c.language,
        notices.c.at,
        notices.c.opened_at,
        dossiers.c.procedure,
        dossiers.c.number,
    )
    .where(*_OWN)
    .order_by(notices.c.opened_at.is_not(None), notices.c.at.desc(), notices.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("passed"))
)
_COUNT = Statement(select(func.count()).select_from(notices, dossiers).where(*_OWN))
_OPEN = Statement(
    update(notices)
    .where(
        notices.c.id == bindparam("notice"),
        notices.c.opened_at.is_(None),
        notices.c.dossier.in_(select(dossiers.c.id).where(dossiers.c.owner == bindparam("owner_hash"))),
    )
    .values(opened_at=bindparam("moment"))
)


def keep_notice(connection: Connection, new: NewNotice) -> bool:
    """Keep a notice; False when one of this id is there already, which then stays as it is."""
    values: dict[str, Any] = {
        **{each: getattr(new, each) for each in NewNotice.__slots__},
        "download": json.dumps(list(new.download)),
        "opened_at": None,
    }
    return connection.change(_KEEP, values) == 1


def read_notice(connection: Connection, notice: str, owner: str) -> Notice | None:
    """A notice, if it is about a dossier of this owner."""
    row = connection.row(_READ, {"notice": notice, "owner_hash": owner})
    return Notice._make(row) if row else None


def notices_of(connection: Connection, dossier: str, owner: str) -> list[Notice]:
    """The notices about a dossier of this owner, the first first."""
    return [Notice._make(row) for row in connection.rows(_OF_DOSSIER, {"of": dossier, "owner_hash": owner})]


def list_notices(connection: Connection, owner: str, most: int, passed: int = 0) -> list[NoticeLine]:
    """The owner's notices, unread ones first, then the newest; `most` of them after `passed` others."""
    values = {"owner_hash": owner, "most": most, "passed": passed}
    return [NoticeLine._make(row) for row in connection.rows(_LIST, values)]


def count_notices(connection: Connection, owner: str) -> int:
    """How many notices the owner has."""
    row = connection.row(_COUNT, {"owner_hash": owner})
    return int(row[0]) if row else 0


def open_notice(connection: Connection, notice: str, owner: str, at: datetime) -> bool:
    """Note that the owner has opened a notice; False when that was known, and for another's."""
    return connection.change(_OPEN, {"notice": notice, "owner_hash": owner, "moment": at}) == 1
