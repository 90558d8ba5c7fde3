"""What is held: about the owner of an account, for who asks for it all; and drafts of no use to anybody."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, exists, func, select

from formgen.storage.queries.links import Link
from formgen.storage.queries.mails import Mail
from formgen.storage.queries.sessions import Session
from formgen.storage.statement import Connection, Statement
from formgen.storage.tables import accounts, dossiers, identities, links, mails, sessions


class Identity(NamedTuple):
    """Who somebody is at an identity provider, by which they can sign in."""

    issuer: str
    subject: str
    created_at: datetime


_IDENTITIES = Statement(
    select(identities.c.issuer, identities.c.subject, identities.c.created_at)
    .where(identities.c.account == bindparam("of_account"))
    .order_by(identities.c.created_at)
)
_SESSIONS = Statement(
    select(
        sessions.c.token_hash,
        sessions.c.created_at,
        sessions.c.seen_at,
        sessions.c.data,
        sessions.c.account,
        sessions.c.signed_in_at,
    )
    .where(sessions.c.account == bindparam("of_account"))
    .order_by(sessions.c.created_at)
)
_LINKS = Statement(
    select(links).where(links.c.account == bindparam("of_account")).order_by(links.c.created_at)
)
# A mail about no dossier is nobody's row: it is told by its address while it waits, unless somebody else has
# the same address.
_other = accounts.alias("other")
_WAITING = Statement(
    select(mails)
    .where(
        mails.c.dossier.is_(None),
        mails.c.recipient == bindparam("email"),
        ~exists().where(_other.c.email == bindparam("email"), _other.c.id != bindparam("of_account")),
    )
    .order_by(mails.c.created_at)
)
_DOSSIERS = Statement(
    select(dossiers.c.id).where(dossiers.c.owner == bindparam("owner_hash")).order_by(dossiers.c.started_at)
)
_DRAFTS_HELD = Statement(
    select(dossiers.c.id)
    .where(dossiers.c.owner == bindparam("owner_hash"), dossiers.c.filed_at.is_(None))
    .order_by(dossiers.c.id)
)

# An id of an account is shorter than the digest of a session (`sessions.is_browser`).
_WITHOUT_ACCOUNT = Statement(
    select(dossiers.c.id, dossiers.c.owner)
    .where(
        dossiers.c.filed_at.is_(None),
        func.length(dossiers.c.owner) < 64,
        ~exists().where(accounts.c.id == dossiers.c.owner),
    )
    .limit(bindparam("most"))
)


# Nothing was ever saved, nothing handed in: either would count a revision, or another moment of saving.
_BLANK = (
    dossiers.c.filed_at.is_(None),
    dossiers.c.revision == 1,
    dossiers.c.saved_at == dossiers.c.started_at,
    dossiers.c.started_at < bindparam("before"),
    func.length(dossiers.c.owner) == 64,
)
_BLANK_DRAFTS = Statement(select(dossiers.c.id).where(*_BLANK).limit(bindparam("most")))
_DISCARD_BLANK = Statement(delete(dossiers).where(dossiers.c.id == bindparam("dossier"), *_BLANK))


def identities_of(connection: Connection, account: str) -> list[Identity]:
    """By whom an account can be signed in to at identity providers."""
    return [Identity._make(row) for row in connection.rows(_IDENTITIES, {"of_account": account})]


def sessions_of(connection: Connection, account: str) -> list[Session]:
    """The sessions that somebody signed in to an account with."""
    return [Session(*row) for row in connection.rows(_SESSIONS, {"of_account": account})]


def links_of(connection: Connection, account: str) -> list[Link]:
    """The links and known devices of an account."""
    return [Link._make(row) for row in connection.rows(_LINKS, {"of_account": account})]


def mails_waiting_for(connection: Connection, account: str, email: str) -> list[Mail]:
    """The mails about no dossier that still hold an address; none where two accounts have the same."""
    rows = connection.rows(_WAITING, {"of_account": account, "email": email})
    return [Mail._make(row) for row in rows]


def dossiers_of(connection: Connection, owner: str) -> list[str]:
    """The ids of everything that somebody has begun or filed, the first first."""
    return [row[0] for row in connection.rows(_DOSSIERS, {"owner_hash": owner})]


def drafts_held_by(connection: Connection, owner: str) -> list[str]:
    """The ids of what somebody has begun and not filed."""
    return [row[0] for row in connection.rows(_DRAFTS_HELD, {"owner_hash": owner})]


def drafts_without_account(connection: Connection, most: int) -> list[tuple[str, str]]:
    """Drafts of accounts that are no more, each with its owner."""
    return [(row[0], row[1]) for row in connection.rows(_WITHOUT_ACCOUNT, {"most": most})]


def blank_drafts(connection: Connection, before: datetime, most: int) -> list[str]:
    """Drafts of browsers that were begun before a moment, and in which nothing was ever saved."""
    return [row[0] for row in connection.rows(_BLANK_DRAFTS, {"before": before, "most": most})]


def discard_blank(connection: Connection, dossier: str, before: datetime) -> bool:
    """Delete such a draft; False where something was saved in it meanwhile, or it is gone."""
    return connection.change(_DISCARD_BLANK, {"dossier": dossier, "before": before}) == 1
