"""Making an account (screens 4 to 9).

1. Who said who they are goes no further without an account; the address is typed twice and has to be one.
2. The answer is the same whether there is an account or not; the mail of the second goes to who has it.
3. Looking at a link does not use it; it is good once, then says so and leads to another one.
4. A link is good at 23 h 59, dead at 24 h 01, over both changes of the hour, and after a clock was set back.
5. The password has 15 characters or more and is not one that many people use; it is typed twice; a mistake
   does not use the link.
6. The draft goes on where it was due, is the account's, and asks no more who the person is.
7. Neither the token of a link nor that of a session is in the database.
8. The link may be opened in another browser: that one is signed in, and the draft is there.
9. After too many mails no more are sent, and the page says so.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.web.browser import Browser, NewBrowser
from tests.web.conftest import Clock
from tests.web.renewing import IDENTITY, to_identification
from tests.web.signing import EMAIL, PASSWORD, ask_for_account, last_link, mails, make_account

DAY = timedelta(hours=24)


def to_address(browser: Browser) -> str:
    """To the page that asks for the address; its path."""
    to_identification(browser)
    page = browser.press("continue", IDENTITY)
    assert page.name == "make-account"
    return page.path


def test_no_further_without_an_account(office: Browser) -> None:
    """Requirement 1."""
    path = to_address(office)
    for beyond in ("request", "preamble", "review", "confirmation"):
        assert office.open(path.replace("make-account", beyond)).name == "make-account"
    assert office.open(path.rpartition("/")[0]).name == "make-account"
    for typed, again in (("nobody", "nobody"), (EMAIL, "other@example.org"), ("", "")):
        office.open(path)
        assert office.press("continue", {"email": typed, "again": again}).status == 422


def test_an_account_is_not_told(office: Browser, another: NewBrowser, database: Path) -> None:
    """Requirement 2."""
    to_address(office)
    first = ask_for_account(office)
    office.open(last_link(database))
    office.press("continue", {"password": PASSWORD, "again": PASSWORD})
    stranger = another()
    to_address(stranger)
    second = ask_for_account(stranger, "stranger@example.org")
    assert (first.status, first.text) == (second.status, second.text)
    to, subject, text = mails(database)[-1]
    assert to == EMAIL
    assert "déjà un compte" in subject
    assert "/account/link/" not in text
    assert "/account/sign-in" in text
    assert not [each for each in mails(database) if each[0] == "stranger@example.org"]


def test_a_link_is_good_once(office: Browser, another: NewBrowser, database: Path) -> None:
    """Requirement 3."""
    to_address(office)
    ask_for_account(office)
    link = last_link(database)
    assert office.open(link).status == office.open(link).status == 200
    assert office.press("continue", {"password": PASSWORD, "again": PASSWORD}).name == "request"
    used = another().open(link)
    assert (used.status, "déjà servi" in used.text) == (410, True)
    unknown = another().open("/account/link/" + "x" * 43)
    assert (unknown.status, "pas entier" in unknown.text) == (410, True)
    assert any(each.endswith("/make-account") for each in used.links)


@pytest.mark.parametrize(
    ("begin", "later", "status"),
    [
        (datetime(2026, 11, 24, 9, 30, tzinfo=UTC), DAY - timedelta(minutes=1), 200),
        (datetime(2026, 11, 24, 9, 30, tzinfo=UTC), DAY + timedelta(minutes=1), 410),
        # In Paris the clock goes from 2 to 3 on 29 March 2026: a day of 23 hours on the wall.
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), DAY - timedelta(minutes=1), 200),
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), DAY + timedelta(minutes=1), 410),
        # And from 3 to 2 on 25 October: a day of 25 hours.
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), DAY - timedelta(minutes=1), 200),
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), DAY + timedelta(minutes=1), 410),
        (datetime(2026, 11, 24, 9, 30, tzinfo=UTC), -timedelta(hours=2), 200),
    ],
)
def test_how_long_a_link_is_good(
    office: Browser,
    another: NewBrowser,
    database: Path,
    clock: Clock,
    begin: datetime,
    later: timedelta,
    status: int,
) -> None:
    """Requirement 4."""
    clock.now = begin
    to_address(office)
    ask_for_account(office)
    clock.now = begin + later
    reader = another()
    assert reader.open(last_link(database)).status == status
    if status == 410:
        assert "temps" in reader.page.text
    else:
        assert reader.press("continue", {"password": PASSWORD, "again": PASSWORD}).name == "request"


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("short password", "short password", "15 caractères"),
        ("passwordpassword", "passwordpassword", "Beaucoup de gens"),
        ("123456789012345", "123456789012345", "Beaucoup de gens"),
        ("a" * 20, "a" * 20, "Beaucoup de gens"),
        ("x" * 150 + "y" * 150, "x" * 150 + "y" * 150, "256"),
        (EMAIL, EMAIL, "D’autres savent"),
        (PASSWORD, PASSWORD + "!", "pas les mêmes"),
    ],
)
def test_passwords(office: Browser, database: Path, password: str, again: str, words: str) -> None:
    """Requirement 5."""
    to_address(office)
    ask_for_account(office)
    link = last_link(database)
    office.open(link)
    page = office.press("continue", {"password": password, "again": again})
    assert (page.status, words in page.text) == (422, True), page.text
    assert f'value="{password}"' not in page.html
    office.open(link)
    assert office.press("continue", {"password": PASSWORD, "again": PASSWORD}).name == "request"


def test_the_draft_goes_on(holder: Browser) -> None:
    """Requirement 6."""
    page = holder.page
    assert page.name == "request"
    assert "compte est créé" in page.text
    assert "Aebischer" in page.text
    assert holder.open(page.path.replace("request", "identify")).name == "request"
    assert page.path.rpartition("/")[0] in holder.open("/").links
    assert to_identification(holder).name == "request"


def test_no_token_is_kept(office: Browser, database: Path) -> None:
    """Requirement 7. The mail holds it until it is sent; nothing else does."""
    to_address(office)
    make_account(office)
    tokens = [str(each.value) for each in office.client.cookies.jar]
    tokens.append(last_link(database).rpartition("/")[2])
    assert len(tokens) == 3
    with sqlite3.connect(database) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = {name: str(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names}
    connection.close()
    holding = {name for name, rows in kept.items() for token in tokens if token in rows}
    assert holding == {"mails"}


def test_in_another_browser(office: Browser, another: NewBrowser, database: Path) -> None:
    """Requirement 8."""
    path = to_address(office)
    ask_for_account(office)
    phone = another()
    phone.open(last_link(database))
    page = phone.press("continue", {"password": PASSWORD, "again": PASSWORD})
    assert page.path == path.replace("make-account", "request")
    assert office.open(path).path == "/account/sign-in"


def test_too_many_mails(office: Browser, database: Path, clock: Clock) -> None:
    """Requirement 9."""
    path = to_address(office)
    for _ in range(5):
        office.open(path)
        assert ask_for_account(office).status == 200
    office.open(path)
    assert ask_for_account(office).status == 429
    assert len(mails(database)) == 5
    clock.now += timedelta(hours=1, minutes=1)
    office.open(path)
    assert ask_for_account(office).status == 200
