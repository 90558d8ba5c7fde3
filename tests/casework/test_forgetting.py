"""What is kept for a time only is forgotten on time, on both databases, with a clock that is moved.

1. A session in which somebody was signed in is kept for 7 days after its last sign, a browser's for as long
   as its cookie and a day. One in which somebody was signed in further ahead than a clock is wrong by goes,
   lest it come to life when its day comes; a browser's stays, as the only key to its requests.
2. Links are told of for 30 days after their end; counters end at theirs; mails about no request stay 7 days
   after they were sent, those that wait stay.
   A browser that has nothing here is kept for 7 days.
3. A draft whose account is no more goes, with its files; those of accounts and of browsers stay, and so does
   what was filed.
   A draft in which nothing was ever saved goes after 7 days; where anything was, or a file was handed in, it
   stays.
4. Twice is the same as once, and nothing is forgotten too early.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from formgen.casework.accounts.lasting import SET_BACK
from formgen.casework.forgetting import BROWSERS_KEPT_FOR, DRAFTS_AT_ONCE, forget
from formgen.casework.jobs import prepare_jobs
from formgen.casework.mailing import mail_id
from formgen.storage.queries import accounts, dossiers, files, held, links, sessions, throttles
from formgen.storage.queries.mails import mark_sent, read_mail
from formgen.storage.statement import Connection
from formgen.web.sessions import SECONDS
from tests.storage.conftest import Store, postgresql_server, postgresql_url, sqlite_url, store, url
from tests.storage.given import AT, OWNER, a_dossier, a_file
from tests.storage.test_accounts import an_account
from tests.storage.test_queries import FILING
from tests.work.given import a_mail, queue

__all__ = ["postgresql_server", "postgresql_url", "sqlite_url", "store", "url"]

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def forgotten(store: Store, at: datetime) -> None:
    """Forget what is over at a moment, twice."""
    for _ in range(2):
        asyncio.run(forget(store.database, at))


@pytest.fixture
def ready(store: Store) -> Store:
    asyncio.run(prepare_jobs(store.url))
    return store


Question = Callable[[Store], Any]


def a_sign_in(store: Store) -> Question:
    mine = store.write(an_account)
    store.write(partial(sessions.create_session, token_hash="a" * 64, at=AT, data={}, account=mine))
    return lambda store: store.read(lambda c: sessions.read_session(c, "a" * 64))


def a_browser(store: Store) -> Question:
    """A browser with a draft in which something was saved."""
    store.write(partial(sessions.create_session, token_hash="b" * 64, at=AT, data={}))
    mine = store.write(lambda c: a_dossier(c, "b" * 64))
    store.write(lambda c: dossiers.save_entries(c, mine, "b" * 64, 1, {"a": "1"}, AT))
    return lambda store: store.read(lambda c: sessions.read_session(c, "b" * 64))


def a_browser_with_nothing(store: Store) -> Question:
    store.write(partial(sessions.create_session, token_hash="b" * 64, at=AT, data={}))
    return lambda store: store.read(lambda c: sessions.read_session(c, "b" * 64))


def a_blank_draft(store: Store) -> Question:
    blank = store.write(a_dossier)
    return lambda store: store.read(lambda c: dossiers.read_dossier(c, blank, OWNER))


def a_link(store: Store) -> Question:
    store.write(lambda c: links.create_link(c, "h" * 64, "reset", {}, AT - DAY, AT))
    return lambda store: store.read(lambda c: links.read_link(c, "h" * 64))


def a_counter(store: Store) -> Question:
    store.write(lambda c: throttles.count_up(c, "k", AT - DAY, AT))
    return lambda store: store.read(lambda c: c.core.exec_driver_sql("SELECT count FROM throttles").first())


def a_sent_mail(store: Store) -> Question:
    queue(store, a_mail("sent", at=AT), a_mail("waits", at=AT))
    store.write(lambda c: mark_sent(c, mail_id("test", "sent"), AT))
    return lambda store: store.read(lambda c: read_mail(c, mail_id("test", "sent")))


@pytest.mark.parametrize(
    ("made", "kept_for"),
    [
        (a_sign_in, 7 * DAY),
        (a_browser, BROWSERS_KEPT_FOR),
        (a_browser_with_nothing, 7 * DAY),
        (a_blank_draft, 7 * DAY),
        (a_link, 30 * DAY),
        (a_counter, timedelta()),
        (a_sent_mail, 7 * DAY),
    ],
)
def test_on_time(ready: Store, made: Callable[[Store], Question], kept_for: timedelta) -> None:
    """Requirements 1, 2 and 4."""
    is_there = made(ready)
    forgotten(ready, AT + kept_for - SECOND)
    assert is_there(ready)
    forgotten(ready, AT + kept_for + SECOND)
    assert not is_there(ready)


def test_a_browser_is_kept_as_long_as_its_cookie() -> None:
    """Requirement 1."""
    assert timedelta(seconds=SECONDS) < BROWSERS_KEPT_FOR <= timedelta(seconds=SECONDS) + DAY


@pytest.mark.parametrize(("made", "stays"), [(a_sign_in, False), (a_browser, True)])
def test_from_ahead(ready: Store, made: Callable[[Store], Question], stays: bool) -> None:
    """Requirements 1 and 4."""
    is_there = made(ready)
    forgotten(ready, AT - SET_BACK)
    assert is_there(ready)
    forgotten(ready, AT - SET_BACK - SECOND)
    assert bool(is_there(ready)) is stays


def test_what_waits_stays(ready: Store) -> None:
    """Requirement 2."""
    a_sent_mail(ready)
    forgotten(ready, AT + 1000 * DAY)
    assert ready.read(lambda c: read_mail(c, mail_id("test", "waits"))) is not None


def _run(connection: Connection, statement: str) -> None:
    connection.core.exec_driver_sql(statement)


def test_only_blank_drafts(ready: Store) -> None:
    """Requirements 3 and 4: more of them than go at once; what was saved, handed in or filed stays."""
    mine = ready.write(an_account)
    ready.write(partial(sessions.create_session, token_hash=OWNER, at=AT + 7 * DAY, data={}))
    for _ in range(2 * DRAFTS_AT_ONCE + 1):
        ready.write(a_dossier)
    saved, with_file, filed = (ready.write(a_dossier) for _ in range(3))
    of_account = ready.write(lambda c: a_dossier(c, mine))
    ready.write(lambda c: dossiers.save_entries(c, saved, OWNER, 1, {}, AT))
    ready.write(lambda c: files.add_file(c, with_file, OWNER, a_file(), AT + SECOND))
    ready.write(lambda c: dossiers.file_dossier(c, filed, OWNER, 1, "1", AT.date(), {}, FILING))
    forgotten(ready, AT + 7 * DAY + SECOND)
    left = ready.read(lambda c: [row[0] for row in c.core.exec_driver_sql("SELECT id FROM dossiers").all()])
    assert sorted(left) == sorted([saved, with_file, filed, of_account])


def test_saved_while_it_is_forgotten(ready: Store) -> None:
    """Requirement 3: what was found blank and is not any more stays."""
    draft = ready.write(a_dossier)
    later = AT + 8 * DAY
    assert ready.read(lambda c: held.blank_drafts(c, later, 9)) == [draft]
    ready.write(lambda c: dossiers.save_entries(c, draft, OWNER, 1, {"a": "1"}, AT + DAY))
    assert not ready.write(lambda c: held.discard_blank(c, draft, later))
    assert ready.read(lambda c: dossiers.read_dossier(c, draft, OWNER)) is not None


def test_drafts_of_nobody(ready: Store, tmp_path: Path) -> None:
    """Requirement 3."""
    mine = ready.write(an_account)
    gone = "x" * 43
    of_browser, of_account, of_nobody, filed = (ready.write(a_dossier) for _ in range(4))
    change = "UPDATE dossiers SET owner = '{}' WHERE id = '{}'"
    ready.write(lambda c: dossiers.file_dossier(c, filed, OWNER, 1, "1", AT.date(), {}, FILING))
    for dossier, owner in ((of_account, mine), (of_nobody, gone), (filed, gone)):
        ready.write(partial(_run, statement=change.format(owner, dossier)))
    forgotten(ready, AT)
    left = ready.read(lambda c: [row[0] for row in c.core.exec_driver_sql("SELECT id FROM dossiers").all()])
    assert set(left) == {of_browser, of_account, filed}
    ready.write(lambda c: accounts.delete_account(c, mine))
    forgotten(ready, AT)
    left = ready.read(lambda c: [row[0] for row in c.core.exec_driver_sql("SELECT id FROM dossiers").all()])
    assert set(left) == {of_browser, filed}
