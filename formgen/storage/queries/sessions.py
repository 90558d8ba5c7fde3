"""Browser sessions. A token itself is never kept, only its hash."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, delete, exists, func, insert, select, update

from formgen.storage.queries.notices import unread_of
from formgen.storage.statement import Connection, Statement
from formgen.storage.tables import dossiers, sessions


class Session(NamedTuple):
    """One browser. `json` is what the web keeps about it; `account` is who signed in, None for nobody.

    `unread` counts the notices that its owner has not opened yet.
    """

    token_hash: str
    created_at: datetime
    seen_at: datetime
    json: str
    account: str | None
    signed_in_at: datetime | None
    unread: int = 0

    @property
    def owner(self) -> str:
        """Whose dossiers this browser sees: the account's, else those it began itself."""
        return self.account or self.token_hash

    def data(self) -> dict[str, Any]:
        """A fresh copy of what is kept about this browser."""
        data: dict[str, Any] = json.loads(self.json)
        return data


def new_token() -> str:
    """What the browser will hold: 256 random bits, safe in a cookie and in an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What the database holds. A token is random, so a plain digest needs no salt and no slow function."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_browser(owner: str) -> bool:
    """Whether an owner is a browser session, and no account: a digest is longer than an id."""
    return len(owner) == 64


WHOSE = func.coalesce(sessions.c.account, sessions.c.token_hash)
"""The owner of the dossiers that a session sees."""
_CREATE = Statement(insert(sessions))
_READ = Statement(select(sessions, unread_of(WHOSE)).where(sessions.c.token_hash == bindparam("token_hash")))
_NOW = bindparam("seen_at", type_=sessions.c.seen_at.type)
_TOUCH = Statement(
    update(sessions)
    .where(sessions.c.token_hash == bindparam("session"))
    .values(
        seen_at=_NOW,
        # Nobody signed in later than now: the clock was set back, which must not make a session longer.
        signed_in_at=case((sessions.c.signed_in_at > _NOW, _NOW), else_=sessions.c.signed_in_at),
    )
)
_SAVE = Statement(
    update(sessions)
    .where(sessions.c.token_hash == bindparam("session"))
    .values(data=bindparam("data"), seen_at=bindparam("seen_at"))
)
_END = Statement(delete(sessions).where(sessions.c.token_hash == bindparam("token_hash")))
_END_ALL = Statement(
    delete(sessions).where(
        sessions.c.account == bindparam("account"), sessions.c.token_hash != bindparam("but")
    )
)
_FORGET_SIGN_INS = Statement(
    delete(sessions).where(
        (sessions.c.seen_at < bindparam("before")) | (sessions.c.seen_at > bindparam("ahead")),
        sessions.c.account.is_not(None),
    )
)
_WITH_NOTHING = ~exists().where(dossiers.c.owner == sessions.c.token_hash)
_FORGET_BROWSERS = Statement(
    delete(sessions).where(
        (sessions.c.seen_at < bindparam("before"))
        | ((sessions.c.seen_at < bindparam("before_with_nothing")) & _WITH_NOTHING),
        sessions.c.account.is_(None),
    )
)


def create_session(
    connection: Connection,
    token_hash: str,
    at: datetime,
    data: Mapping[str, Any],
    account: str | None = None,
) -> None:
    """A browser that comes for the first time, or in which somebody signs in.

    Raises ConstraintBroken if the token is known already.
    """
    values = {
        "token_hash": token_hash,
        "created_at": at,
        "seen_at": at,
        "data": json.dumps(data),
        "account": account,
        "signed_in_at": at if account is not None else None,
    }
    connection.change(_CREATE, values)


def read_session(connection: Connection, token_hash: str) -> Session | None:
    """Who comes with this token."""
    row = connection.row(_READ, {"token_hash": token_hash})
    return Session._make(row) if row else None


def touch_session(connection: Connection, token_hash: str, at: datetime) -> None:
    """The browser was here again; call it when `seen_at` is old enough to be worth a write."""
    connection.change(_TOUCH, {"session": token_hash, "seen_at": at})


def save_session(connection: Connection, token_hash: str, at: datetime, data: Mapping[str, Any]) -> bool:
    """Keep other data about the browser; False when the session has ended meanwhile."""
    values = {"session": token_hash, "seen_at": at, "data": json.dumps(data)}
    return connection.change(_SAVE, values) == 1


def end_session(connection: Connection, token_hash: str) -> None:
    """The person leaves: the token is worth nothing from now on."""
    connection.change(_END, {"token_hash": token_hash})


def end_sessions_of(connection: Connection, account: str, but: str = "") -> int:
    """Sign an account out everywhere; `but`: the hash of a session that goes on. How many ended."""
    return connection.change(_END_ALL, {"account": account, "but": but})


def forget_sign_ins(connection: Connection, before: datetime, ahead: datetime) -> int:
    """Drop the sessions in which somebody was signed in, not seen since `before`; how many there were.

    And those seen later than `ahead`, which is still to come: a clock that went wrong has written them.
    """
    return connection.change(_FORGET_SIGN_INS, {"before": before, "ahead": ahead})


def forget_browsers(connection: Connection, before: datetime, before_with_nothing: datetime) -> int:
    """The same of browsers in which nobody signed in; another moment for those that have no dossier."""
    values = {"before": before, "before_with_nothing": before_with_nothing}
    return connection.change(_FORGET_BROWSERS, values)
