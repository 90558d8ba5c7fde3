"""Registers that fail, change, or know nobody.

1. A register that does not answer: 503 on the page that asks, what was typed is kept; later it works.
2. At filing a register that does not answer leaves the snapshot in force, and the history says so.
3. What the register says differently at filing is shown, and confirmed by filing again.
4. Another number than the one that was found is another person: what was found does not serve for both.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from formgen.casework.sources import Record, SourceUnavailable
from formgen.casework.sources.csv_file import CsvSource
from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser
from tests.web.renewing import IDENTITY, declared, to_family, to_identification, to_review


class Moody:
    """The example register, which can be made to fall silent or to say something else."""

    def __init__(self, path: Path, procedure: Procedure) -> None:
        record = procedure.spec.sources["permit_register"].record
        record = procedure.spec.sources["permit_register"].record
        self._source = CsvSource(path, {column: each.type for column, each in record.items()})
        self.silent = False
        self.changes: Mapping[str, Any] = {}

    async def lookup(self, criteria: Mapping[str, Any]) -> Record | None:
        if self.silent:
            raise SourceUnavailable("no answer", "sources.permit_register", "wait")
        record = await self._source.lookup(criteria)
        return None if record is None else {**record, **self.changes}

    async def close(self) -> None:
        await self._source.close()


@pytest.fixture
def register(root: Path, renewal: Procedure) -> Moody:
    return Moody(root / "examples" / "register.csv", renewal)


@pytest.fixture
def citizen(serve: Callable[..., TestClient], renewal: Procedure, register: Moody) -> Browser:
    return Browser(serve(renewal, make_source=lambda _procedure, _name: register), "fr")


def test_silent_at_identification(citizen: Browser, register: Moody) -> None:
    """Requirement 1."""
    to_identification(citizen)
    register.silent = True
    page = citizen.press("continue", IDENTITY)
    assert page.status == 503
    assert "ne répond pas" in page.text
    assert "59 03 00 66 20" in citizen.open(page.path).html
    register.silent = False
    assert citizen.press("continue").name == "make-account"


def test_silent_at_filing(citizen: Browser, register: Moody, tmp_path: Path) -> None:
    """Requirement 2."""
    review = to_review(citizen)
    register.silent = True
    assert citizen.press("file", declared(review)).name == "confirmation"
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        ((data,),) = database.execute("SELECT data FROM history WHERE to_state = 'filed'").fetchall()
    assert json.loads(data) == {"registers": {"permit_register": "unavailable"}}


def test_changed_at_filing(citizen: Browser, register: Moody) -> None:
    """Requirement 3."""
    review = to_review(citizen)
    register.changes = {"used_name": "Dubois"}
    shown = citizen.press("file", declared(review))
    assert shown.status == 409
    assert "Dubois" in shown.text
    assert "Lambert" in shown.text
    assert citizen.press("file").name == "confirmation"


def test_another_person(citizen: Browser) -> None:
    """Requirement 4."""
    page = to_family(citizen)
    identify = page.path.replace("family", "identify")
    assert citizen.open(identify).name == "family"
    forged = {**page.values(), **IDENTITY, "foreigner_number": "6907114203", "do": "leave"}
    citizen.client.post(identify, data=forged, headers={"origin": citizen.origin})
    assert citizen.open(page.path).name == "family"


def test_another_number_before_the_account(citizen: Browser) -> None:
    """Requirement 4."""
    to_identification(citizen)
    page = citizen.press("continue", IDENTITY)
    citizen.open(page.path.replace("make-account", "identify"))
    citizen.press("leave", {"foreigner_number": "6907114203"})
    assert citizen.open(page.path).name == "identify"
