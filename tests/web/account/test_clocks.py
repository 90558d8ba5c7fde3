"""Clocks that are set back or ahead, and days of 23 and 25 hours (Europe/Paris).

1. A link of 24 hours is good at 23 h 59 and dead at 24 h 01 of time that passed, whatever the clock on the
   wall did meanwhile; so are the hour of a forgotten password and the ten minutes of a code.
2. A clock set back by an hour or two kills no link, session or draft.
3. A clock that went a year ahead and was mended leaves nothing good for a year: a link is over, a session
   lasts no longer than one begun now, who had to wait waits as long as anybody, a code of the app is taken.
4. Across a change of the hour one stays signed in for 30 minutes, neither less nor an hour more.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.web.account.test_changes import forget, turned_on
from tests.web.account.test_signing_in import WRONG
from tests.web.account.test_signing_up import to_address
from tests.web.browser import Browser, NewBrowser
from tests.web.conftest import Clock
from tests.web.renewing import IDENTITY, NUMBER, to_identification
from tests.web.signing import ask_for_account, last_link, link_in, mails, make_account, sign_in

MINUTE, HOUR, DAY, YEAR = timedelta(minutes=1), timedelta(hours=1), timedelta(hours=24), timedelta(days=365)
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
@pytest.mark.parametrize(("later", "status"), [(DAY - MINUTE, 200), (DAY + MINUTE, 410)])
def test_a_day(
    office: Browser,
    another: NewBrowser,
    database: Path,
    clock: Clock,
    begin: datetime,
    later: timedelta,
    status: int,
) -> None:
    """Requirement 1."""
    clock.now = begin
    to_address(office)
    ask_for_account(office)
    clock.now = begin + later
    assert another().open(last_link(database)).status == status


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


@pytest.mark.parametrize("back", [HOUR, 2 * HOUR])
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


@pytest.mark.parametrize(("steps", "inside"), [([29] * 24, True), ([29] * 25, False), ([31], False)])
def test_a_session_of_next_year(holder: Browser, clock: Clock, steps: list[int], inside: bool) -> None:
    """Requirement 3."""
    clock.now += YEAR
    sign_in(holder, NUMBER, address="/account/sign-in?notice=other_account")
    clock.now -= YEAR
    assert holder.open("/account").path == "/account"
    for minutes in steps:
        clock.now += minutes * MINUTE
        holder.open("/account")
    assert (holder.page.path == "/account") is inside


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
