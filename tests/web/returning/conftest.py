"""An allotment to rent without an account, and browsers that come for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import formgen
from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser

SPEC = Path(__file__).parent / "allotment.yaml"
NewBrowser = Callable[[], Browser]


@pytest.fixture(scope="session")
def allotment() -> Procedure:
    return formgen.load(SPEC)


@pytest.fixture
def garden(serve: Callable[..., TestClient], allotment: Procedure) -> Browser:
    """A browser at an installation that serves the allotment."""
    return Browser(serve(allotment))


@pytest.fixture
def another(garden: Browser) -> Iterator[NewBrowser]:
    """`another()` is another browser at the same installation, without a cookie."""
    made: list[TestClient] = []

    def make() -> Browser:
        client = TestClient(garden.client.app)  # type: ignore[union-attr]  # - of an application, not of a server
        made.append(client)
        return Browser(client, garden.language)

    yield make
    for client in made:
        client.close()
