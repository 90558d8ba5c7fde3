"""Where mails go: to a mail server, into the developer's mailbox, or nowhere yet."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from typing import Final, NoReturn, Protocol

from formgen.settings import MailSettings, Settings
from formgen.storage.queries.mails import Delivered
from formgen.work.outage import ServerUnusable

NOBODY: Final = "formgen@localhost"
"""Whom mails in the mailbox come from where no sender is set."""
_BUSY: Final = 421
_TOO_LARGE: Final = 552


class TryLater(Exception):
    """The server takes other mails, but not this one now; the words are its code."""


class RefusedForGood(Exception):
    """The server will never take this mail; the words are its code."""


class Transport(Protocol):
    """Hands mails over. Called from several threads."""

    @property
    def sender(self) -> str:
        """The address that mails come from."""
        ...

    def hand_over(self, mail: str, message: EmailMessage) -> None:
        """Hand a mail over. Raises ServerUnusable, TryLater, RefusedForGood."""
        ...


def transport_of(settings: Settings, deliver: Callable[[Delivered], None]) -> Transport:
    """As the settings say; `deliver` puts a mail into the mailbox."""
    if settings.mail.host:
        return MailServer(settings.mail)
    if settings.development:
        return Mailbox(deliver, settings.mail.sender or NOBODY)
    return NoServer()


class NoServer:
    """Mails wait until a server is set."""

    sender = NOBODY

    def hand_over(self, mail: str, message: EmailMessage) -> None:
        raise ServerUnusable("no mail server is set: set host and sender under [mail] in formgen.toml")


class Mailbox:
    """Mails are shown to the developer at /dev/mailbox."""

    def __init__(self, deliver: Callable[[Delivered], None], sender: str) -> None:
        self._deliver = deliver
        self.sender = sender

    def hand_over(self, mail: str, message: EmailMessage) -> None:
        self._deliver(
            Delivered(
                mail,
                message["Date"].datetime,
                str(message["To"]),
                str(message["Subject"]),
                message.as_bytes().decode("ascii"),
            )
        )


class MailServer:
    """A server that speaks SMTP. A connection serves one mail: relays close those that idle."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self.sender = settings.sender
        self._where = "%s:%d" % settings.address  # noqa: UP031 - a pair fills both places

    def hand_over(self, mail: str, message: EmailMessage) -> None:
        server = self._connect()
        try:
            self._send(server, message)
        finally:
            _leave(server)

    def _connect(self) -> smtplib.SMTP:
        """Signed in at the server. Raises ServerUnusable."""
        settings = self._settings
        host, port = settings.address
        setting = "see mail.host, mail.port and mail.security"
        server: smtplib.SMTP | None = None
        try:
            if settings.security == "tls":
                server = smtplib.SMTP_SSL(
                    host, port, timeout=settings.seconds, context=ssl.create_default_context()
                )
            else:
                server = smtplib.SMTP(host, port, timeout=settings.seconds)
            if settings.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            setting = "see mail.user and mail.password"
            if settings.user:
                server.login(settings.user, settings.password.get_secret_value())
        except (OSError, smtplib.SMTPException) as fault:
            if server is not None:
                _leave(server)
            raise ServerUnusable(f"{self._where}: {_reason(fault)}; {setting}") from fault
        return server

    def _send(self, server: smtplib.SMTP, message: EmailMessage) -> None:
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as fault:
            _judge(self._where, *next(iter(fault.recipients.values())))
        except smtplib.SMTPSenderRefused as fault:
            if fault.smtp_code == _TOO_LARGE:
                raise RefusedForGood(_code(fault.smtp_code, fault.smtp_error)) from fault
            code = _code(fault.smtp_code, fault.smtp_error)
            raise ServerUnusable(f"{self._where}: it refuses the sender ({code}); see mail.sender") from fault
        except smtplib.SMTPNotSupportedError as fault:
            raise RefusedForGood("the server takes no letters beyond ASCII in addresses") from fault
        except smtplib.SMTPServerDisconnected as fault:
            # It let us in: that it hangs up may be this mail's doing, for which the others need not wait.
            raise TryLater("it closed the connection") from fault
        except smtplib.SMTPResponseException as fault:
            _judge(self._where, fault.smtp_code, fault.smtp_error)
        except OSError as fault:
            raise TryLater(_reason(fault)) from fault


def _judge(where: str, code: int, answer: bytes | str) -> NoReturn:
    """Raise what a reply means for a mail: the hundreds say so (RFC 5321 §4.2.1)."""
    if code == _BUSY:
        raise ServerUnusable(f"{where}: it is busy ({code}); see mail.host")
    if 400 <= code < 500:
        raise TryLater(_code(code, answer))
    raise RefusedForGood(_code(code, answer))


def _code(code: int, answer: bytes | str) -> str:
    """A reply's code, with the finer one of RFC 3463; its words may hold an address and are left out."""
    words = answer.decode("ascii", "replace") if isinstance(answer, bytes) else str(answer)
    first = words.split(" ", 1)[0]
    fine = first if first.count(".") == 2 and first.replace(".", "").isdigit() else ""
    return f"{code} {fine}".strip()


def _reason(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return f"it does not let us in ({_code(fault.smtp_code, fault.smtp_error)})"
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"it answered {_code(fault.smtp_code, fault.smtp_error)}"
    if isinstance(fault, TimeoutError):
        return "it does not answer in time"
    if isinstance(fault, OSError):
        return fault.strerror or str(fault) or type(fault).__name__
    return str(fault) or type(fault).__name__


def _leave(server: smtplib.SMTP) -> None:
    """Take leave; a mail that was taken stays taken even if the server hangs up first."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
