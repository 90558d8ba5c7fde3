"""A draft is deleted by who began it, after a page that asks.

1. From the lists of drafts a page asks; it says which request, and deletes nothing by being looked at.
2. The draft is deleted with its files; what is done twice says that there is nothing.
3. What was filed is not deleted; another person's draft is not found.
4. An account's draft as well.
"""

from __future__ import annotations

import re
import sqlite3
from base64 import b64decode
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser
from tests.web.papers import pdf
from tests.web.renewing import declared, to_documents, to_review
from tests.web.signing import database_of


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return found


def keys_to_delete(database: Path) -> list[str]:
    """What the jobs of the worker are to delete from the store."""
    asked = (
        "SELECT workflow_input.inputs FROM workflow_input JOIN workflow_status USING (workflow_uuid)"
        " WHERE name = 'delete_files'"
    )
    with closing(sqlite3.connect(database)) as connection:
        found = [b64decode(row[0]) for row in connection.execute(asked)]
    return [key.decode() for each in found for key in re.findall(rb"[0-9a-f]{32}", each)]


def begun(browser: Browser) -> str:
    """The address of a draft just begun."""
    browser.open("/village_hall")
    browser.press("start")
    return browser.page.path.rpartition("/")[0]


def test_asked_first(hall: Browser) -> None:
    """Requirement 1."""
    address = begun(hall)
    for listed in ("/", "/village_hall", f"{address}/save-and-leave"):
        assert f"{address}/delete-draft" in hall.open(listed).links, listed
    page = hall.open(f"{address}/delete-draft")
    assert "Delete this request?" in page.text
    assert "last saved" in page.text
    assert hall.client.post(page.path, headers={"origin": hall.origin}, data={"do": "x"}).status_code == 200
    assert count(database_of(hall), "dossiers") == 1


def test_deleted(hall: Browser) -> None:
    """Requirement 2."""
    address = begun(hall)
    hall.open(f"{address}/delete-draft")
    page = hall.press("delete")
    assert page.path == "/"
    assert "The request was deleted." in page.text
    assert address not in page.html
    assert count(database_of(hall), "dossiers") == 0
    assert hall.open(f"{address}/delete-draft").status == 404
    again = hall.client.post(
        f"{address}/delete-draft", headers={"origin": hall.origin}, data={"do": "delete"}
    )
    assert again.status_code == 404


def test_with_files(office: Browser) -> None:
    """Requirements 2 and 4."""
    to_documents(office)
    office.press("upload", None, {"file:identity::passport": pdf("passport.pdf")})
    database = database_of(office)
    with closing(sqlite3.connect(database)) as connection:
        ((key,),) = connection.execute("SELECT store_key FROM files").fetchall()
    office.open(f"{office.page.path.rpartition('/')[0]}/delete-draft")
    assert office.press("delete").path == "/"
    assert (count(database, "dossiers"), count(database, "files")) == (0, 0)
    assert keys_to_delete(database) == [key]


def test_not_what_was_filed(office: Browser) -> None:
    """Requirement 3."""
    page = to_review(office)
    office.press("file", declared(page))
    assert office.page.name == "confirmation"
    address = office.page.path.rpartition("/")[0]
    assert office.open(f"{address}/delete-draft").name == "confirmation"
    posted = office.client.post(
        f"{address}/delete-draft", headers={"origin": office.origin}, data={"do": "delete"}
    )
    assert posted.status_code == 200
    assert count(database_of(office), "dossiers") == 1


def test_not_that_of_another(serve: Callable[..., TestClient], village_hall: Procedure) -> None:
    """Requirement 3."""
    client = serve(village_hall)
    mine, other = Browser(client), Browser(TestClient(client.app))
    address = begun(mine)
    begun(other)
    assert other.open(f"{address}/delete-draft").status == 404
    posted = other.client.post(
        f"{address}/delete-draft", headers={"origin": other.origin}, data={"do": "delete"}
    )
    assert posted.status_code == 404
    assert count(database_of(mine), "dossiers") == 2
