"""Clocks that are set back or ahead, and days of 23 and 25 hours (Europe/Paris).

1. The hour of a forgotten password and the ten minutes of a code are of time that passed, whatever the clock
   on the wall did meanwhile (the 24 hours of a link: `test_signing_up`).
2. A clock set back by a second, an hour or two kills no link, session or draft.
3. A clock that went a year ahead and was mended leaves nothing good for a year: a link and a session are
   over, who had to wait waits as long as anybody, a code of the app is taken. A session that was left alone
   before the clock was set back a little lasts no longer than that little and its half hour.
4. Across a change of the hour one stays signed in for 30 minutes, neither less nor an hour more.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.web.account.test_changes import forget, turned_on
from tests.web.account.test_signing_in import WRONG
from tests.web.browser import Browser, NewBrowser
from tests.web.conftest import Clock
from tests.web.renewing import IDENTITY, NUMBER, to_identification
from tests.web.signing import last_link, link_in, mails, make_account, sign_in

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, YEAR = timedelta(hours=1), timedelta(days=365)
TO_SUMMER = datetime(2026, 3, 29, 0, 50, tzinfo=UTC)
"""Ten minutes before the clocks of Paris go from 2 to 3."""
TO_WINTER = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
"""Ten minutes before they go from 3 back to 2."""


def signed_up(browser: Browser) -> None:
    """An account, made now."""
    to_identification(browser)
    browser.press("continue", IDENTITY)
    make_account(browser)


@pytest.mark.parametrize("begin", [TO_SUMMER, TO_WINTER])
@pytest.mark.parametrize(("later", "status"), [(59 * MINUTE, 200), (61 * MINUTE, 410)])
def test_an_hour(
    office: Browser, database: Path, clock: Clock, begin: datetime, later: timedelta, status: int
) -> None:
    """Requirement 1."""
    clock.now = begin
    signed_up(office)
    forget(office)
    clock.now += later
    assert office.open(last_link(database)).status == status


def test_ten_minutes(holder: Browser, another: NewBrowser, clock: Clock) -> None:
    """Requirement 1."""
    app, _ = turned_on(holder, clock)
    browser = another()
    sign_in(browser, NUMBER)
    clock.now += 9 * MINUTE
    assert browser.press("continue", {"code": app.code()}).path == "/"


@pytest.mark.parametrize("back", [SECOND, HOUR, 2 * HOUR])
def test_set_back_a_little(
    holder: Browser, another: NewBrowser, database: Path, clock: Clock, back: timedelta
) -> None:
    """Requirement 2."""
    draft = holder.page.path
    holder.open("/account/email")
    new = {"email": "heidi@example.org", "again": "heidi@example.org"}
    holder.press("continue", {**new, "current": "trois chevaux bleus au marché"})
    clock.now -= back
    assert holder.open("/account").path == "/account"
    assert another().open(last_link(database)).status == 200
    assert sign_in(another(), NUMBER).path == "/"
    holder.open(draft)
    assert holder.press("continue", {"request_kind": "renewal"}).name == "preamble"


def test_a_link_of_next_year(holder: Browser, another: NewBrowser, database: Path, clock: Clock) -> None:
    """Requirement 3."""
    clock.now += YEAR
    forget(another())
    link = last_link(database)
    assert another().open(link).status == 200
    clock.now -= YEAR
    assert another().open(link).status == 410
    forget(another())
    # Mails are listed by the moment they were asked for, and the one of next year is the last of them.
    assert another().open(link_in(mails(database)[-2][2])).status == 200


@pytest.mark.parametrize("ahead", [YEAR, 2 * HOUR + MINUTE])
def test_a_session_from_ahead(holder: Browser, another: NewBrowser, clock: Clock, ahead: timedelta) -> None:
    """Requirement 3: it is over; what is begun now is a session as any other."""
    clock.now += ahead
    sign_in(holder, NUMBER, address="/account/sign-in?notice=other_account")
    clock.now -= ahead
    assert holder.open("/account").path == "/account/sign-in"
    assert sign_in(another(), NUMBER).path == "/"


@pytest.mark.parametrize(("steps", "inside"), [([29] * 24, True), ([29] * 25, False), ([31], False)])
def test_a_session_set_back_a_little(holder: Browser, clock: Clock, steps: list[int], inside: bool) -> None:
    """Requirement 3: in use, it lasts no longer than one begun now."""
    clock.now += HOUR
    sign_in(holder, NUMBER, address="/account/sign-in?notice=other_account")
    clock.now -= HOUR
    assert holder.open("/account").path == "/account"
    for minutes in steps:
        clock.now += minutes * MINUTE
        holder.open("/account")
    assert (holder.page.path == "/account") is inside


@pytest.mark.parametrize(("later", "inside"), [(89 * MINUTE, True), (91 * MINUTE, False)])
def test_left_alone_while_set_back(holder: Browser, clock: Clock, later: timedelta, inside: bool) -> None:
    """Requirement 3."""
    holder.open("/account")
    clock.now += later - HOUR
    assert (holder.open("/account").path == "/account") is inside


def test_waiting_since_next_year(holder: Browser, another: NewBrowser, clock: Clock) -> None:
    """Requirement 3."""
    clock.now += YEAR
    thief = another()
    for _ in range(6):
        sign_in(thief, NUMBER, WRONG)
    assert sign_in(thief, NUMBER).status == 429
    clock.now -= YEAR
    assert sign_in(thief, NUMBER).status == 429
    clock.now += 16 * MINUTE
    assert sign_in(thief, NUMBER).path == "/"


def test_a_code_of_next_year(holder: Browser, another: NewBrowser, clock: Clock) -> None:
    """Requirement 3: used then, the codes of now are good again, each once."""
    clock.now += YEAR
    sign_in(holder, NUMBER, address="/account/sign-in?notice=other_account")
    app, _ = turned_on(holder, clock)
    clock.now -= YEAR
    browser = another()
    sign_in(browser, NUMBER)
    code = app.code()
    assert browser.press("continue", {"code": code}).path == "/"
    again = another()
    sign_in(again, NUMBER)
    assert again.press("continue", {"code": code}).status == 422


@pytest.mark.parametrize("begin", [TO_SUMMER, TO_WINTER])
@pytest.mark.parametrize(("minutes", "inside"), [(29, True), (31, False)])
def test_half_an_hour(office: Browser, clock: Clock, begin: datetime, minutes: int, inside: bool) -> None:
    """Requirement 4."""
    clock.now = begin
    signed_up(office)
    clock.now += minutes * MINUTE
    assert (office.open("/account").path == "/account") is inside
