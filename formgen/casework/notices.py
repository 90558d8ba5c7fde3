"""What an action sends to the person: mails and notices, in the transaction of the action."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from formgen.casework.mailing import MailRefused, QueuedMail, mail_id, queue_mail
from formgen.casework.open_dossier import OpenDossier
from formgen.compiler.evaluation import Evaluation
from formgen.compiler.procedure import Field, Procedure
from formgen.rendering.mail import MailWriter
from formgen.rendering.notices import written_notice
from formgen.rendering.wording import Wording
from formgen.storage.queries.mails import email_of_account
from formgen.storage.queries.notices import NewNotice, keep_notice
from formgen.storage.queries.sessions import is_browser
from formgen.storage.statement import Connection

_log = logging.getLogger("formgen.casework")


@dataclass(frozen=True, slots=True)
class Cause:
    """What makes messages go out: a deed by its name and key, its moment, and where the site is reached."""

    action: str
    key: str
    at: datetime
    site: str


class Notices:
    """Sends a spec's messages about dossiers: mails, and notices in the space of the person.

    `writer` writes mails, `wording` gives the texts of a dossier in its language.
    """

    def __init__(self, writer: MailWriter, wording: Callable[[OpenDossier], Wording]) -> None:
        self._writer = writer
        self._wording = wording

    def send(
        self,
        connection: Connection,
        opened: OpenDossier,
        evaluation: Evaluation,
        messages: Iterable[str],
        cause: Cause,
    ) -> None:
        """Send these messages in this transaction, once for a cause, whichever action it is.

        `evaluation` is that of the dossier after the deed, which the texts speak about. Where there is nobody
        to write to, the notice is kept all the same.
        """
        names = list(messages)
        recipient = recipient_of(connection, opened, evaluation) if names else None
        for name in names:
            notice = self._notify(connection, opened, evaluation, name, cause)
            if recipient is not None:
                link = _link(opened, cause, notice)
                self._write(connection, opened, evaluation, name, cause, recipient, link)

    def _notify(
        self, connection: Connection, opened: OpenDossier, evaluation: Evaluation, name: str, cause: Cause
    ) -> str:
        """Keep the notice of a message; its id, "" for a message without one."""
        link = _link(opened, cause)
        written = written_notice(name, self._wording(opened), evaluation.frame, link)
        if written is None:
            return ""
        new = NewNotice(
            id=mail_id("notice", cause.action, opened.id, cause.key, name),
            dossier=opened.id,
            message=name,
            topic=written.topic,
            title=written.title,
            text=written.text,
            html=written.html,
            language=written.language,
            download=written.download,
            at=cause.at,
        )
        keep_notice(connection, new)
        return new.id

    def _write(
        self,
        connection: Connection,
        opened: OpenDossier,
        evaluation: Evaluation,
        name: str,
        cause: Cause,
        recipient: str,
        link: str,
    ) -> None:
        written = self._writer.of_message(name, self._wording(opened), evaluation.frame, link)
        if written is None:
            return
        try:
            mail = QueuedMail.of(
                written,
                id=mail_id(cause.action, opened.id, cause.key, name),
                at=cause.at,
                to=recipient,
                dossier=opened.id,
                attach=_attached(opened.procedure, name),
                site=cause.site,
            )
        except MailRefused as fault:
            # The deed counts whether or not it can be told by mail.
            _log.error("message %s of %s is not sent: %s", name, opened.id[:8], fault)
            return
        queue_mail(connection, mail)


def _link(opened: OpenDossier, cause: Cause, notice: str = "") -> str:
    """Where a mail leads: to the notice that it announces, where somebody signs in to read it."""
    if notice and not is_browser(opened.row.owner):
        return f"{cause.site}{notice_address(notice)}"
    return f"{cause.site}/{opened.procedure.id}/{opened.id}"


def notice_address(notice: str) -> str:
    """The path of a notice's page."""
    return f"/account/notices/{notice}"


def recipient_of(connection: Connection, opened: OpenDossier, evaluation: Evaluation) -> str | None:
    """Whom mails about a dossier go to: the account that owns it, else the address that the person gave.

    Several addresses may be asked for, of a host or an employer: only one said to be the reader's own
    (`autocomplete: email`) counts then.
    """
    account = email_of_account(connection, opened.row.owner)
    if account is not None:
        return account
    asked = [each for each in _email_fields(opened.procedure) if evaluation.asked(each.path)]
    own = [each for each in asked if each.spec.autocomplete == "email"]
    for field in own or (asked if len(asked) == 1 else []):
        value = evaluation.frame[field.binding.slot]
        if isinstance(value, str):
            return value
    return None


def _email_fields(procedure: Procedure) -> list[Field]:
    """Those asked once; an item of a list is about somebody else."""
    fields = procedure.fields.values()
    lists = tuple(f"{each.path}." for each in fields if each.type_name == "list")
    return [each for each in fields if each.type_name == "email" and not each.path.startswith(lists)]


def _attached(procedure: Procedure, message: str) -> tuple[str, ...]:
    mail = procedure.spec.messages[message].mail
    return tuple(each.value for each in getattr(mail, "attach", ()))
