"""Mails, asked for in the transaction that causes them; the worker sends them.

    written = writer.of_words(words, …)          # formgen.rendering.mail
    mail = QueuedMail.of(written, id=mail_id("confirm", token_hash), at=at, to=email, until=expires_at)
    await database.write(lambda connection: queue_mail(connection, mail))

A mail is written out when it is asked for and never made again: however often it is tried, it is the same.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from formgen.casework.jobs import SEND_MAIL, enqueue
from formgen.language.fields.base import Unreadable
from formgen.language.fields.email import read_email
from formgen.rendering.mail import WrittenMail
from formgen.storage.queries.mails import NewMail, keep_mail
from formgen.storage.statement import Connection

LONGEST_LINE = 500
"""Characters of a subject or of a name."""


class MailRefused(ValueError):
    """A mail that would not be what it says: a line break in a header, an address that is none."""


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """A mail as it goes out. Raises MailRefused for headers that a line break would split.

    id            from `mail_id`, of what causes it: asked for twice, it is sent once
    at            the moment of asking
    to            one address
    subject, text, html    as `formgen.rendering.mail` writes them
    sender_name   who writes, beside the address of the setting mail.sender; "" for the portal's title
    reply_to      where an answer goes; "" for nowhere else
    dossier       what it is about, with which it is kept; None: its text is emptied once it is sent
    attach        names of PDFs of that dossier, issued when it is sent if they were not yet
    site          where the installation is reached, for these PDFs
    until         the moment after which it is not worth sending, a link's end
    """

    id: str
    at: datetime
    to: str
    subject: str
    text: str
    html: str
    language: str
    sender_name: str = ""
    reply_to: str = ""
    dossier: str | None = None
    attach: tuple[str, ...] = ()
    site: str = ""
    until: datetime | None = None

    @classmethod
    def of(cls, written: WrittenMail, *, id: str, at: datetime, to: str, **more: Any) -> QueuedMail:
        """A mail as a writer wrote it; `more` are further fields."""
        return cls(
            id=id,
            at=at,
            to=to,
            subject=written.subject,
            text=written.text,
            html=written.html,
            language=written.language,
            sender_name=written.sender_name,
            reply_to=written.reply_to,
            **more,
        )

    def __post_init__(self) -> None:
        for name, value in (("subject", self.subject), ("sender_name", self.sender_name)):
            if len(value) > LONGEST_LINE or not all(sign.isprintable() for sign in value):
                raise MailRefused(f"the {name} of a mail is one line of up to {LONGEST_LINE} characters")
        _check_address("to", self.to)
        if self.reply_to:
            _check_address("reply_to", self.reply_to)
        if self.attach and self.dossier is None:
            raise MailRefused("PDFs go with a mail about a dossier")


def mail_id(*cause: str) -> str:
    """The id of a mail from what causes it, such as ("filed", dossier, "filing_recorded"): 43 characters."""
    digest = hashlib.sha256("\0".join(cause).encode()).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def queue_mail(connection: Connection, mail: QueuedMail) -> bool:
    """Keep a mail and ask for its sending, both in this transaction; False when it was asked for before."""
    new = NewMail(
        id=mail.id,
        dossier=mail.dossier,
        recipient=mail.to,
        sender_name=mail.sender_name,
        reply_to=mail.reply_to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        language=mail.language,
        attach=mail.attach,
        site=mail.site,
        created_at=mail.at,
        until=mail.until,
    )
    if not keep_mail(connection, new):
        return False
    enqueue(connection, SEND_MAIL, mail.id, mail.id)
    return True


def _check_address(name: str, address: str) -> None:
    try:
        read = read_email(address)
    except Unreadable as fault:
        raise MailRefused(f"{name} is no address of mail") from fault
    # What is read is normalised; only what is so already goes out as it was checked.
    if read != address:
        raise MailRefused(f"{name} is no address of mail as such addresses are kept")
