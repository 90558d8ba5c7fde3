"""Items of lists.

1. A page of an item opens without errors, and with its defaults, until that very page is saved.
2. An item kept before its pages were told apart opens still: all of its pages count as saved.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from tests.compiler.given import procedure_of
from tests.web.browser import Browser, Page

FAMILY = """
family:
  title: Family
  fields:
    children:
      type: list
      label: Children
      one: Child
      item: "{{ name }}"
      pages:
        who: {title: Who, fields: {name: {type: text, label: Name, default: Kim}}}
        school:
          title: School
          fields:
            town: {type: text, label: Town, default: Lens}
            class: {type: text, label: Class}
"""
CONFIRMATION = "confirmation: {title: Sent, text: Thank you.}"
Serve = Callable[..., TestClient]


@pytest.fixture
def family() -> Procedure:
    return procedure_of(FAMILY, CONFIRMATION)


def list_page(serve: Serve, procedure: Procedure) -> Browser:
    """A browser at the page of the list."""
    browser = Browser(serve(procedure))
    browser.open(f"/{procedure.id}")
    browser.press("start")
    return browser


def values(page: Page) -> dict[str, str]:
    return {each.name: each.value for each in page.controls if each.kind == "text"}


def test_second_page(serve: Serve, family: Procedure) -> None:
    """Requirement 1."""
    browser = list_page(serve, family)
    first = browser.press("add:children")
    assert values(first) == {"name": "Kim"}
    second = browser.press("continue", {"name": "Ann"})
    assert second.name == "school"
    assert "corrected" not in second.text
    assert values(second) == {"town": "Lens", "class": ""}
    wrong = browser.press("continue", {"town": ""})
    assert (wrong.status, values(wrong)["town"]) == (422, "")
    again = browser.open(wrong.path)
    assert "corrected" in again.text
    assert values(again) == {"town": "", "class": ""}


def test_kept_before(serve: Serve, family: Procedure, tmp_path: Path) -> None:
    """Requirement 2."""
    browser = list_page(serve, family)
    browser.press("add:children")
    second = browser.press("continue", {"name": "Ann"})
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        [(text,)] = database.execute("SELECT entries FROM dossiers").fetchall()
        entries = json.loads(text)
        assert entries["children"][0]["entries"]["$saved"] == ["who"]
        entries["children"][0]["entries"]["$saved"] = True
        database.execute("UPDATE dossiers SET entries = ?, revision = revision + 1", [json.dumps(entries)])
    again = browser.open(second.path)
    assert "corrected" in again.text
    assert values(again) == {"town": "", "class": ""}
