"""Dossiers: begun, saved page by page, filed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json
from sqlalchemy import bindparam, exists, func, insert, select, update

from formgen.storage.errors import (
    ConstraintBroken,
    DossierMissing,
    EntriesTooLarge,
    NumberTaken,
    StaleRevision,
)
from formgen.storage.queries.history import Deed, add_event
from formgen.storage.statement import Connection, Statement
from formgen.storage.tables import dossiers, sessions

ENTRIES_LIMIT = 1_000_000
"""Characters of one dossier's entries; a procedure of many pages and a long list takes a tenth."""


class Dossier(NamedTuple):
    """A dossier as kept. `entries_json` and `facts_json` are parsed by who needs them.

    Parsed dossiers share their keys and short words, which halves what one takes in memory.
    """

    id: str
    procedure: str
    spec_digest: str
    owner: str
    state: str
    revision: int
    entries_json: str
    facts_json: str
    language: str
    started_on: date
    started_at: datetime
    saved_at: datetime
    filed_at: datetime | None
    filed_on: date | None
    number: str | None

    def entries(self) -> dict[str, Any]:
        """A fresh copy of what was typed, by field path."""
        entries: dict[str, Any] = from_json(self.entries_json)
        return entries

    def facts(self) -> dict[str, Any]:
        """A fresh copy of what the evaluator was told beside the entries."""
        facts: dict[str, Any] = from_json(self.facts_json)
        return facts

    def without_texts(self) -> Dossier:
        """The same, for who has parsed them: asked for again, they raise ValueError."""
        return self._replace(entries_json="", facts_json="")


@dataclass(frozen=True, slots=True)
class NewDossier:
    """What a dossier begins with."""

    procedure: str
    spec_digest: str
    owner: str
    state: str
    language: str
    started_on: date
    started_at: datetime
    entries: Mapping[str, Any]
    facts: Mapping[str, Any]


class Believed(NamedTuple):
    """What a save takes for granted that was not read just before it.

    `session`: the hash of one that lives; `saved_at`: when anything of the dossier, its files included, was
    changed last.
    """

    session: str
    saved_at: datetime


def new_id() -> str:
    """A random id of 256 bits, safe in an address: knowing one tells nothing of another."""
    return secrets.token_urlsafe(32)


def _written(kept: Mapping[str, Any]) -> str:
    """JSON, four times as fast as by the standard library; saving a page is mostly this and the database."""
    return to_json(kept).decode()


_OWN = (dossiers.c.id == bindparam("dossier"), dossiers.c.owner == bindparam("owner_hash"))

_CREATE = Statement(insert(dossiers))
_READ = Statement(select(dossiers).where(*_OWN))
_OWNER = Statement(select(dossiers.c.owner).where(dossiers.c.id == bindparam("dossier")))
_HOLD = Statement(select(dossiers).where(*_OWN).with_for_update())
_REVISION = Statement(select(dossiers.c.revision).where(*_OWN))


def _saving(*, facts: bool, believed: bool) -> Statement:
    """Save, if nobody was faster; new facts too; and only if what was believed of it is true."""
    values: dict[str, Any] = {
        "entries": bindparam("entries"),
        "saved_at": bindparam("saved_at"),
        "revision": dossiers.c.revision + 1,
    }
    if facts:
        values["facts"] = bindparam("facts")
    allowed = [*_OWN, dossiers.c.revision == bindparam("expected")]
    if believed:
        allowed.append(dossiers.c.saved_at == bindparam("last_saved"))
        whose = func.coalesce(sessions.c.account, sessions.c.token_hash)
        allowed.append(
            exists().where(sessions.c.token_hash == bindparam("session"), whose == dossiers.c.owner)
        )
    return Statement(update(dossiers).where(*allowed).values(values).returning(dossiers.c.revision))


_SAVES = {
    (facts, believed): _saving(facts=facts, believed=believed)
    for facts in (False, True)
    for believed in (False, True)
}
_SPEAK = Statement(update(dossiers).where(*_OWN).values(language=bindparam("language")))
_FILE = Statement(
    update(dossiers)
    .where(*_OWN, dossiers.c.revision == bindparam("expected"))
    .values(
        state=bindparam("state"),
        number=bindparam("number"),
        facts=bindparam("facts"),
        filed_at=bindparam("filed_at"),
        filed_on=bindparam("filed_on"),
        revision=dossiers.c.revision + 1,
    )
    .returning(dossiers.c.revision, dossiers.c.procedure)
)
_CLAIM = Statement(
    update(dossiers)
    .where(dossiers.c.owner == bindparam("session"), dossiers.c.filed_at.is_(None))
    .values(owner=bindparam("account"))
)


def create_dossier(connection: Connection, new: NewDossier) -> str:
    """Begin a dossier, at revision 1; its id. Raises ConstraintBroken if its spec is not kept."""
    identity = new_id()
    values = {
        "id": identity,
        "procedure": new.procedure,
        "spec_digest": new.spec_digest,
        "owner": new.owner,
        "state": new.state,
        "revision": 1,
        "entries": _written(new.entries),
        "facts": _written(new.facts),
        "language": new.language,
        "started_on": new.started_on,
        "started_at": new.started_at,
        "saved_at": new.started_at,
        "filed_at": None,
        "filed_on": None,
        "number": None,
    }
    connection.change(_CREATE, values)
    return identity


def read_dossier(connection: Connection, dossier: str, owner: str) -> Dossier | None:
    """The dossier if it is this owner's."""
    row = connection.row(_READ, {"dossier": dossier, "owner_hash": owner})
    return Dossier._make(row) if row else None


def owner_of(connection: Connection, dossier: str) -> str | None:
    """Whose dossier it is, for work that nobody asks for."""
    row = connection.row(_OWNER, {"dossier": dossier})
    return row[0] if row else None


def hold_dossier(connection: Connection, dossier: str, owner: str) -> Dossier:
    """The dossier, held until this transaction ends, so that what is decided from it stays true.

    Raises DossierMissing.
    """
    row = connection.row(_HOLD, {"dossier": dossier, "owner_hash": owner})
    if row is None:
        raise DossierMissing(dossier)
    return Dossier._make(row)


def save_entries(
    connection: Connection,
    dossier: str,
    owner: str,
    expected: int,
    entries: Mapping[str, Any],
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    believed: Believed | None = None,
) -> int:
    """Keep what was typed, and new facts if any were learnt; the new revision.

    Raises StaleRevision when the dossier is no longer at revision `expected` or something `believed` of it is
    not true any more, DossierMissing, EntriesTooLarge.
    """
    written = _written(entries)
    if len(written) > ENTRIES_LIMIT:
        raise EntriesTooLarge(len(written), ENTRIES_LIMIT)
    values = {
        "dossier": dossier,
        "owner_hash": owner,
        "expected": expected,
        "entries": written,
        "saved_at": at,
    }
    if facts is not None:
        values["facts"] = _written(facts)
    if believed is not None:
        values["session"] = believed.session
        values["last_saved"] = believed.saved_at
    row = connection.row(_SAVES[facts is not None, believed is not None], values)
    if row is None:
        raise _why_not(connection, dossier, owner, expected)
    revision: int = row[0]
    return revision


def change_language(connection: Connection, dossier: str, owner: str, language: str) -> None:
    """The person reads in another language; no revision, since no answer changes. Raises DossierMissing."""
    if connection.change(_SPEAK, {"dossier": dossier, "owner_hash": owner, "language": language}) == 0:
        raise DossierMissing(dossier)


def file_dossier(
    connection: Connection,
    dossier: str,
    owner: str,
    expected: int,
    number: str | None,
    filed_on: date,
    facts: Mapping[str, Any],
    deed: Deed,
) -> int:
    """File a dossier: state, number, day, the facts it was judged by, a line of history; the new revision.

    `filed_on` is the day at the service's place, `deed.at` the moment. Raises StaleRevision, DossierMissing,
    NumberTaken, and ConstraintBroken when `deed.idempotency_key` was used on this dossier (so `hold_dossier`
    and look with `find_event` first).
    """
    values = {
        "dossier": dossier,
        "owner_hash": owner,
        "expected": expected,
        "state": deed.to_state,
        "number": number,
        "facts": _written(facts),
        "filed_at": deed.at,
        "filed_on": filed_on,
    }
    try:
        row = connection.row(_FILE, values)
    except ConstraintBroken as fault:
        # The only rule that this update can break is the one on numbers.
        raise NumberTaken(number or "") from fault
    if row is None:
        raise _why_not(connection, dossier, owner, expected)
    revision: int = row[0]
    add_event(connection, dossier, revision, deed)
    return revision


def claim_drafts(connection: Connection, session: str, account: str) -> int:
    """Give what a browser began before anybody signed in to the account that now did; how many."""
    return connection.change(_CLAIM, {"session": session, "account": account})


def _why_not(
    connection: Connection, dossier: str, owner: str, expected: int
) -> StaleRevision | DossierMissing:
    row = connection.row(_REVISION, {"dossier": dossier, "owner_hash": owner})
    return DossierMissing(dossier) if row is None else StaleRevision(expected, row[0])
