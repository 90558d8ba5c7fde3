"""How people come from an identity provider, and what can be seen of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.tools.oidc import IdentityProvider
from tests.web.browser import Browser, Page
from tests.web.renewing import date, to_identification
from tests.web.signing import make_account

START, CONNECT = "/account/oidc/state", "/account/oidc/connect"


def begin(browser: Browser, following: str = "") -> str:
    """Press the link of the provider: where the browser is sent."""
    address = f"{START}?next={following}" if following else START
    answer = browser.client.get(address, follow_redirects=False, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def arrive(browser: Browser, there: IdentityProvider, subject: str = "marlene", following: str = "") -> Page:
    """Sign in at the provider and come back."""
    return browser.open(there.sign_in(begin(browser, following), subject))


def connect(browser: Browser, there: IdentityProvider, subject: str = "marlene") -> Page:
    """Connect an identity with the account that is signed in."""
    assert arrive(browser, there, subject).path == CONNECT
    return browser.press("continue")


def is_in(browser: Browser) -> bool:
    """Whether somebody is signed in."""
    return browser.client.get("/account", follow_redirects=False).status_code == 200


def identities(database: Path) -> list[tuple[str, str]]:
    """Issuer and subject of what is connected."""
    with sqlite3.connect(database) as connection:
        found: list[tuple[str, str]] = connection.execute("SELECT issuer, subject FROM identities").fetchall()
    connection.close()
    return found


def post(browser: Browser, path: str, **values: str) -> Page:
    """What follows when a form of this site is sent."""
    return Page(
        browser.client.post(path, data={"do": "continue", **values}, headers={"origin": browser.origin})
    )


OTHER = {
    "identified_by": "foreigner_number",
    "foreigner_number": "6907114203",
    **date("valid_from", 2, 3, 2017),
    **date("valid_until", 1, 3, 2027),
}


def other_person(browser: Browser) -> None:
    """Another person of the register makes an account."""
    to_identification(browser)
    browser.press("continue", OTHER)
    make_account(browser, "kofi@example.org")
