"""A mail server of the tests' own, which answers as a test wants it to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


def taken(_address: str) -> str:
    """The answer to whom everything is welcome."""
    return "250 OK"


@dataclass
class PostOffice:
    """What came in, and what is answered: to `RCPT TO` and to the content, by the recipient."""

    port: int
    to_recipient: Callable[[str], str] = taken
    to_content: Callable[[str], str] = taken
    to_sender: Callable[[str], str] = taken
    hangs_up: bool = False
    """Whether it closes the connection when it is told the recipient."""
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def wait(self, count: int = 1, seconds: float = 60) -> None:
        """Until so many further messages have arrived."""
        for _ in range(count):
            assert self.arrived.acquire(timeout=seconds), f"no mail came in {seconds} s"

    def ids(self) -> list[str]:
        """The Message-IDs of what came, in order."""
        return [str(each["Message-ID"]) for each in self.messages]

    async def handle_MAIL(  # noqa: N802 - a name that aiosmtpd gives
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.to_sender(address)

    async def handle_RCPT(  # noqa: N802 - the same
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.hangs_up and server.transport is not None:
            server.transport.close()
        answer = self.to_recipient(address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 - the same
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.to_content(envelope.rcpt_tos[0])
        if answer.startswith("2"):
            content = cast("bytes", envelope.content)
            self.messages.append(message_from_bytes(content, policy=modern))
            self.recipients.append(envelope.rcpt_tos[0])
            self.arrived.release()
        return answer


def free_port() -> int:
    """A port that nothing listens at, for a server that comes and goes."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def post_office(port: int = 0, **settings: Any) -> Iterator[PostOffice]:
    """A mail server at 127.0.0.1 until the block ends; `settings` are aiosmtpd's."""
    office = PostOffice(port or free_port())
    given = {"enable_SMTPUTF8": True, "server_hostname": "post", **settings}
    controller = Controller(office, hostname="127.0.0.1", port=office.port, **given)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def only(user: str, password: str) -> Callable[..., AuthResult]:
    """An authenticator that knows one pair."""

    def judge(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        known = isinstance(given, LoginPassword) and (given.login, given.password) == (
            user.encode(),
            password.encode(),
        )
        return AuthResult(success=known, handled=False)

    return judge
