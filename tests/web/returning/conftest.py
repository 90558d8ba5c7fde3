"""An allotment to rent without an account, and browsers that come for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import formgen
from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser, NewBrowser, browsers_beside

SPEC = Path(__file__).parent / "allotment.yaml"


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
    yield from browsers_beside(garden)
