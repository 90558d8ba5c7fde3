"""Mails that filing sends, and the mailbox of a developer.

1. Filing asks for the mail of its message in the dossier's language, to the address that the person gave,
   with its PDF; once, however often the form is sent.
2. Nobody to write to, or several who may not be the reader: nothing is sent, and filing works.
3. What is filed is sent by a worker, with the PDF as it is downloaded.
4. In development /dev/mailbox shows the mails: text with links, HTML under a policy of its own, PDF, source.
5. Outside development there is no such address, and a procedure cannot take its name.
6. HTML of a mail runs no script and loads nothing.
"""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from formgen.settings import Settings
from formgen.storage.database import Database
from formgen.storage.queries.mails import Mail, mails_of
from formgen.web.app import create_app
from tests.compiler.given import procedure_of, translated
from tests.web.browser import Browser, Page
from tests.work.given import worker

Serve = Callable[..., TestClient]
REST = """
translations: [fr]
workflow:
  states: {draft: Draft, filed: {label: Filed, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed, number: question_number, produce: receipt, send: received}
    withdraw: {by: applicant, from: draft, to: filed}
numbers:
  question_number:
    text: "Q{{ order | digits 5 }}"
messages:
  received:
    mail:
      subject: Question {{ question_number }}
      text: |
        You asked <{{ question }}>. It bears the number {{ question_number }}.

        [See my question]({{ link }})
      attach: [receipt]
pdfs:
  receipt:
    layout: letter
    title: Receipt
    text: You asked on {{ filed_on }}.
"""
PAGES = """
ask:
  title: Your question
  fields:
    question: {type: text, label: Question}
    email: {type: email, label: Your address, autocomplete: email, required: false}
"""


def asking(tmp_path: Path, pages: str = PAGES) -> Procedure:
    subject = ("Question {{ question_number }}", "Votre question {{ question_number }}")
    return translated(pages, REST, tmp_path, {"messages.received.mail.subject": subject})


def filed(browser: Browser, answers: dict[str, str]) -> Page:
    browser.open("/given")
    browser.press("start")
    browser.press("continue", answers)
    done = browser.press("file")
    assert done.name == "confirmation", done.text
    return done


def mails(tmp_path: Path, dossier: str) -> list[Mail]:
    async def read() -> list[Mail]:
        database = await Database.open(tmp_path / "data" / "formgen.sqlite3")
        try:
            return await database.read(lambda connection: mails_of(connection, dossier))
        finally:
            await database.close()

    return asyncio.run(read())


def test_asked_for(serve: Serve, tmp_path: Path) -> None:
    """Requirement 1."""
    browser = Browser(serve(asking(tmp_path)), language="fr")
    browser.open("/given")
    browser.press("start")
    review = browser.press("continue", {"question": "Où ?", "email": "lea@example.org"})
    browser.press("file")
    again = browser.client.post(
        review.path,
        data={**{each.name: each.value for each in review.controls}, "do": "file"},
        headers={"origin": "http://testserver"},
    )
    assert again.status_code in (200, 303)
    dossier = review.path.split("/")[2]
    (mail,) = mails(tmp_path, dossier)
    assert (mail.recipient, mail.subject, mail.language) == ("lea@example.org", "Votre question Q00001", "fr")
    assert "You asked <Où ?>. It bears the number Q00001." in mail.text
    assert f"http://testserver/given/{dossier}" in mail.text
    assert "&lt;Où ?&gt;" in mail.html
    assert (mail.attach, mail.site, mail.sent_at) == (["receipt"], "http://testserver", None)


@pytest.mark.parametrize(
    ("fields", "answers", "to"),
    [
        ("", {"email": "lea@example.org"}, ["lea@example.org"]),
        ("", {"email": ""}, []),
        (
            "host_email: {type: email, label: Host}",
            {"email": "a@b.example", "host_email": "c@d.example"},
            ["a@b.example"],
        ),
    ],
)
def test_recipients(
    serve: Serve, tmp_path: Path, fields: str, answers: dict[str, str], to: list[str]
) -> None:
    """Requirements 1 and 2."""
    pages = PAGES + (f"    {fields}\n" if fields else "")
    done = filed(Browser(serve(asking(tmp_path, pages))), {"question": "?", **answers})
    assert [each.recipient for each in mails(tmp_path, done.path.split("/")[2])] == to


def test_nobody_known(serve: Serve, tmp_path: Path) -> None:
    """Requirement 2: two addresses, and neither is said to be the reader's own."""
    pages = PAGES.replace(", autocomplete: email", "") + "    other: {type: email, label: Other}\n"
    answers = {"question": "?", "email": "a@b.example", "other": "c@d.example"}
    done = filed(Browser(serve(asking(tmp_path, pages))), answers)
    assert mails(tmp_path, done.path.split("/")[2]) == []


def test_mailbox(serve: Serve, tmp_path: Path) -> None:
    """Requirements 3, 4 and 6."""
    browser = Browser(serve(asking(tmp_path), development=True))
    assert "No mail has been sent yet." in browser.open("/dev/mailbox").text
    done = filed(browser, {"question": "https://example.org/?a=1&b=2", "email": "lea@example.org"})
    dossier = done.path.split("/")[2]
    with worker(tmp_path, "", {"FORMGEN_DEVELOPMENT": "true"}) as running:
        running.until(lambda: "Question Q00001" in browser.open("/dev/mailbox").text)
    (address,) = (each for each in browser.open("/dev/mailbox").links if each.startswith("/dev/mailbox/"))
    shown = browser.open(address)
    assert "lea@example.org" in shown.text
    assert f"http://testserver/given/{dossier}" in shown.links
    html = browser.client.get(f"{address}/html")
    assert "script-src" not in html.headers["content-security-policy"]
    assert html.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "sandbox" in html.headers["content-security-policy"]
    assert "allow-scripts" not in html.headers["content-security-policy"]
    source = browser.client.get(f"{address}/source")
    assert "Auto-Submitted: auto-generated" in source.text
    sent = browser.client.get(f"{address}/0").content
    with pikepdf.open(io.BytesIO(sent)) as receipt:
        assert "/StructTreeRoot" in receipt.Root
    downloaded = browser.client.get(done.path.replace("confirmation", "issued-pdfs/receipt.pdf")).content
    assert sent == downloaded
    for each in (
        f"{address}/1",
        f"{address}/x",
        f"{address}/html/x",
        "/dev/mailbox/none",
        "/dev",
        "/dev/x",
    ):
        assert browser.client.get(each).status_code == 404, each
    assert browser.client.post(address, headers={"origin": "http://testserver"}).status_code == 405


def test_not_routed(serve: Serve, tmp_path: Path) -> None:
    """Requirement 5."""
    client = serve(asking(tmp_path))
    for address in ("/dev/mailbox", "/dev/mailbox/x", "/dev/mailbox/x/html", "/dev"):
        reply = client.get(address)
        assert reply.status_code == 404, address
        assert "Mailbox" not in reply.text
    named: Any = procedure_of(PAGES)
    named.id = "dev"
    with pytest.raises(ValueError, match="/dev is taken"):
        create_app([named], Settings())
