"""The life of a draft.

1. What is hidden is kept and does not count; it comes back when it is asked again.
2. "Save and leave" keeps an unfinished page; the portal and the first page of the procedure lead back to it.
3. A second draft of the same kind resumes the first (`one_open`).
4. Starting twice without answering makes one draft.
5. A draft survives a restart, and keeps its version of the spec when the file changes.
6. Another day counts as soon as it begins.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from starlette.testclient import TestClient

import formgen
from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser
from tests.web.conftest import Clock
from tests.web.renewing import NUMBER, SPOUSE, to_family, to_identification
from tests.web.signing import sign_in


def count(tmp_path: Path) -> int:
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        found: int = database.execute("SELECT count(*) FROM dossiers").fetchone()[0]
    return found


def test_hidden_answers(office: Browser) -> None:
    """Requirement 1."""
    page = to_family(office)
    office.press("continue", {"marital_status": "married", **SPOUSE})
    office.open(page.path)
    assert office.press("continue", {"marital_status": "single"}).name == "children"
    shown = office.open(page.path)
    names = [each.value for each in shown.controls if each.name == "spouse.birth_name"]
    assert names == ["Lambert"]
    assert "hidden" in shown.html
    office.press("continue", {"marital_status": "married"})
    assert office.page.name == "children"


def test_leave_and_resume(office: Browser) -> None:
    """Requirement 2."""
    page = to_family(office)
    left = office.press("leave", {"marital_status": "married", "spouse.birth_name": "Half"})
    assert left.name == "save-and-leave", (left.status, left.text[:600], left.url)
    assert "24 décembre 2026" in left.text
    portal = office.open("/")
    resume = next(link for link in portal.links if link.startswith("/tse_ue_renewal/"))
    assert resume in office.open("/tse_ue_renewal").links
    assert office.open(resume).path == page.path
    assert "Half" in office.page.html


def test_one_open(office: Browser, tmp_path: Path) -> None:
    """Requirement 3."""
    first = to_family(office)
    assert to_identification(office).name == "request"
    page = office.press("continue", {"request_kind": "renewal"})
    assert page.path == first.path
    assert "déjà une demande" in page.text
    assert count(tmp_path) == 1


def test_starting_twice(hall: Browser, tmp_path: Path) -> None:
    """Requirement 4."""
    start = hall.open("/village_hall")
    first = hall.send(start, "start")
    assert hall.send(start, "start").path == first.path
    assert count(tmp_path) == 1


def test_version_of_the_spec(
    serve: Callable[..., TestClient], village_hall: Procedure, root: Path, tmp_path: Path
) -> None:
    """Requirement 5."""
    before = Browser(serve(village_hall))
    before.open("/village_hall")
    address = before.press("start").path
    cookies = dict(before.client.cookies)
    text = (root / "examples" / "village_hall.yaml").read_text(encoding="utf-8")
    path = tmp_path / "village_hall.yaml"
    path.write_text(text.replace("How many guests do you expect?", "How many will come?"), encoding="utf-8")
    after = Browser(serve(formgen.load(path)))
    after.client.cookies.update(cookies)
    assert "How many guests do you expect?" in after.open(address).text
    after.client.cookies.clear()
    after.open("/village_hall")
    assert "How many will come?" in after.press("start").text


def test_another_day(office: Browser, clock: Clock) -> None:
    """Requirement 6."""
    page = to_family(office)
    union = {"spouse.union_date.day": "25", "spouse.union_date.month": "11", "spouse.union_date.year": "2026"}
    answers = {"marital_status": "married", **SPOUSE, **union}
    assert office.press("continue", answers).status == 422
    clock.now += timedelta(days=1)
    office.open(page.path)
    assert sign_in(office, NUMBER, address=office.page.url).path == page.path
    assert office.press("continue").name == "children"
