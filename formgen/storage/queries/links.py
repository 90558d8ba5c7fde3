"""Links sent by mail: good once, for a time. A link's token is never kept, only its hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from formgen.storage.statement import Connection, Statement
from formgen.storage.tables import links


class Link(NamedTuple):
    """A link. `purpose`: what it is good for; `json`: what was known when it was sent."""

    token_hash: str
    purpose: str
    account: str | None
    json: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None

    def data(self) -> dict[str, Any]:
        """A fresh copy of what was known when it was sent."""
        data: dict[str, Any] = json.loads(self.json)
        return data

    def is_over(self, at: datetime) -> bool:
        """Whether its time is over.

        A clock that was set back makes a link good for up to twice its time, not for a year: one that seems
        to be made later than its whole life from now was made by a clock that went wrong.
        """
        return at >= self.expires_at or self.created_at - at > self.expires_at - self.created_at


_CREATE = Statement(insert(links))
_READ = Statement(select(links).where(links.c.token_hash == bindparam("token")))
_USE = Statement(
    update(links)
    .where(
        links.c.token_hash == bindparam("token"),
        links.c.used_at.is_(None),
        links.c.expires_at > bindparam("now"),
    )
    .values(used_at=bindparam("now"))
)
_GIVE = Statement(
    update(links).where(links.c.token_hash == bindparam("token")).values(account=bindparam("given_to"))
)
_WITHDRAW = Statement(
    delete(links).where(
        links.c.account == bindparam("account"),
        links.c.purpose == bindparam("purpose"),
        links.c.used_at.is_(None),
    )
)
_FORGET = Statement(delete(links).where(links.c.expires_at < bindparam("before")))


def create_link(
    connection: Connection,
    token_hash: str,
    purpose: str,
    data: Mapping[str, Any],
    at: datetime,
    expires_at: datetime,
    account: str | None = None,
) -> None:
    """Keep a link that is about to be sent."""
    values = {
        "token_hash": token_hash,
        "purpose": purpose,
        "account": account,
        "data": json.dumps(data, ensure_ascii=False),
        "created_at": at,
        "expires_at": expires_at,
        "used_at": None,
    }
    connection.change(_CREATE, values)


def read_link(connection: Connection, token_hash: str) -> Link | None:
    """A link, whether it is still good or not."""
    row = connection.row(_READ, {"token": token_hash})
    return Link._make(row) if row else None


def use_link(connection: Connection, token_hash: str, at: datetime) -> Link | None:
    """The link, used now and never again; None when it is unknown, used or too old."""
    link = read_link(connection, token_hash)
    if link is None or link.is_over(at) or connection.change(_USE, {"token": token_hash, "now": at}) == 0:
        return None
    return link._replace(used_at=at)


def give_link(connection: Connection, token_hash: str, account: str) -> None:
    """Let a link belong to the account that it made: it is told of with it, and deleted with it."""
    connection.change(_GIVE, {"token": token_hash, "given_to": account})


def withdraw_links(connection: Connection, account: str, purpose: str) -> None:
    """Make an account's unused links of a purpose worth nothing."""
    connection.change(_WITHDRAW, {"account": account, "purpose": purpose})


def forget_links(connection: Connection, before: datetime) -> int:
    """Drop the links that were good until `before`; how many there were."""
    return connection.change(_FORGET, {"before": before})
