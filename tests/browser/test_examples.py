"""The examples as people use them, in a real browser.

1. From the start to the number, with scripts; the number is as the spec says.
2. No page is wider than a telephone of 320 px.
3. The receipt is a PDF.
4. The pages of the two shorter ones are accessible.
5. Without scripts, the one with the most kinds of questions goes the same way to the same end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.applicants import APPLICANTS, Applicant
from tests.browser.walking import Walk
from tests.tools.server import Server, serving

EXAMPLES = Path(__file__).parents[2] / "examples"
TOO_LONG_FOR_AXE = ("disability_support",)
"""Its pages are made of the same fields as the others', and there are many of them."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(EXAMPLES, data=tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.mark.parametrize("applicant", APPLICANTS, ids=lambda each: each.procedure)
def test_from_the_start_to_the_number(
    server: Server,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
    assert_accessible: Callable[[Page], None],
    applicant: Applicant,
) -> None:
    """1, 2, 3, 4"""

    def look(page: Page, id: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{id} is wider than 320 px"
        if applicant.procedure not in TOO_LONG_FOR_AXE:
            assert_accessible(page)

    page = new_context(locale=applicant.locale, viewport={"width": 320, "height": 900}).new_page()
    walk_to_the_end(server, page, applicant, tmp_path, look)
    look(page, "confirmation")
    link = page.locator("main a[href]").filter(has_text="PDF").first.get_attribute("href") or ""
    assert page.request.get(server.address + link).body().startswith(b"%PDF-")


@pytest.mark.parametrize("applicant", APPLICANTS[:1], ids=lambda each: each.procedure)
def test_without_scripts(
    server: Server, new_context: Callable[..., BrowserContext], tmp_path: Path, applicant: Applicant
) -> None:
    """1, 5"""
    page = new_context(locale=applicant.locale, java_script_enabled=False).new_page()
    walk_to_the_end(server, page, applicant, tmp_path)


def walk_to_the_end(
    server: Server,
    page: Page,
    applicant: Applicant,
    folder: Path,
    look: Callable[[Page, str], None] | None = None,
) -> None:
    """From the start to the number."""
    walk = Walk(page, applicant.answers(folder), look, applicant.items)
    walk.begin(f"{server.address}/{applicant.procedure}")
    walk.go_to("review")
    walk.answer()
    walk.go_on()
    assert re.search(applicant.number, page.locator("main").inner_text())
