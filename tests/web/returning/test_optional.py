"""Where an account may be used, and need not (`access: optional`).

1. Without an account one says who one is, goes on, files, and finds the request again by a code.
2. Both ways are offered in words where a request begins, where one says who one is, and where it is left.
3. Who said who they are may make an account for the request by the link of a mail; before that, they cannot.
4. Who is signed in is not asked who they are, and files.
5. A request of an account is not found by a code, and opened by nobody else; signing in brings it back.
6. What was begun without an account comes along at signing in.
7. With an account of another register one goes on as without one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import formgen
from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser, NewBrowser, Page, browsers_beside
from tests.web.renewing import IDENTITY, NUMBER
from tests.web.returning.asking import codes
from tests.web.signing import EMAIL, database_of, mails, make_account, sign_in

CARD = {name: value for name, value in IDENTITY.items() if name != "identified_by"} | {
    "valid_from.month": "4"
}
SIGN_IN = "/account/sign-in?for=parking"


@pytest.fixture(scope="module")
def parking() -> Procedure:
    return formgen.load(Path(__file__).parent / "parking.yaml")


@pytest.fixture
def street(serve: Callable[..., TestClient], parking: Procedure) -> Browser:
    """A browser at an installation that lets people park."""
    return Browser(serve(parking))


@pytest.fixture
def another(street: Browser) -> Iterator[NewBrowser]:
    """`another()` is another browser at the same installation, without a cookie."""
    yield from browsers_beside(street)


def begin(browser: Browser) -> Page:
    """To the page that asks who one is."""
    browser.open("/parking")
    page = browser.press("start")
    assert page.name == "identify", page.text
    return page


def identified(browser: Browser) -> Page:
    """Past the page that asks who one is."""
    begin(browser)
    page = browser.press("continue", CARD)
    assert page.name == "reach", page.text
    return page


def file(browser: Browser) -> Page:
    """From the first page behind to the confirmation."""
    if browser.page.name == "reach":
        browser.press("continue", {"email": EMAIL})
    browser.press("continue", {"plate": "AB12 CDE"})
    return browser.press("file")


def with_account(browser: Browser) -> Page:
    """Say who one is, and make an account; the page that follows."""
    page = identified(browser)
    browser.open(page.path.replace("/reach", "/make-account"))
    return make_account(browser)


def test_without_an_account(street: Browser, another: NewBrowser) -> None:
    """Requirement 1."""
    identified(street)
    filed = file(street)
    assert filed.name == "confirmation"
    elsewhere = another()
    elsewhere.open("/parking/return")
    elsewhere.press("continue", {"email": EMAIL, "foreigner_number": NUMBER})
    assert elsewhere.press("continue", {"code": codes(street)[-1]}).path == filed.path


def test_both_ways_are_offered(street: Browser) -> None:
    """Requirement 2."""
    words = "You need no account for this"
    start = street.open("/parking")
    assert words in start.text
    assert any(each.startswith("/account/sign-in") and "for=parking" in each for each in start.links)
    assert any(each.startswith("/account/sign-in") for each in begin(street).links)
    street.press("continue", CARD)
    left = street.press("leave")
    assert words in left.text
    assert "/parking/return" not in left.links
    assert any(each.endswith("/make-account") for each in left.links)
    assert any(each.startswith("/account/sign-in") for each in street.open("/parking/return").links)


def test_making_an_account(street: Browser) -> None:
    """Requirements 3, 4."""
    begun = begin(street)
    assert street.open(begun.path.replace("/identify", "/make-account")).name == "identify"
    page = with_account(street)
    assert page.name == "reach"
    assert "Marlène" in page.text
    assert file(street).name == "confirmation"
    street.open("/parking")
    assert street.press("start").name == "reach"


def test_an_account_is_signed_in_to(street: Browser, another: NewBrowser) -> None:
    """Requirement 5."""
    page = with_account(street)
    street.press("continue", {"email": EMAIL})
    elsewhere = another()
    elsewhere.open("/parking/return")
    sent = len(mails(database_of(street)))
    assert elsewhere.press("continue", {"email": EMAIL, "foreigner_number": NUMBER}).name == "return-code"
    assert len(mails(database_of(street))) == sent
    assert elsewhere.open(page.path).status == 404
    sign_in(elsewhere, NUMBER, address=SIGN_IN)
    assert elsewhere.open(page.path.rpartition("/")[0]).name == "plate"


def test_what_was_begun_comes_along(street: Browser, another: NewBrowser) -> None:
    """Requirement 6."""
    with_account(street)
    elsewhere = another()
    begun = identified(elsewhere)
    elsewhere.press("continue", {"email": EMAIL})
    sign_in(elsewhere, NUMBER, address=SIGN_IN)
    assert elsewhere.open(begun.path.rpartition("/")[0]).name == "plate"
    assert file(elsewhere).name == "confirmation"


def test_an_account_of_another_register(street: Browser) -> None:
    """Requirement 7."""
    with_account(street)
    with sqlite3.connect(database_of(street)) as connection:
        connection.execute("UPDATE accounts SET realm = 'another_register'")
    connection.close()
    identified(street)
    assert file(street).name == "confirmation"
