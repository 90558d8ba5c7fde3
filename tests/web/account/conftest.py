"""What the tests of accounts share: browsers with cookies of their own, and a person who has an account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.browser import Browser, NewBrowser, browsers_beside
from tests.web.renewing import IDENTITY, to_identification
from tests.web.signing import database_of, make_account


@pytest.fixture
def another(office: Browser) -> Iterator[NewBrowser]:
    """`another()` is another browser at the same installation, without a cookie."""
    yield from browsers_beside(office)


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
