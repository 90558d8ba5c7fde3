"""A record of the register serves the answers it was found with, and no others.

1. Whoever takes back one of the answers they were found by is found no more, until they give them all again.
2. What the record said of them is shown no more.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.web.browser import Browser
from tests.web.renewing import IDENTITY, date, to_identification


def records(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        found = [row[0] for row in connection.execute("SELECT facts FROM dossiers")]
    connection.close()
    return found


def test_an_answer_taken_back(office: Browser, database: Path) -> None:
    """Requirements 1 and 2."""
    to_identification(office)
    page = office.press("continue", IDENTITY)
    identify = page.path.replace("make-account", "identify")
    assert "Aebischer" in records(database)[0]
    office.open(identify)
    other = {"foreigner_number": "6907114203", **date("valid_from", "", "", "")}  # type: ignore[arg-type]  # - left blank
    office.press("leave", other)
    assert "Aebischer" not in records(database)[0]
    assert office.open(page.path).name == "identify"
    office.press("continue", IDENTITY)
    assert office.page.name == "make-account"
