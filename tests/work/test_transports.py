"""Handing mails to real servers.

1. The message arrives as it was made: both parts, the PDF, the headers.
2. A user and a password are given over TLS; a wrong one is the server's fault for all mails, and names them.
3. A server whose certificate nobody vouches for gets nothing, and the setting is named.
4. A server that is not there, hangs, or has no STARTTLS is told by its address and the setting.
5. What a reply means: busy or a refused sender is everybody's matter, 4xx this mail's for now, 5xx for good.
6. The words of a reply, which may hold an address, are never told.
"""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from formgen.settings import MailSettings
from formgen.storage.queries.mails import Mail
from formgen.work.messages import Enclosure, message_of
from formgen.work.outage import ServerUnusable
from formgen.work.transports import MailServer, RefusedForGood, TryLater
from tests.tools.smtp import free_port, only, post_office
from tests.work.given import AT

MAIL = Mail(
    "m" * 43, None, "lea@example.org", "Mairie d’Été", "", "Été", "Bonjour, Léa.\n", "<p>Bonjour, Léa.</p>",
    "fr", "[]", "", AT, None, None, None, "",
)  # fmt: skip
MESSAGE = message_of(MAIL, "desk@service.example", "Portal")


def settings(port: int, **more: object) -> MailSettings:
    given = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "desk@service.example"}
    return MailSettings.model_validate({**given, "seconds": 5, **more})


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that its owner has signed alone."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


def server_context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    return context


def test_whole_message() -> None:
    """Requirement 1."""
    pdf = Enclosure("reçu-1.pdf", "application/pdf", b"%PDF-1.7 \xff\x00")
    with post_office() as office:
        MailServer(settings(office.port)).hand_over("m", message_of(MAIL, "desk@service.example", "P", [pdf]))
        (message,) = office.messages
    assert str(message["From"]) == "Mairie d’Été <desk@service.example>"
    assert str(message["To"]) == "lea@example.org"
    assert str(message["Subject"]) == "Été"
    assert message["Message-ID"] == f"<{'m' * 43}@service.example>"
    assert message["Date"].datetime == AT
    assert (message["Content-Language"], message["Auto-Submitted"]) == ("fr", "auto-generated")
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == "Bonjour, Léa.\n"
    assert html.get_content().strip() == "<p>Bonjour, Léa.</p>"
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (pdf.name, pdf.content)


def test_letters_beyond_ascii() -> None:
    """Requirement 1."""
    with post_office() as office:
        mail = MAIL._replace(recipient="élodie@bücher.example")
        MailServer(settings(office.port)).hand_over("m", message_of(mail, "desk@service.example", "P"))
        assert office.recipients == ["élodie@xn--bcher-kva.example"]
    with post_office(enable_SMTPUTF8=False) as office, pytest.raises(RefusedForGood, match="beyond ASCII"):
        MailServer(settings(office.port)).hand_over("m", message_of(mail, "desk@service.example", "P"))


def test_signed_in(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requirement 2."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "certificate.pem"))
    authenticator: dict[str, Any] = {
        "authenticator": only("desk", "right"), "auth_required": True, "require_starttls": True
    }  # fmt: skip
    with post_office(tls_context=server_context(certificate), **authenticator) as office:
        given = {"security": "starttls", "user": "desk", "password": SecretStr("right")}
        MailServer(settings(office.port, **given)).hand_over("m", MESSAGE)
        assert len(office.messages) == 1
        wrong = MailServer(settings(office.port, **{**given, "password": SecretStr("wrong")}))
        with pytest.raises(
            ServerUnusable, match=r"does not let us in \(535.*see mail.user and mail.password"
        ):
            wrong.hand_over("m", MESSAGE)


def test_unknown_certificate(certificate: Path) -> None:
    """Requirement 3."""
    with post_office(tls_context=server_context(certificate)) as office:
        server = MailServer(settings(office.port, security="starttls"))
        with pytest.raises(ServerUnusable, match=r"CERTIFICATE_VERIFY_FAILED.*mail.security"):
            server.hand_over("m", MESSAGE)
        assert office.messages == []


@pytest.mark.parametrize(
    ("security", "words"),
    [("none", "Connection refused"), ("starttls", "Connection refused"), ("tls", "Connection refused")],
)
def test_not_there(security: str, words: str) -> None:
    """Requirement 4."""
    port = free_port()
    with pytest.raises(ServerUnusable, match=f"127.0.0.1:{port}: {words}; see mail.host, mail.port"):
        MailServer(settings(port, security=security)).hand_over("m", MESSAGE)


def test_no_starttls() -> None:
    """Requirement 4."""
    with post_office() as office, pytest.raises(ServerUnusable, match=r"STARTTLS.*mail.security"):
        MailServer(settings(office.port, security="starttls")).hand_over("m", MESSAGE)


@pytest.mark.parametrize(
    ("where", "reply", "fault", "words"),
    [
        ("to_recipient", "450 4.2.1 lea@example.org is busy", TryLater, "^450 4.2.1$"),
        ("to_recipient", "550 5.1.1 lea@example.org is unknown", RefusedForGood, "^550 5.1.1$"),
        ("to_recipient", "421 4.3.2 lea@example.org", ServerUnusable, r"is busy \(421\); see mail.host$"),
        ("to_content", "451 lea@example.org", TryLater, "^451$"),
        ("to_content", "554 5.7.1 lea@example.org: spam", RefusedForGood, "^554 5.7.1$"),
        (
            "to_sender",
            "553 5.7.1 not desk@service.example",
            ServerUnusable,
            r"\(553 5.7.1\); see mail.sender$",
        ),
        ("to_sender", "552 5.3.4 too large", RefusedForGood, "^552 5.3.4$"),
    ],
)
def test_replies(where: str, reply: str, fault: type[Exception], words: str) -> None:
    """Requirements 5 and 6."""
    with post_office() as office:
        setattr(office, where, lambda _: reply)
        with pytest.raises(fault, match=words):
            MailServer(settings(office.port)).hand_over("m", MESSAGE)
        assert office.messages == []


def test_hangs_up() -> None:
    """Requirement 5: a server that lets us in and hangs up may do so for this mail alone."""
    with post_office() as office:
        office.hangs_up = True
        with pytest.raises(TryLater, match="it closed the connection"):
            MailServer(settings(office.port)).hand_over("m", MESSAGE)
