"""Accounts: made, found, changed. What proves who somebody is, is kept hashed by who writes it here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from formgen.storage.queries.dossiers import new_id
from formgen.storage.statement import Connection, Statement
from formgen.storage.tables import accounts, identities


class Account(NamedTuple):
    """Somebody who signs in. `entries_json` holds what was typed to be recognised, as typed."""

    id: str
    realm: str
    identifier: str
    email: str
    name: str
    password_hash: str | None
    entries_json: str
    second_factor: str
    language: str
    created_at: datetime

    def entries(self) -> dict[str, Any]:
        """A fresh copy of what was typed to be recognised, by field path."""
        entries: dict[str, Any] = json.loads(self.entries_json)
        return entries


class NewAccount(NamedTuple):
    """What an account begins with."""

    realm: str
    identifier: str
    email: str
    name: str
    password_hash: str | None
    entries: Mapping[str, Any]
    language: str


_BY_IDENTIFIER = Statement(
    select(accounts).where(
        accounts.c.realm == bindparam("realm"), accounts.c.identifier == bindparam("identifier")
    )
)
_BY_ID = Statement(select(accounts).where(accounts.c.id == bindparam("account")))
_CREATE = Statement(insert(accounts))
_DELETE = Statement(delete(accounts).where(accounts.c.id == bindparam("account")))
_IDENTITY = Statement(
    select(identities.c.account).where(
        identities.c.issuer == bindparam("issuer"), identities.c.subject == bindparam("subject")
    )
)
_LINK = Statement(insert(identities))
_ISSUERS = Statement(
    select(identities.c.issuer).where(identities.c.account == bindparam("account")).distinct()
)
_UNLINK = Statement(
    delete(identities).where(
        identities.c.account == bindparam("account"), identities.c.issuer == bindparam("issuer")
    )
)


def _changing(column: str) -> Statement:
    return Statement(
        update(accounts).where(accounts.c.id == bindparam("account")).values({column: bindparam("value")})
    )


_CHANGES = {
    column: _changing(column) for column in ("email", "password_hash", "second_factor", "name", "language")
}


_REHASH = Statement(
    update(accounts)
    .where(accounts.c.id == bindparam("account"), accounts.c.password_hash == bindparam("before"))
    .values(password_hash=bindparam("now"))
)


def create_account(connection: Connection, new: NewAccount, at: datetime) -> str:
    """Make an account; its id. Raises ConstraintBroken when the realm knows the identifier already."""
    identity = new_id()
    values = new._asdict()
    values["entries"] = json.dumps(values["entries"], ensure_ascii=False)
    connection.change(_CREATE, {**values, "id": identity, "second_factor": "", "created_at": at})
    return identity


def find_account(connection: Connection, realm: str, identifier: str) -> Account | None:
    """The account that signs in with an identifier."""
    row = connection.row(_BY_IDENTIFIER, {"realm": realm, "identifier": identifier})
    return Account._make(row) if row else None


def read_account(connection: Connection, account: str) -> Account | None:
    """An account by its id."""
    row = connection.row(_BY_ID, {"account": account})
    return Account._make(row) if row else None


def change_account(connection: Connection, account: str, column: str, value: str | None) -> bool:
    """Change one of "email", "password_hash", "second_factor", "name", "language"; False if it is gone."""
    return connection.change(_CHANGES[column], {"account": account, "value": value}) == 1


def rehash_password(connection: Connection, account: str, before: str, now: str) -> bool:
    """Keep the same password hashed otherwise; False when it is another one by now."""
    return connection.change(_REHASH, {"account": account, "before": before, "now": now}) == 1


def delete_account(connection: Connection, account: str) -> None:
    """Delete an account, with its sessions, links and identities."""
    connection.change(_DELETE, {"account": account})


def account_of_identity(connection: Connection, issuer: str, subject: str) -> str | None:
    """The account that an identity provider's subject signs in to."""
    row = connection.row(_IDENTITY, {"issuer": issuer, "subject": subject})
    return None if row is None else str(row[0])


def link_identity(connection: Connection, issuer: str, subject: str, account: str, at: datetime) -> None:
    """Let an identity provider's subject sign in to an account. Raises ConstraintBroken if it has one."""
    connection.change(_LINK, {"issuer": issuer, "subject": subject, "account": account, "created_at": at})


def issuers_of(connection: Connection, account: str) -> frozenset[str]:
    """The identity providers by which an account can be signed in to."""
    return frozenset(str(row[0]) for row in connection.rows(_ISSUERS, {"account": account}))


def unlink_identities(connection: Connection, account: str, issuer: str) -> int:
    """Let nobody of an identity provider sign in to an account any more; how many could."""
    return connection.change(_UNLINK, {"account": account, "issuer": issuer})
