"""Rows of a list that a field offers by an answer of the same page (`only:`), with scripts.

1. Boxes, lists that open, lists that are searched by typing and the lists of an ordered choice offer the rows
   of the answer at once, in the order of the list, as the server would.
2. An answer that is not offered any more is taken back; what depends on it is hidden.
3. Where the answer stands on another page, all rows are not sent along.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from formgen.compiler.procedure import Procedure
from formgen.rendering.html.site import Site
from tests.browser.test_page_scripts import Served, blank
from tests.compiler.given import procedure_of
from tests.constructs.given import FOLDER

LISTS = """
lists:
  facilities: {file: facilities.csv, id: code, label: name, columns: {state: text, beds: integer}}
"""
PAGES = """
where:
  title: Where
  fields:
    state: {type: choice, label: State, options: {north: North, south: South}}
    beds: {type: integer, label: Beds, required: false}
    site: {type: choice, label: Site, options: facilities, only: facilities.state is same as state}
    sought:
      type: choice
      label: Sought
      options: facilities
      widget: search
      only: facilities.state is same as state
    harbour: {type: text, label: Harbour, when: sought is F03}
    ranked: {type: choices, label: Ranked, ordered: true, options: facilities, only: facilities.beds >= beds}
later:
  title: Later
  fields:
    again:
      type: choice
      label: Again
      widget: search
      options: facilities
      only: facilities.state is same as state
"""
NONE = frozenset(
    f"{field}={id}" for field in ("site", "sought", "ranked") for id in ("F01", "F02", "F03", "F04")
)


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return procedure_of(PAGES, LISTS, FOLDER)


@pytest.fixture
def served(procedure: Procedure) -> Served:
    site = Site("Trials")
    return Served(site, procedure, site.procedure(procedure))


def offered(page: Page, name: str) -> list[str]:
    options = page.locator(f"select[name={name}]").first.locator("option")
    return [each for each in options.evaluate_all("all => all.map(each => each.value)") if each]


def test_rows_follow_the_answer(page: Page, served: Served) -> None:
    """Requirements 1 and 2."""
    served.open(page, "where", blank(served, hidden=NONE | {"harbour"}))
    assert offered(page, "sought") == []
    page.locator("[name=state][value=south]").check()
    assert offered(page, "sought") == ["F03", "F04"]
    expect(page.locator("[name=site][value=F03]")).to_be_visible()
    expect(page.locator("[name=site][value=F01]")).to_be_hidden()
    box = page.get_by_role("combobox", name="Sought")
    box.click()
    rows = page.locator("[role=listbox] [role=option]")
    expect(rows).to_have_text(["Harbour", "Meadow"])
    rows.first.click()
    expect(box).to_have_value("Harbour")
    expect(page.locator("[name=harbour]")).to_be_visible()
    page.locator("[name=state][value=north]").check()
    assert offered(page, "sought") == ["F01", "F02"]
    expect(box).to_have_value("")
    expect(page.locator("[name=harbour]")).to_be_hidden()
    expect(page.locator("[name=site][value=F01]")).to_be_visible()
    expect(page.locator("[name=site][value=F03]")).to_be_hidden()


def test_numbers_of_rows(page: Page, served: Served) -> None:
    """Requirement 1."""
    served.open(page, "where", blank(served, hidden=NONE))
    page.locator("[name=beds]").fill("20")
    assert offered(page, "ranked") == ["F02", "F03"]
    page.locator("[name=beds]").fill("5")
    assert offered(page, "ranked") == ["F01", "F02", "F03"]


def test_another_page(served: Served) -> None:
    """Requirement 3."""
    shown = served.pages.page("later", blank(served), "en")
    assert "<template" not in shown
    assert "<template" in served.pages.page("where", blank(served), "en")
