"""What is changed about an account, and the second factor.

1. A forgotten password is replaced by a link of one hour; every session ends, the old password no longer is
   good, the owner is told, and the answer is the same for a number without an account.
2. A password is changed by who knows the present one; everywhere else the person is signed out.
3. The address is changed when the links of both mails were used, in either order; one alone changes nothing.
4. With a second factor the password alone signs nobody in; a code is good once; a code of recovery too.
5. The second factor is turned on by the password and a code of the app, and off by a code; a new password
   does not go around it.
6. Codes and passwords are guessed no faster here than where one signs in.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from tests.web.browser import Browser, NewBrowser, Page
from tests.web.conftest import Clock
from tests.web.renewing import NUMBER
from tests.web.signing import EMAIL, PASSWORD, last_link, link_in, mails, sign_in

NEW = "cinq vaches rouges dans le pré"
WRONG = "quatre chevaux bleus au marché"
OTHER = "heidi@example.org"
PERIOD = timedelta(seconds=30)


def forget(browser: Browser, number: str = NUMBER) -> Page:
    """Ask for a link for a new password."""
    browser.open("/account/forgotten")
    return browser.press("continue", {"identifier": number})


def choose(browser: Browser, password: str) -> Page:
    """Choose a password on the page of a link."""
    return browser.press("continue", {"password": password, "again": password})


def test_forgotten(holder: Browser, another: NewBrowser, database: Path) -> None:
    """Requirement 1."""
    browser = another()
    unknown, known = forget(browser, "6907114203"), forget(browser)
    assert (unknown.status, unknown.text) == (known.status, known.text)
    browser.open(last_link(database))
    assert choose(browser, NEW).path == "/account"
    assert holder.open("/account").path == "/account/sign-in"
    assert sign_in(another(), NUMBER).status == 422
    assert sign_in(another(), NUMBER, NEW).path == "/"
    assert [(to, subject) for to, subject, _ in mails(database)][-1] == (
        EMAIL,
        "Votre mot de passe a été changé",
    )


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 410)])
def test_for_an_hour(holder: Browser, database: Path, clock: Clock, minutes: int, status: int) -> None:
    """Requirement 1."""
    forget(holder)
    clock.now += timedelta(minutes=minutes)
    assert holder.open(last_link(database)).status == status


def test_only_the_last_link(holder: Browser, another: NewBrowser, database: Path) -> None:
    """Requirement 1."""
    forget(another())
    first = last_link(database)
    forget(another())
    assert another().open(first).status == 410
    assert another().open(last_link(database)).status == 200


def test_another_password(holder: Browser, another: NewBrowser) -> None:
    """Requirement 2."""
    elsewhere = another()
    sign_in(elsewhere, NUMBER)
    holder.open("/account/password")
    new = {"password": NEW, "again": NEW}
    assert holder.press("continue", {"current": WRONG, **new}).status == 422
    assert sign_in(another(), NUMBER).path == "/"
    assert holder.press("continue", {"current": PASSWORD, **new}).path == "/account"
    assert elsewhere.open("/account").path == "/account/sign-in"
    assert sign_in(another(), NUMBER, NEW).path == "/"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_another_address(
    holder: Browser, another: NewBrowser, database: Path, order: tuple[int, int]
) -> None:
    """Requirement 3."""
    holder.open("/account/email")
    typed = {"email": OTHER, "again": OTHER}
    assert holder.press("continue", {**typed, "current": WRONG}).status == 422
    assert "en route" in holder.press("continue", {**typed, "current": PASSWORD}).text
    sent = mails(database)[-2:]
    assert [to for to, _, _ in sent] == [EMAIL, OTHER]
    for number, place in enumerate(order):
        assert address_in(database) == EMAIL
        reader = another()
        reader.open(link_in(sent[place][2]))
        assert address_in(database) == EMAIL
        assert ("est changée" in reader.press("continue").text) is (number == 1)
    assert address_in(database) == OTHER


def address_in(database: Path) -> str:
    """The address that the account has now."""
    with sqlite3.connect(database) as connection:
        ((address,),) = connection.execute("SELECT email FROM accounts").fetchall()
    connection.close()
    return str(address)


class App:
    """The app on the telephone."""

    def __init__(self, page: Page, clock: Clock) -> None:
        found = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.text)
        assert found, page.text
        self._app = pyotp.TOTP(found[0].replace(" ", ""))
        self._clock = clock

    def code(self) -> str:
        """A code not used before."""
        self._clock.now += PERIOD
        return self._app.at(self._clock.now)


def turned_on(holder: Browser, clock: Clock) -> tuple[App, list[str]]:
    """The second factor turned on: the app and the codes of recovery."""
    app = App(holder.open("/account/second-factor"), clock)
    picture = holder.client.get("/account/second-factor/code.png")
    assert picture.content.startswith(b"\x89PNG")
    assert holder.press("continue", {"code": "000000", "current": PASSWORD}).status == 422
    for wrong in ("", WRONG):
        page = holder.press("continue", {"code": app.code(), "current": wrong})
        assert (page.status, page.values()["code"]) == (422, [""]), "not without the password"
    page = holder.press("continue", {"code": app.code(), "current": PASSWORD})
    codes = re.findall(r"\b[a-z2-9]{6}-[a-z2-9]{6}\b", page.text)
    assert len(codes) == 10
    assert holder.client.get("/account/second-factor/code.png").status_code == 404
    return app, codes


def test_second_factor(holder: Browser, another: NewBrowser, clock: Clock) -> None:
    """Requirement 4."""
    app, codes = turned_on(holder, clock)
    browser = another()
    page = sign_in(browser, NUMBER)
    assert "code" in page.names()
    assert browser.open("/account").path == "/account/sign-in"
    sign_in(browser, NUMBER)
    code = app.code()
    assert browser.press("continue", {"code": code}).path == "/"
    for given, inside in ((code, False), (codes[0].upper(), True), (codes[0], False), (codes[1], True)):
        browser = another()
        sign_in(browser, NUMBER)
        assert (browser.press("continue", {"code": given}).path == "/") is inside, given


def test_the_factor_stays(holder: Browser, another: NewBrowser, database: Path, clock: Clock) -> None:
    """Requirement 5."""
    app, _ = turned_on(holder, clock)
    browser = another()
    forget(browser)
    browser.open(last_link(database))
    assert choose(browser, NEW).path == "/account/sign-in"
    assert browser.open("/account").path == "/account/sign-in"
    sign_in(browser, NUMBER, NEW)
    browser.press("continue", {"code": app.code()})
    browser.open("/account/second-factor")
    assert browser.press("continue", {"code": "000000"}).status == 422
    assert "désactivé" in browser.press("continue", {"code": app.code()}).text
    assert sign_in(another(), NUMBER, NEW).path == "/"


def test_a_factor_is_waited_for(holder: Browser, another: NewBrowser, clock: Clock) -> None:
    """Requirement 4: ten minutes."""
    app, _ = turned_on(holder, clock)
    browser = another()
    sign_in(browser, NUMBER)
    clock.now += timedelta(minutes=11)
    assert browser.press("continue", {"code": app.code()}).path == "/account/sign-in"


def test_codes_are_not_guessed(holder: Browser, another: NewBrowser, clock: Clock) -> None:
    """Requirement 6."""
    app, _ = turned_on(holder, clock)
    thief = another()
    sign_in(thief, NUMBER)
    answers = [thief.press("continue", {"code": "000000"}).status for _ in range(7)]
    assert answers == [422] * 5 + [429] * 2
    assert thief.press("continue", {"code": app.code()}).status == 429
    holder.open("/account/password")
    tries = [
        holder.press("continue", {"current": WRONG, "password": NEW, "again": NEW}).status for _ in range(6)
    ]
    assert set(tries) == {422}
    assert holder.press("continue", {"current": PASSWORD, "password": NEW, "again": NEW}).status == 422
