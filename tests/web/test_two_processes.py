"""Two processes on one database: a copy in memory never counts for more than what is kept.

A process begins the saving of a page from its copy of the dossier, without reading first. What another one
did meanwhile must be found out all the same.

1. A page that was changed there is shown with both answers, and saved only when pressed again.
2. Another page that was changed there keeps its answers.
3. A dossier filed there is filed: no page, item, declaration or file changes it any more.
4. A draft discarded there, a session that ended, a draft made out to somebody else: not found, nothing kept.
5. A copy in memory serves only the browser that it was read for.
6. What neither process knew of the other ends in one story: each answer is acknowledged once it is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from formgen.casework import handing_in
from formgen.compiler.procedure import Procedure
from formgen.web import items, revisions, uploads
from tests.web.browser import Browser, Page
from tests.web.papers import pdf
from tests.web.renewing import CHILD, declared, to_family, to_review
from tests.web.test_bad_input import ORIGIN, assert_page

Serve = Callable[..., TestClient]


class Two:
    """Two installations on one folder, and one browser that comes to either."""

    def __init__(self, serve: Serve, *procedures: Procedure, language: str = "en") -> None:
        self.first = Browser(serve(*procedures), language)
        self.second = Browser(serve(*procedures), language)

    def share(self) -> None:
        """Both see the cookies of the first."""
        self.second.client.cookies.clear()
        self.second.client.cookies.update(dict(self.first.client.cookies))


@pytest.fixture
def halls(serve: Serve, village_hall: Procedure) -> Two:
    """Both have the first page of one dossier in memory."""
    two = Two(serve, village_hall)
    two.first.open("/village_hall")
    two.first.press("start")
    two.share()
    two.second.open(two.first.page.path)
    return two


@pytest.fixture
def offices(serve: Serve, renewal: Procedure) -> Two:
    return Two(serve, renewal, language="fr")


def database(folder: Path, statement: str) -> list[Any]:
    """What a statement answers, run beside the processes."""
    with closing(sqlite3.connect(folder / "data" / "formgen.sqlite3")) as connection, connection:
        return connection.execute(statement).fetchall()


def entries(folder: Path) -> list[Any]:
    return database(folder, "SELECT entries, revision, number FROM dossiers ORDER BY started_at")


def guests(browser: Browser, path: str) -> list[str]:
    return [each.value for each in browser.open(path).controls if each.name == "guests"]


def test_the_same_page(halls: Two) -> None:
    """Requirement 1."""
    path = halls.first.page.path
    stale = halls.second.page
    assert halls.first.press("continue", {"guests": "30"}).name == "review"
    conflict = halls.second.send(stale, "continue", {"guests": "44"})
    assert conflict.status == 409
    assert "30" in conflict.text
    assert guests(halls.first, path) == ["30"]
    assert halls.second.send(conflict, "continue").name == "review"
    assert guests(halls.first, path) == ["44"]


def test_another_page(offices: Two) -> None:
    """Requirement 2."""
    family = to_family(offices.first)
    offices.share()
    root = family.path.removesuffix("/family")
    beneficiary = offices.second.open(f"{root}/beneficiary")
    offices.first.press("continue", {"marital_status": "single"})
    assert offices.second.send(beneficiary, "continue", {"beneficiary": "myself"}).status == 200
    chosen = [each.value for each in offices.second.open(f"{root}/family").controls if each.checked]
    assert chosen == ["single"]


def test_a_page_of_a_filed_dossier(halls: Two, tmp_path: Path) -> None:
    """Requirement 3."""
    stale = halls.second.page
    halls.first.press("continue", {"guests": "30"})
    assert halls.first.press("file").name == "confirmation"
    before = entries(tmp_path)
    assert halls.second.send(stale, "continue", {"guests": "44"}).name == "confirmation"
    assert entries(tmp_path) == before


def test_an_item_of_a_filed_dossier(offices: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requirement 3: filed between the reading and the saving."""
    review = to_review(offices.first)
    offices.share()
    root = review.path.removesuffix("/review")
    offices.second.open(f"{root}/children")
    item = offices.second.press("add:children", {"children?": "yes"})
    review = offices.first.open(review.path)
    values = declared(review)

    reading = revisions.revision_seen

    def filed_meanwhile(form: Any, desk: Any) -> int:
        seen = reading(form, desk)
        if not database(tmp_path, "SELECT 1 FROM dossiers WHERE number IS NOT NULL"):
            assert offices.first.send(review, "file", values).name == "confirmation"
        return seen

    monkeypatch.setattr(items, "revision_seen", filed_meanwhile)
    answer = offices.second.send(item, "continue", {**CHILD, "given_names": "Tardive"})
    assert answer.name == "confirmation"
    assert "Tardive" not in entries(tmp_path)[0][0]


def test_a_file_for_a_filed_dossier(offices: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requirement 3: filed while the file is examined."""
    review = to_review(offices.first)
    offices.share()
    documents = offices.second.open(review.path.replace("/review", "/about_you"))
    review = offices.first.open(review.path)
    values = declared(review)
    asking = handing_in.paper_asked

    def filed_meanwhile(*given: Any) -> Any:
        assert offices.first.send(review, "file", values).name == "confirmation"
        return asking(*given)

    monkeypatch.setattr(uploads, "paper_asked", filed_meanwhile)
    before = database(tmp_path, "SELECT id FROM files ORDER BY id")
    answer = offices.second.send(documents, "upload", files={"file:proof_of_home::bill": pdf("late.pdf")})
    assert answer.name == "confirmation"
    assert database(tmp_path, "SELECT id FROM files ORDER BY id") == before


@pytest.mark.parametrize(
    "meanwhile",
    [
        "DELETE FROM dossiers",
        "DELETE FROM sessions",
        "UPDATE dossiers SET owner = 'somebody else'",
        "UPDATE sessions SET token_hash = 'rotated'",
    ],
)
def test_what_is_this_browsers_no_more(halls: Two, tmp_path: Path, meanwhile: str) -> None:
    """Requirement 4."""
    page = halls.first.page
    database(tmp_path, meanwhile)
    before = entries(tmp_path)
    for typed in ({"guests": "44"}, {}):
        values = {**page.values(), **typed, "do": "continue"}
        assert_page(halls.first.client.post(page.path, data=values, headers=ORIGIN), 404)
    assert entries(tmp_path) == before


def test_another_persons_cookie(halls: Two, tmp_path: Path) -> None:
    """Requirement 5."""
    page = halls.first.page
    thief = halls.second
    thief.client.cookies.clear()
    thief.open("/village_hall")
    thief.press("start")
    halls.first.client.cookies.clear()
    halls.first.client.cookies.update(dict(thief.client.cookies))
    values = {**page.values(), "guests": "44", "do": "continue"}
    assert_page(halls.first.client.post(page.path, data=values, headers=ORIGIN), 404)
    assert "44" not in entries(tmp_path)[0][0]


def test_many_at_once_at_both(offices: Two, tmp_path: Path) -> None:
    """Requirement 6: children added at both at once are there, those answered with a page of trouble not."""
    to_family(offices.first)
    children = offices.first.press("continue", {"marital_status": "single"})
    offices.share()
    sent: list[tuple[Browser, Page, str]] = []
    for number in range(6):
        browser = (offices.first, offices.second)[number % 2]
        browser.open(children.path)
        sent.append((browser, browser.press("add:children", {"children?": "yes"}), f"Enfant{number}"))

    def save(browser: Browser, item: Page, name: str) -> tuple[str, int]:
        return name, browser.send(item, "continue", {**CHILD, "given_names": name}).status

    with ThreadPoolExecutor(len(sent)) as many:
        answers = dict(many.map(lambda each: save(*each), sent))
    kept = {name for name in answers if name in entries(tmp_path)[0][0]}
    assert {name for name, status in answers.items() if status == 200} == kept
    assert kept
    assert set(answers.values()) <= {200, 503}
