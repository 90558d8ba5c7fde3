"""What ends with a password, and what a thief of a moment is left with.

1. With a new password end: codes waited for, and changes of address under way, of who knew the old one.
2. Signing out everywhere ends the codes that are waited for.
3. A password changed, or a second factor turned on, while one was looked at: that one signs nobody in.
4. The secret of a second factor that somebody saw and did not turn on is not the one turned on later.
5. A new password by the link of a mail is neither the person's number nor their address.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

from formgen.casework.accounts.desk import Proven
from formgen.casework.accounts.entering import Comer
from tests.web.account.test_changes import NEW, OTHER, choose, forget, turned_on
from tests.web.browser import Browser, NewBrowser
from tests.web.conftest import Clock
from tests.web.renewing import NUMBER
from tests.web.signing import EMAIL, PASSWORD, last_link, sign_in


def renew_password(browser: Browser, database: Path) -> None:
    """By the link of a mail."""
    forget(browser)
    browser.open(last_link(database))
    choose(browser, NEW)


def test_a_code_of_the_old_password(
    holder: Browser, another: NewBrowser, database: Path, clock: Clock
) -> None:
    """Requirement 1."""
    app, _ = turned_on(holder, clock)
    thief = another()
    assert "code" in sign_in(thief, NUMBER).names()
    renew_password(another(), database)
    assert thief.press("continue", {"code": app.code()}).path == "/account/sign-in"
    assert thief.open("/account").path == "/account/sign-in"


def test_an_address_of_the_old_password(holder: Browser, another: NewBrowser, database: Path) -> None:
    """Requirement 1."""
    holder.open("/account/email")
    holder.press("continue", {"email": OTHER, "again": OTHER, "current": PASSWORD})
    link = last_link(database)
    assert another().open(link).status == 200
    renew_password(another(), database)
    assert another().open(link).status == 410


def test_a_code_after_signing_out_everywhere(holder: Browser, another: NewBrowser, clock: Clock) -> None:
    """Requirement 2."""
    app, _ = turned_on(holder, clock)
    thief = another()
    sign_in(thief, NUMBER)
    origin = {"origin": holder.origin}
    holder.client.post("/account/sign-out-everywhere", headers=origin, data={"do": "continue"})
    assert thief.press("continue", {"code": app.code()}).path == "/account/sign-in"


def proven(browser: Browser) -> tuple[Any, Proven]:
    """The desk of accounts, and a password that it has just found right."""
    app: Any = browser.client.app  # type: ignore[union-attr]  # - Starlette's client of an application
    accounts = app._ready().accounts
    found = asyncio.run(accounts.prove("permit_register", [NUMBER], NUMBER, PASSWORD, Comer("192.0.2.1")))
    assert isinstance(found, Proven)
    return accounts, found


def test_a_password_changed_meanwhile(holder: Browser, another: NewBrowser, database: Path) -> None:
    """Requirement 3."""
    accounts, found = proven(holder)
    assert asyncio.run(accounts.enter(found, Comer("192.0.2.1"))) is not None
    renew_password(another(), database)
    assert asyncio.run(accounts.enter(found, Comer("192.0.2.1"))) is None


def test_a_factor_turned_on_meanwhile(holder: Browser, clock: Clock) -> None:
    """Requirement 3."""
    accounts, found = proven(holder)
    turned_on(holder, clock)
    assert asyncio.run(accounts.enter(found, Comer("192.0.2.1"))) is None


def test_a_secret_seen_before(holder: Browser) -> None:
    """Requirement 4."""
    shown = [
        re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", holder.open("/account/second-factor").text) for _ in "ab"
    ]
    assert shown[0]
    assert shown[1]
    assert shown[0][0] != shown[1][0]


def test_not_what_others_know(holder: Browser, another: NewBrowser, database: Path) -> None:
    """Requirement 5."""
    browser = another()
    forget(browser)
    browser.open(last_link(database))
    assert choose(browser, EMAIL).status == 422
    assert choose(browser, NEW).path == "/account"
