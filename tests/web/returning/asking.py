"""Beginning a request, and finding it again, as a person does: by the code of the mail."""

from __future__ import annotations

import re
from pathlib import Path

from tests.web.browser import Browser, Page
from tests.web.signing import database_of, mails

EMAIL = "Ann.Miller@example.org"
GIVEN = {
    "you.email": EMAIL,
    "postcode": "LT1 2AB",
    "born_on.day": "27",
    "born_on.month": "3",
    "born_on.year": "1985",
}
CODE = re.compile(r"^(\d{4,10})$", re.MULTILINE)


def begin(browser: Browser, name: str = "Ann") -> Page:
    """Begin a request, up to the page that asks what finds it again."""
    browser.open("/allotment")
    browser.press("start")
    return browser.press("continue", {"name": name})


def begin_to_plot(browser: Browser, name: str = "Ann", **other: str) -> Page:
    """The same, and give what finds it again."""
    begin(browser, name)
    given = GIVEN | other
    return browser.press("continue", given | {"you.email.again": given["you.email"]})


def file(browser: Browser) -> Page:
    """From the last page of questions to the confirmation."""
    browser.press("continue", {"sunny": "yes"})
    return browser.press("file")


def ask(browser: Browser, **other: str) -> Page:
    """Ask for a code; the page that wants it."""
    browser.open("/allotment/return")
    return browser.press("continue", GIVEN | other)


def codes(browser: Browser) -> list[str]:
    """The codes of all mails, the first first."""
    return [found for _, _, text in sent(browser) for found in CODE.findall(text)]


def sent(browser: Browser) -> list[tuple[str, str, str]]:
    """The mails asked for: to whom, subject, text."""
    return mails(database_of(browser))


def come_back(browser: Browser, **other: str) -> Page:
    """Ask for a code and type it."""
    ask(browser, **other)
    return browser.press("continue", {"code": codes(browser)[-1]})


def token_of(browser: Browser) -> str:
    """The token of a browser's session."""
    return str(browser.client.cookies["formgen"])


def stored(database: Path) -> bytes:
    """Everything that the database's files hold."""
    return b"".join(each.read_bytes() for each in database.parent.glob(f"{database.name}*"))
