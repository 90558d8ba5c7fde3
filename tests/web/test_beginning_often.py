"""What somebody sees who begins more than people do.

1. Too many from one address are refused with 429, a page in the reader's language that says for how long and
   where to try again, and Retry-After; no cookie and no draft come of it. From another address one begins.
2. What was begun goes on, is found on the first page, and being taken up again is not counted.
3. When the time has passed that was told, one begins.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

import formgen
from formgen.casework.beginning import FROM_PLACE
from tests.web.browser import Browser
from tests.web.conftest import Clock
from tests.web.test_bad_input import ORIGIN, assert_page


def begin(client: httpx2.Client, procedure: str = "village_hall", **headers: str) -> Any:
    """Begin, in whatever browser the cookies say."""
    given = {"origin": ORIGIN["origin"], **headers}
    return client.post(f"/{procedure}", data={"do": "start"}, headers=given, follow_redirects=False)


def other_client(browser: Browser, place: str = "testclient") -> TestClient:
    """Another browser at the same installation, from another place or the same."""
    assert isinstance(browser.client, TestClient)
    return TestClient(browser.client.app, client=(place, 50000))


@pytest.fixture
def busy(hall: Browser) -> Browser:
    """A browser with a draft, at an address from which as many were begun as can be."""
    for _ in range(FROM_PLACE.amount - 1):
        hall.client.cookies.clear()
        begin(hall.client)
    hall.client.cookies.clear()
    hall.open("/village_hall")
    assert hall.press("start").name == "guests"
    return hall


@pytest.mark.parametrize(
    ("language", "words"), [("en", "in 60 minutes"), ("fr", "dans 60 minutes"), ("de", "in 60 minutes")]
)
def test_too_many(busy: Browser, language: str, words: str) -> None:
    """Requirement 1."""
    answer = begin(other_client(busy), **{"accept-language": language})
    assert_page(answer, 429)
    assert 3590 < int(answer.headers["retry-after"]) <= 3600
    assert words in answer.text
    assert 'href="/village_hall"' in answer.text
    assert "set-cookie" not in answer.headers
    assert begin(other_client(busy, "192.0.2.9")).status_code == 303


def test_in_arabic(serve: Callable[..., TestClient], root: Path) -> None:
    """Requirement 1."""
    card = formgen.load(root / "tests" / "web" / "arabic" / "library_card.yaml")
    client = serve(card)
    for _ in range(FROM_PLACE.amount):
        client.cookies.clear()
        begin(client, "library_card")
    client.cookies.clear()
    answer = begin(client, "library_card", **{"accept-language": "ar"})
    assert_page(answer, 429)
    assert "60 دقيقة" in answer.text


def test_what_was_begun_goes_on(busy: Browser) -> None:
    """Requirement 2."""
    draft = busy.page.path
    assert busy.open("/village_hall").status == 200
    assert draft.rpartition("/")[0] in "".join(busy.page.links)
    assert busy.press("start").path == draft
    assert busy.press("continue", {"guests": "40"}).status == 200
    busy.open("/village_hall")
    refused = busy.press("start")
    assert refused.status == 429
    assert busy.open(draft).values()["guests"] == ["40"]


def test_an_hour_later(busy: Browser, clock: Clock) -> None:
    """Requirement 3."""
    another = other_client(busy)
    wait = int(begin(another).headers["retry-after"])
    clock.now += timedelta(seconds=wait)
    assert begin(another).status_code == 303
