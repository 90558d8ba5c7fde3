"""One read for most requests: a browser and the dossier of its that it wants to see."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, case, delete, select

from formgen.storage.errors import DossierMissing
from formgen.storage.queries.notices import unread_of
from formgen.storage.queries.sessions import WHOSE
from formgen.storage.statement import Connection, Statement
from formgen.storage.tables import dossiers, files, sessions


class Visit(NamedTuple):
    """What tells whether a dossier in memory is still the one kept, and in which language it is read.

    `session_json` is what the web keeps about the browser; `account` is None where nobody signed in; `unread`
    counts the notices that the account has not opened yet.
    """

    session_json: str
    seen_at: datetime
    account: str | None
    signed_in_at: datetime | None
    owner: str
    procedure: str
    spec_digest: str
    state: str
    revision: int
    saved_at: datetime
    language: str
    unread: int = 0


# Nobody looks for notices in a browser in which nobody is signed in: the count is not made.
_UNREAD = case((sessions.c.account.is_not(None), unread_of(sessions.c.account)), else_=0)
_VISIT = Statement(
    select(
        sessions.c.data,
        sessions.c.seen_at,
        sessions.c.account,
        sessions.c.signed_in_at,
        dossiers.c.owner,
        dossiers.c.procedure,
        dossiers.c.spec_digest,
        dossiers.c.state,
        dossiers.c.revision,
        dossiers.c.saved_at,
        dossiers.c.language,
        _UNREAD,
    )
    .join_from(sessions, dossiers, dossiers.c.owner == WHOSE)
    .where(sessions.c.token_hash == bindparam("token_hash"), dossiers.c.id == bindparam("dossier"))
)
_OWN_DRAFT = (
    dossiers.c.id == bindparam("dossier"),
    dossiers.c.owner == bindparam("owner_hash"),
    dossiers.c.filed_at.is_(None),
)
# Held first: a file that is being added meanwhile is either among the keys, or refused.
_HOLD = Statement(select(dossiers.c.id).where(*_OWN_DRAFT).with_for_update())
_KEYS = Statement(select(files.c.store_key).where(files.c.dossier == bindparam("dossier")))
_DISCARD = Statement(delete(dossiers).where(*_OWN_DRAFT))


def read_visit(connection: Connection, token_hash: str, dossier: str) -> Visit | None:
    """The visit, if the session is alive and the dossier belongs to it."""
    row = connection.row_again(_VISIT, {"token_hash": token_hash, "dossier": dossier})
    return Visit._make(row) if row else None


def discard_draft(connection: Connection, dossier: str, owner: str) -> list[str]:
    """Delete a dossier that was never filed, with its files; their keys, to be deleted from the store.

    Raises DossierMissing.
    """
    own = {"dossier": dossier, "owner_hash": owner}
    if connection.row(_HOLD, own) is None:
        raise DossierMissing(dossier)
    keys = [row[0] for row in connection.rows(_KEYS, {"dossier": dossier})]
    connection.change(_DISCARD, own)
    return keys
