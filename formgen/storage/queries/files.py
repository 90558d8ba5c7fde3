"""The files handed in with a dossier; their content is in the file store, under `store_key`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, exists, insert, select, update

from formgen.storage.errors import DossierMissing
from formgen.storage.queries.dossiers import new_id
from formgen.storage.statement import Connection, Statement
from formgen.storage.tables import dossiers, files


class StoredFile(NamedTuple):
    """`item` is the list item it was given for; `dated` is the paper's date as the person typed it."""

    id: str
    dossier: str
    document: str
    alternative: str | None
    item: str | None
    name: str
    media_type: str
    size: int
    sha256: str
    pages: int | None
    store_key: str
    dated: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file already in the store, about to be added. `size` in bytes, `sha256` in hexadecimal."""

    document: str
    alternative: str | None
    item: str | None
    name: str
    media_type: str
    size: int
    sha256: str
    pages: int | None
    store_key: str
    dated: str | None = None


_OWNED = exists().where(
    dossiers.c.id == files.c.dossier,
    dossiers.c.id == bindparam("of_dossier"),
    dossiers.c.owner == bindparam("owner_hash"),
)

# Marking the dossier proves the ownership and, on PostgreSQL, holds the dossier against a filing under way:
# examining a file takes seconds, in which another tab may file what it was meant for.
_MARK = Statement(
    update(dossiers)
    .where(
        dossiers.c.id == bindparam("of_dossier"),
        dossiers.c.owner == bindparam("owner_hash"),
        dossiers.c.filed_at.is_(None),
    )
    .values(saved_at=bindparam("saved_at"))
)
_ADD = Statement(insert(files))
_THIS = (files.c.id == bindparam("file"), _OWNED)
_REMOVE = Statement(delete(files).where(*_THIS).returning(files.c.store_key))
_DATE = Statement(update(files).where(*_THIS).values(dated=bindparam("dated")))
_READ = Statement(select(files).where(*_THIS))
_LIST = Statement(select(files).where(_OWNED).order_by(files.c.created_at, files.c.id))


def add_file(connection: Connection, dossier: str, owner: str, new: NewFile, at: datetime) -> str:
    """Add a file to a draft; its id. Raises DossierMissing, also when it was filed meanwhile."""
    _mark(connection, dossier, owner, at)
    identity = new_id()
    connection.change(_ADD, {"id": identity, "dossier": dossier, "created_at": at, **asdict(new)})
    return identity


def remove_file(connection: Connection, dossier: str, owner: str, file: str, at: datetime) -> str | None:
    """Take a file out of a draft; its key, to be deleted from the store once this is durable.

    None when the dossier has no such file (any more). Raises DossierMissing, also when it was filed since.
    """
    _mark(connection, dossier, owner, at)
    row = connection.row(_REMOVE, {"file": file, "of_dossier": dossier, "owner_hash": owner})
    return row[0] if row else None


def date_file(connection: Connection, dossier: str, owner: str, file: str, dated: str | None) -> bool:
    """Keep the paper's date as typed; False when the dossier has no such file."""
    values = {"file": file, "of_dossier": dossier, "owner_hash": owner, "dated": dated}
    return connection.change(_DATE, values) == 1


def read_file(connection: Connection, dossier: str, owner: str, file: str) -> StoredFile | None:
    """One file, to show it to who handed it in."""
    row = connection.row(_READ, {"file": file, "of_dossier": dossier, "owner_hash": owner})
    return StoredFile._make(row) if row else None


def list_files(connection: Connection, dossier: str, owner: str) -> list[StoredFile]:
    """The files of a dossier in the order they came."""
    rows = connection.rows(_LIST, {"of_dossier": dossier, "owner_hash": owner})
    return [StoredFile._make(row) for row in rows]


def _mark(connection: Connection, dossier: str, owner: str, at: datetime) -> None:
    if connection.change(_MARK, {"of_dossier": dossier, "owner_hash": owner, "saved_at": at}) == 0:
        raise DossierMissing(dossier)
