"""`one_open`: a second draft of the same kind resumes the first, whichever way somebody comes to it.

1. In the same browser, once what makes two the same is answered.
2. In another browser, signed in.
3. A draft begun by nobody who then signs in: the older one goes on, the new one is gone; where the account
   alone makes two the same, at once.
4. A draft in which a step was answered is not thrown away by signing in.
5. Another kind is another draft.
6. Where there are no accounts, the browser stands for one: beginning again goes on with what was begun.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import formgen
from formgen.compiler.procedure import Procedure
from tests.compiler.given import procedure_of
from tests.web.browser import Browser, Page, elsewhere
from tests.web.renewing import NUMBER, to_family, to_identification
from tests.web.signing import PASSWORD, database_of, sign_in

Serve = Callable[..., TestClient]
TOLD = "déjà une demande"


def drafts(browser: Browser) -> list[str]:
    with closing(sqlite3.connect(database_of(browser))) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM dossiers ORDER BY started_at")]


def dossier_of(page: Page) -> str:
    return page.path.split("/")[2]


@pytest.fixture
def by_account(tmp_path: Path, root: Path) -> Procedure:
    """The renewal, of which an account may have one draft only."""
    spec = Path(shutil.copytree(root / "specs", tmp_path / "specs")) / "tse_ue_renewal.yaml"
    text = spec.read_text(encoding="utf-8")
    head, _, rest = text.partition("\none_open:")
    after = rest.partition("\n\n")[2]
    spec.write_text(f"{head}\none_open:\n  per: [account]\n\n{after}", encoding="utf-8")
    return formgen.load(spec)


def test_in_the_same_browser(office: Browser) -> None:
    """Requirements 1 and 5."""
    first = to_family(office)
    assert to_identification(office).name == "request"
    page = office.press("continue", {"request_kind": "renewal"})
    assert (page.path, TOLD in page.text) == (first.path, True)
    assert drafts(office) == [dossier_of(first)]
    to_identification(office)
    other = office.press("continue", {"request_kind": "duplicate"})
    assert dossier_of(other) != dossier_of(first)
    assert len(drafts(office)) == 2


def test_in_another_browser(office: Browser) -> None:
    """Requirement 2."""
    first = to_family(office)
    other = elsewhere(office)
    sign_in(other, NUMBER)
    assert to_identification(other).name == "request"
    page = other.press("continue", {"request_kind": "renewal"})
    assert (page.path, TOLD in page.text) == (first.path, True)
    assert drafts(office) == [dossier_of(first)]


def to_signing_in(browser: Browser) -> Page:
    """Begun by nobody, then the link "I have an account" of the page that asks who one is."""
    page = to_identification(browser)
    assert page.name == "identify"
    browser.open(next(link for link in page.links if link.startswith("/account/sign-in?next=%2Ftse")))
    return browser.press("continue", {"identifier": NUMBER, "password": PASSWORD})


def test_after_signing_in(office: Browser) -> None:
    """Requirement 3."""
    first = to_family(office)
    other = elsewhere(office)
    assert to_signing_in(other).name == "request"
    assert len(drafts(office)) == 2
    page = other.press("continue", {"request_kind": "renewal"})
    assert (page.path, TOLD in page.text) == (first.path, True)
    assert drafts(office) == [dossier_of(first)]


def test_one_for_an_account(serve: Serve, by_account: Procedure) -> None:
    """Requirements 1 to 3."""
    office = Browser(serve(by_account), language="fr")
    first = to_family(office)
    other = elsewhere(office)
    page = to_signing_in(other)
    assert (page.path, TOLD in page.text) == (first.path, True)
    assert drafts(office) == [dossier_of(first)]
    for browser in (office, other):
        browser.open("/tse_ue_renewal")
        assert browser.press("start").path == first.path
    assert drafts(office) == [dossier_of(first)]


def test_answers_are_not_thrown_away(serve: Serve, by_account: Procedure) -> None:
    """Requirement 4."""
    office = Browser(serve(by_account), language="fr")
    first = to_family(office)
    other = elsewhere(office)
    begun = to_identification(other)
    with closing(sqlite3.connect(database_of(office))) as connection, connection:
        connection.execute(
            "UPDATE dossiers SET entries = json_set(entries, '$.\"$saved\"', json_insert("
            "json_extract(entries, '$.\"$saved\"'), '$[#]', 'family')), revision = revision + 1 WHERE id = ?",
            (dossier_of(begun),),
        )
    other.open(begun.path)
    sign_in(other, NUMBER)
    page = other.open(begun.path.rpartition("/")[0])
    assert dossier_of(page) == dossier_of(begun)
    assert drafts(office) == [dossier_of(first), dossier_of(begun)]


def test_without_accounts(serve: Serve) -> None:
    """Requirement 6."""
    pages = """
    ask:
      fields:
        question: {type: text, label: Question}
    more:
      fields:
        detail: {type: text, label: Detail}
    """
    browser = Browser(serve(procedure_of(pages, "one_open: {per: [account]}")))
    browser.open("/given")
    browser.press("start")
    due = browser.press("continue", {"question": "Where?"})
    browser.open("/given")
    page = browser.press("start")
    assert (page.path, "under way" in page.text) == (due.path, True)
    assert len(drafts(browser)) == 1
    other = elsewhere(browser)
    other.open("/given")
    assert dossier_of(other.press("start")) != dossier_of(due)
