"""What is done with one mail, on a real database and with a real mail server.

1. After the moment at which a link in it ends, a mail is not sent, and its text is not kept.
2. What the server puts off is tried for five days, at most every hour; then it is given up.
3. Whatever goes wrong in making a mail, it is tried again later; the log says where, and nothing of what a
   person wrote. After so many tries it is given up: noted with the kind of fault, and logged with what to do.
4. A mail that was sent, or deleted with its dossier, is not sent.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from formgen.settings import MailSettings, Settings
from formgen.storage.queries.mails import count_waiting, read_mail
from formgen.work.office import Office, open_office
from formgen.work.outage import Outage
from formgen.work.sending import GIVEN_UP_AFTER, MADE_AT_MOST, Sender, delay_after
from formgen.work.transports import MailServer
from tests.storage.conftest import Store
from tests.storage.given import a_dossier
from tests.tools.smtp import PostOffice, post_office
from tests.work.given import AT, a_mail, queue, ready


@dataclass
class Bench:
    """A sender at work, and what it works with."""

    store: Store
    office: Office
    post: PostOffice
    now: datetime = field(default=AT)

    def send(self, id: str, tries: int = 1) -> str:
        mail = MailSettings(
            host="127.0.0.1", port=self.post.port, security="none", sender="desk@service.example"
        )
        outage = Outage(self.office.waiting, lambda _: pytest.fail("the server is there"))
        return Sender(self.office, MailServer(mail), outage, "Portal", lambda: self.now).send(id, tries)

    def failure(self, id: str) -> str | None:
        """Why a mail is given up; None while it is not."""
        mail = self.store.read(lambda connection: read_mail(connection, id))
        assert mail is not None
        return mail.failure if mail.failed_at is not None else None


@pytest.fixture
def bench(sqlite_store: Store, tmp_path: Path) -> Iterator[Bench]:
    """The office lives in a loop of its own, as in the worker."""
    ready(sqlite_store)
    settings = Settings(data=tmp_path / "data", database=sqlite_store.url)
    opened: list[Office] = []
    started, ended = threading.Event(), threading.Event()

    async def live() -> None:
        async with open_office(settings) as office:
            opened.append(office)
            started.set()
            await asyncio.to_thread(ended.wait)

    thread = threading.Thread(target=lambda: asyncio.run(live()))
    thread.start()
    assert started.wait(30)
    with post_office() as post:
        yield Bench(sqlite_store, opened[0], post)
    ended.set()
    thread.join(30)


def test_until(bench: Bench) -> None:
    """Requirement 1."""
    end = AT + timedelta(hours=24)
    queue(bench.store, a_mail("in time", until=end), a_mail("too late", until=end))
    bench.now = end - timedelta(seconds=1)
    assert bench.send(a_mail("in time").id) == "done"
    bench.now = end
    assert bench.send(a_mail("too late").id) == "done"
    assert bench.post.ids() == [f"<{a_mail('in time').id}@service.example>"]
    assert bench.failure(a_mail("too late").id) == "too late: what it says holds no longer"
    kept = bench.store.read(lambda connection: read_mail(connection, a_mail("too late").id))
    assert kept is not None
    assert (kept.text, kept.html) == ("", "")


def test_put_off(bench: Bench) -> None:
    """Requirement 2."""
    mail = a_mail(at=AT)
    queue(bench.store, mail)
    bench.post.to_recipient = lambda _: "451 4.7.1 try again"
    for bench.now in (AT, AT + GIVEN_UP_AFTER):
        assert bench.send(mail.id) == "later"
        assert bench.failure(mail.id) is None
    bench.now = AT + GIVEN_UP_AFTER + timedelta(seconds=1)
    assert bench.send(mail.id) == "done"
    assert bench.failure(mail.id) == "put off by the server for days: 451 4.7.1"
    assert [delay_after(tries) for tries in (1, 2, 3, 6, 7, 1000)] == [60, 120, 240, 1920, 3600, 3600]


def test_not_made(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """Requirement 3: the spec of the dossier is none, so that its PDF cannot be made."""
    dossier = bench.store.write(a_dossier)
    mail = a_mail("broken", dossier=dossier, attach=("receipt",), text="Léa has paid.", site="http://x")
    queue(bench.store, mail)
    with caplog.at_level(logging.INFO, "formgen.work"):
        assert bench.send(mail.id) == "later"
    assert bench.failure(mail.id) is None
    assert "could not be made: KeyError" in caplog.text
    assert "versions.py" in caplog.text
    for private in ("lea@example.org", "Léa has paid", "Été"):
        assert private not in caplog.text
    assert bench.send(mail.id, MADE_AT_MOST - 1) == "later"
    assert bench.failure(mail.id) is None
    assert bench.send(mail.id, MADE_AT_MOST) == "done"
    assert bench.failure(mail.id) == "it could not be made: KeyError"
    assert "is given up after 40 tries: KeyError. Mend what the lines above name" in caplog.text
    assert "lea@example.org" not in caplog.text
    assert bench.store.read(count_waiting) == 0


def test_hours_of_trying() -> None:
    """Requirement 3: what was mended within a day and a half is still sent."""
    hours = sum(delay_after(tries) for tries in range(1, MADE_AT_MOST)) / 3600
    assert 33 < hours < 48


def test_done_before(bench: Bench) -> None:
    """Requirement 4."""
    queue(bench.store, a_mail())
    assert [bench.send(a_mail().id), bench.send(a_mail().id), bench.send("deleted")] == ["done"] * 3
    assert len(bench.post.messages) == 1
