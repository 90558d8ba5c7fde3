"""Whole installations, and browsers that come to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import formgen
from formgen.casework.accounts.passwords import Hasher
from formgen.compiler.procedure import Procedure
from formgen.settings import Settings, SourceSettings
from formgen.web.app import Parts, create_app
from tests.web.browser import Browser

CHEAP = partial(Hasher, memory=64, rounds=1)
"""Passwords hashed at a cost that tests can pay."""
MORNING = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class Clock:
    """A clock that tests set; each look at it takes a millisecond."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def village_hall(root: Path) -> Procedure:
    return formgen.load(root / "examples" / "village_hall.yaml")


@pytest.fixture(scope="session")
def renewal(root: Path) -> Procedure:
    return formgen.load(root / "specs" / "tse_ue_renewal.yaml")


@pytest.fixture
def serve(tmp_path: Path, root: Path, clock: Clock) -> Iterator[Callable[..., TestClient]]:
    """`serve(procedure, …)` gives a client of a running installation; settings by keyword."""
    with ExitStack() as closing:

        def start(*procedures: Procedure, make_source: Any = None, **settings: Any) -> TestClient:
            register = SourceSettings(file=root / "examples" / "register.csv")
            given = {
                "data": tmp_path / "data",
                "hosts": ("testserver",),
                "base_url": "http://testserver",
                "sources": {"permit_register": register},
                **settings,
            }
            app = create_app(procedures, Settings(**given), Parts(clock, make_source, CHEAP, prepare=False))
            return closing.enter_context(TestClient(app))

        yield start


@pytest.fixture
def hall(serve: Callable[..., TestClient], village_hall: Procedure) -> Browser:
    """A browser at an installation that serves the village hall."""
    return Browser(serve(village_hall))


@pytest.fixture
def office(serve: Callable[..., TestClient], renewal: Procedure, village_hall: Procedure) -> Browser:
    """A browser at an installation that serves the renewal, too."""
    return Browser(serve(renewal, village_hall), language="fr")
