"""PDFs issued about a dossier. They are kept as issued and never made again."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Insert, Select, bindparam, select

from formgen.storage.statement import Connection, DialectName, Statement, insert_for
from formgen.storage.tables import dossiers, issued


class Issued(NamedTuple):
    """One PDF as issued. `check_code` leads to the page that confirms it."""

    dossier: str
    name: str
    language: str
    issued_at: datetime
    media_type: str
    store_key: str
    sha256: str
    check_code: str


class Confirmation(NamedTuple):
    """What may be told to whoever holds a check code or a number: that it is genuine, and no name."""

    procedure: str
    number: str | None
    filed_on: date | None
    name: str
    language: str
    issued_at: datetime


# Crockford's base 32, lower case: no letter that a reader could take for a digit or another letter.
_CODE_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_CODE_LENGTH = 26


def new_check_code() -> str:
    """130 random bits that can be typed from paper: a code cannot be guessed."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))


def _keep(dialect: DialectName) -> Insert:
    return insert_for(dialect, issued).on_conflict_do_nothing(index_elements=["dossier", "name", "language"])


def _confirm() -> Select[*tuple[Any, ...]]:
    columns = (
        dossiers.c.procedure,
        dossiers.c.number,
        dossiers.c.filed_on,
        issued.c.name,
        issued.c.language,
        issued.c.issued_at,
    )
    return select(*columns).join_from(issued, dossiers)


_KEEP = Statement(_keep)
_READ = Statement(
    select(issued).where(
        issued.c.dossier == bindparam("dossier"),
        issued.c.name == bindparam("name"),
        issued.c.language == bindparam("language"),
    )
)
_LIST = Statement(
    select(issued).where(issued.c.dossier == bindparam("dossier")).order_by(issued.c.issued_at, issued.c.name)
)
_BY_CODE = Statement(_confirm().where(issued.c.check_code == bindparam("check_code")))
_BY_NUMBER = Statement(
    _confirm().where(dossiers.c.number == bindparam("number")).order_by(issued.c.issued_at, issued.c.name)
)


def keep_issued(connection: Connection, new: Issued) -> Issued:
    """Keep a PDF as issued; the one that counts from now on.

    An earlier one of the same name and language wins; then `new.store_key` is to be deleted from the store.
    """
    connection.change(_KEEP, new._asdict())
    kept = read_issued(connection, new.dossier, new.name, new.language)
    assert kept is not None, "it was there or has just been put there"
    return kept


def read_issued(connection: Connection, dossier: str, name: str, language: str) -> Issued | None:
    """The PDF if it was issued; who asks has read the dossier with its owner before."""
    row = connection.row(_READ, {"dossier": dossier, "name": name, "language": language})
    return Issued._make(row) if row else None


def list_issued(connection: Connection, dossier: str) -> list[Issued]:
    """All PDFs issued about a dossier, in order."""
    return [Issued._make(row) for row in connection.rows(_LIST, {"dossier": dossier})]


def confirm_by_code(connection: Connection, check_code: str) -> Confirmation | None:
    """What the page behind a PDF's QR code says."""
    row = connection.row(_BY_CODE, {"check_code": check_code})
    return Confirmation._make(row) if row else None


def confirm_by_number(connection: Connection, number: str) -> list[Confirmation]:
    """The PDFs issued under a number; several procedures may use the same."""
    return [Confirmation._make(row) for row in connection.rows(_BY_NUMBER, {"number": number})]
