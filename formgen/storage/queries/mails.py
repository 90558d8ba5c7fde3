"""Mails: kept with the change that causes them, then sent; in development put into a mailbox."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Insert, bindparam, case, delete, func, select, update

from formgen.storage.statement import Connection, DialectName, Statement, insert_for
from formgen.storage.tables import accounts, mailbox, mails

MAILBOX_SIZE = 500
"""Mails that the mailbox of a developer holds; the oldest make room."""


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail to be kept until it is sent; columns as in `tables.mails`."""

    id: str
    dossier: str | None
    recipient: str
    sender_name: str
    reply_to: str
    subject: str
    text: str
    html: str
    language: str
    attach: Sequence[str]
    site: str
    created_at: datetime
    until: datetime | None


class Mail(NamedTuple):
    """A mail as kept."""

    id: str
    dossier: str | None
    recipient: str
    sender_name: str
    reply_to: str
    subject: str
    text: str
    html: str
    language: str
    attach_json: str
    site: str
    created_at: datetime
    until: datetime | None
    sent_at: datetime | None
    failed_at: datetime | None
    failure: str

    @property
    def attach(self) -> list[str]:
        """Names of the PDFs of its dossier that go with it."""
        names: list[str] = json.loads(self.attach_json)
        return names

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do for it."""
        return self.sent_at is not None or self.failed_at is not None


class Delivered(NamedTuple):
    """A mail in the developer's mailbox; `content` is the whole message."""

    id: str
    at: datetime
    recipient: str
    subject: str
    content: str


class DeliveredLine(NamedTuple):
    """A mail in the list of the mailbox."""

    id: str
    at: datetime
    recipient: str
    subject: str


def _keep(dialect: DialectName) -> Insert:
    return insert_for(dialect, mails).on_conflict_do_nothing(index_elements=["id"])


def _deliver(dialect: DialectName) -> Insert:
    return insert_for(dialect, mailbox).on_conflict_do_nothing(index_elements=["id"])


_KEEP = Statement(_keep)
_READ = Statement(select(mails).where(mails.c.id == bindparam("mail")))
_LIST = Statement(
    select(mails).where(mails.c.dossier == bindparam("of")).order_by(mails.c.created_at, mails.c.id)
)
_KEPT = mails.c.dossier.is_not(None)
_DONE = {each: case((_KEPT, mails.c[each]), else_="") for each in ("recipient", "subject", "text", "html")}
_SENT = Statement(
    update(mails)
    .where(mails.c.id == bindparam("mail"), mails.c.sent_at.is_(None))
    .values(sent_at=bindparam("at"), **_DONE)
)
_FAILED = Statement(
    update(mails)
    .where(mails.c.id == bindparam("mail"), mails.c.sent_at.is_(None), mails.c.failed_at.is_(None))
    .values(failed_at=bindparam("at"), failure=bindparam("why"), **_DONE)
)
_FORGET = Statement(
    delete(mails).where(
        mails.c.dossier.is_(None), func.coalesce(mails.c.sent_at, mails.c.failed_at) < bindparam("before")
    )
)
_WAITING = Statement(
    select(func.count()).select_from(mails).where(mails.c.sent_at.is_(None), mails.c.failed_at.is_(None))
)
_EMAIL = Statement(select(accounts.c.email).where(accounts.c.id == bindparam("account")))
_DELIVER = Statement(_deliver)
_MAKE_ROOM = Statement(
    delete(mailbox).where(
        mailbox.c.id.in_(
            select(mailbox.c.id)
            .order_by(mailbox.c.at.desc(), mailbox.c.id)
            .offset(MAILBOX_SIZE)
            .limit(MAILBOX_SIZE)
        )
    )
)
_DELIVERED = Statement(
    select(mailbox.c.id, mailbox.c.at, mailbox.c.recipient, mailbox.c.subject).order_by(
        mailbox.c.at.desc(), mailbox.c.id
    )
)
_READ_DELIVERED = Statement(select(mailbox).where(mailbox.c.id == bindparam("mail")))


def keep_mail(connection: Connection, new: NewMail) -> bool:
    """Keep a mail to be sent; False when one of this id is there already, which then stays as it is."""
    values: dict[str, Any] = {
        **{each: getattr(new, each) for each in NewMail.__slots__},
        "attach": json.dumps(list(new.attach)),
        "sent_at": None,
        "failed_at": None,
        "failure": "",
    }
    return connection.change(_KEEP, values) == 1


def read_mail(connection: Connection, mail: str) -> Mail | None:
    """A mail; None when it was deleted with its dossier."""
    row = connection.row(_READ, {"mail": mail})
    return Mail._make(row) if row else None


def mails_of(connection: Connection, dossier: str) -> list[Mail]:
    """The mails about a dossier, the first first; who asks has read the dossier with its owner before."""
    return [Mail._make(row) for row in connection.rows(_LIST, {"of": dossier})]


def mark_sent(connection: Connection, mail: str, at: datetime) -> bool:
    """A mail was handed over; False when that was known. Without a dossier it is emptied."""
    return connection.change(_SENT, {"mail": mail, "at": at}) == 1


def mark_failed(connection: Connection, mail: str, at: datetime, why: str) -> bool:
    """A mail will never be sent. `why` names no person."""
    return connection.change(_FAILED, {"mail": mail, "at": at, "why": why}) == 1


def email_of_account(connection: Connection, account: str) -> str | None:
    """Where mails to an account go; None where the owner of a dossier is none."""
    row = connection.row(_EMAIL, {"account": account})
    return row[0] if row else None


def forget_mails(connection: Connection, before: datetime) -> int:
    """Delete the mails about no dossier that were sent or given up before a moment; how many there were."""
    return connection.change(_FORGET, {"before": before})


def count_waiting(connection: Connection) -> int:
    """How many mails are still to be sent."""
    row = connection.row(_WAITING, {})
    assert row is not None, "a count has a row"
    count: int = row[0]
    return count


def deliver_to_mailbox(connection: Connection, delivered: Delivered) -> None:
    """Put a mail into the developer's mailbox, once."""
    connection.change(_DELIVER, delivered._asdict())
    connection.change(_MAKE_ROOM, {})


def list_mailbox(connection: Connection) -> list[DeliveredLine]:
    """The mails of the mailbox, the last first."""
    return [DeliveredLine._make(row) for row in connection.rows(_DELIVERED, {})]


def read_delivered(connection: Connection, mail: str) -> Delivered | None:
    """One mail of the mailbox."""
    row = connection.row(_READ_DELIVERED, {"mail": mail})
    return Delivered._make(row) if row else None
