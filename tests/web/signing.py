"""Making an account and signing in, as a person does: by the link of the mail."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from formgen.storage.moments import write_moment
from formgen.storage.queries.dossiers import new_id
from formgen.storage.queries.sessions import hash_token, new_token
from tests.web.browser import Browser, Page

EMAIL = "marlene@example.org"
PASSWORD = "trois chevaux bleus au marché"
LINK = re.compile(r"https?://\S+/account/link/([A-Za-z0-9_-]{43})")


def database_of(browser: Browser) -> Path:
    """The file that the browser's installation keeps everything in."""
    app: Any = browser.client.app  # type: ignore[union-attr]  # - Starlette's client of an application
    return Path(app.settings.data) / "formgen.sqlite3"


def mails(database: Path) -> list[tuple[str, str, str]]:
    """The mails asked for, the first first: to whom, subject, text."""
    with sqlite3.connect(database) as connection:
        asked = "SELECT recipient, subject, text FROM mails ORDER BY created_at, rowid"
        found: list[tuple[str, str, str]] = connection.execute(asked).fetchall()
    connection.close()
    return found


def link_in(text: str) -> str:
    """The path of the link of a mail."""
    found = LINK.search(text)
    assert found, text
    return f"/account/link/{found[1]}"


def last_link(database: Path) -> str:
    """The path of the link in the last mail that has one."""
    return next(link_in(text) for _, _, text in reversed(mails(database)) if LINK.search(text))


def ask_for_account(browser: Browser, email: str = EMAIL) -> Page:
    """From the page that asks for the address of mail to the one that says that a mail is under way."""
    assert browser.page.name == "make-account", (browser.page.url, browser.page.text)
    return browser.press("continue", {"email": email, "again": email})


def make_account(
    browser: Browser, email: str = EMAIL, password: str = PASSWORD, database: Path | None = None
) -> Page:
    """From the page that asks for the address, through the link, to where the wizard goes on."""
    ask_for_account(browser, email)
    browser.open(last_link(database or database_of(browser)))
    return browser.press("continue", {"password": password, "again": password})


def sign_in(browser: Browser, identifier: str, password: str = PASSWORD, address: str = "") -> Page:
    """Sign in on the page for it."""
    browser.open(address or "/account/sign-in")
    return browser.press("continue", {"identifier": identifier, "password": password})


def signed_in(
    database: Path,
    identifier: str,
    entries: Mapping[str, Any],
    name: str = "Marlène Aebischer",
    at: datetime | None = None,
) -> str:
    """The token of somebody signed in, with an account made in the database itself; for many at once.

    `at`: the moment by the clock of the installation, where that is one of tests.
    """
    token, account, now = new_token(), new_id(), write_moment(at or datetime.now(UTC))
    with sqlite3.connect(database, timeout=10) as connection:
        connection.execute(
            "INSERT INTO accounts"
            " (id, realm, identifier, email, name, entries, second_factor, language, created_at)"
            " VALUES (?, 'permit_register', ?, ?, ?, ?, '', 'fr', ?)",
            (account, identifier, EMAIL, name, json.dumps(entries), now),
        )
        connection.execute(
            "INSERT INTO sessions (token_hash, created_at, seen_at, data, account, signed_in_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (hash_token(token), now, now, json.dumps({"name": name}), account, now),
        )
    connection.close()
    return token
