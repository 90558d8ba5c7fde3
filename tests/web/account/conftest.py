"""What the tests of accounts share: browsers with cookies of their own, and a person who has an account."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.browser import Browser
from tests.web.renewing import IDENTITY, to_identification
from tests.web.signing import database_of, make_account

NewBrowser = Callable[[], Browser]


@pytest.fixture
def another(office: Browser) -> Iterator[NewBrowser]:
    """`another()` is another browser at the same installation, without a cookie."""
    made: list[TestClient] = []

    def make() -> Browser:
        client = TestClient(office.client.app)  # type: ignore[union-attr]  # - of an application, not of a server
        made.append(client)
        return Browser(client, office.language)

    yield make
    for client in made:
        client.close()


@pytest.fixture
def database(office: Browser) -> Path:
    """The file that everything is kept in."""
    return database_of(office)


@pytest.fixture
def holder(office: Browser) -> Browser:
    """A browser in which the person has just made an account, at the page that follows."""
    to_identification(office)
    office.press("continue", IDENTITY)
    make_account(office)
    return office
