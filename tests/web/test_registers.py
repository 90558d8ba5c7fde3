"""Registers that fail, change, or know nobody.

1. A register that does not answer: 503 on the page that asks, what was typed is kept; later it works.
2. At filing a register that does not answer leaves the snapshot in force, and the history says so.
3. What the register says differently at filing is shown, and confirmed by filing again.
4. Another number than the one that was found is another person: what was found does not serve for both.
5. What is forged into a post changes no locked answer: not on its page, not on another, not at filing.
6. A register kept as a CSV file or as a table of a database, changed while the draft lies: the same as 3, and
   until then the draft holds what it said when it began.
7. What the register lacked, and has at filing, is shown before it counts.
8. An answer that the register no longer has is asked before filing.
9. A draft that was read from a silent register again says so after filing, with the day of what it holds.
"""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from formgen.casework.sources import Record, SourceUnavailable
from formgen.casework.sources.csv_file import CsvSource
from formgen.compiler.procedure import Procedure
from formgen.settings import SourceSettings
from tests.web.browser import Browser
from tests.web.renewing import IDENTITY, declared, to_family, to_identification, to_review


class Moody:
    """The example register, which can be made to fall silent or to say something else."""

    def __init__(self, path: Path, procedure: Procedure) -> None:
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
    """Requirements 2 and 9."""
    review = to_review(citizen)
    register.silent = True
    assert citizen.press("file", declared(review)).name == "confirmation"
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        ((data,),) = database.execute("SELECT data FROM history WHERE to_state = 'filed'").fetchall()
    assert json.loads(data) == {"registers": {"permit_register": "unavailable"}}
    assert (
        "ne répondait pas. Votre demande contient ce qui y figurait le 24 novembre 2026" in citizen.page.text
    )


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


FORGED = {
    "first_names": "Zoé",
    "birth_date.year": "1999",
    "birth_name": "Forger",
    "card_number": "X0X0X0X0X0",
}


def test_forged_answers(citizen: Browser, tmp_path: Path) -> None:
    """Requirement 5."""
    page = to_family(citizen)
    headers = {"origin": citizen.origin, "accept-language": "fr"}
    for name in ("civil_status", "family"):
        opened = citizen.open(page.path.replace("family", name))
        values = {**opened.values(), **FORGED, "do": "continue"}
        assert citizen.client.post(opened.url, data=values, headers=headers).status_code in (200, 422)
    shown = citizen.open(page.path.replace("family", "civil_status")).text
    assert "Marlène Odile" in shown
    assert "Zoé" not in shown


def test_forged_at_filing(citizen: Browser, tmp_path: Path) -> None:
    """Requirement 5."""
    review = to_review(citizen)
    values = {**review.values(), **declared(review), **FORGED, "do": "file"}
    headers = {"origin": citizen.origin, "accept-language": "fr"}
    citizen.client.post(review.url, data=values, headers=headers)
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        ((entries, facts),) = database.execute(
            "SELECT entries, facts FROM dossiers WHERE filed_at IS NOT NULL"
        ).fetchall()
    for word in ("Zoé", "Forger", "X0X0X0X0X0"):
        assert word not in entries + facts
    assert "Marlène Odile" in json.loads(facts)["records"]["permit_register"]["record"]["first_names"]


def _rewritten(path: Path, before: str, now: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, now), encoding="utf-8")


def test_a_file_changed_meanwhile(
    serve: Callable[..., TestClient], renewal: Procedure, root: Path, tmp_path: Path
) -> None:
    """Requirement 6."""
    register = tmp_path / "register.csv"
    shutil.copy(root / "examples" / "register.csv", register)
    citizen = Browser(serve(renewal, sources={"permit_register": SourceSettings(file=register)}), "fr")
    review = to_review(citizen)
    _rewritten(register, "14 rue des Essais;59000;Lille", "3 quai du Canal;59800;Lille")
    # Until it is filed, the draft holds what the register said when it began.
    assert "14 rue des Essais" in citizen.open(review.path).text
    _refuses_once(citizen, declared(review), "14 rue des Essais", "3 quai du Canal")


def test_a_table_changed_meanwhile(
    serve: Callable[..., TestClient], renewal: Procedure, root: Path, tmp_path: Path
) -> None:
    """Requirement 6."""
    database = tmp_path / "register.sqlite3"
    with (root / "examples" / "register.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    with sqlite3.connect(database) as connection:
        columns = ", ".join(f'"{each}" TEXT' for each in rows[0])
        connection.execute(f"CREATE TABLE permits ({columns})")
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO permits VALUES ({marks})", [tuple(row.values()) for row in rows])
    source = SourceSettings(url=f"sqlite:///{database}", table="permits")
    citizen = Browser(serve(renewal, sources={"permit_register": source}), "fr")
    review = to_review(citizen)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE permits SET used_name = 'Dubois' WHERE foreigner_number = '5903006620'")
    _refuses_once(citizen, declared(review), "Lambert", "Dubois")


def _refuses_once(citizen: Browser, typed: dict[str, str | list[str]], before: str, now: str) -> None:
    shown = citizen.press("file", typed)
    assert shown.status == 409
    assert before in shown.text
    assert now in shown.text
    done = citizen.press("file")
    assert done.name == "confirmation", done.text


def test_known_at_filing_only(citizen: Browser, register: Moody) -> None:
    """Requirement 7."""
    register.changes = {"used_name": None}
    review = to_review(citizen)
    assert "Dubois" not in review.text
    register.changes = {"used_name": "Dubois"}
    shown = citizen.press("file", declared(review))
    assert shown.status == 409
    assert "Dubois" in shown.text


def test_an_answer_that_the_register_lost(citizen: Browser, register: Moody) -> None:
    """Requirement 8."""
    review = to_review(citizen)
    register.changes = {"birth_city": None}
    assert citizen.press("file", declared(review)).status == 409
    page = citizen.press("file")
    assert page.status == 422
    assert "Ville de naissance" in page.text
