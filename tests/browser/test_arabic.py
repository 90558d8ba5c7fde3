"""A procedure in Arabic, in a browser.

1. At 320 and 1280 px nothing is wider than the page, and axe finds no fault, with errors and without.
2. Pages run from right to left: questions stand at the right, steps right of them, typed Arabic at the right,
   an address of mail from left to right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.tools.programs import ROOT
from tests.tools.server import Server, serving

CARD = ROOT / "tests" / "web" / "arabic" / "library_card.yaml"
SUBMIT = "button[value=continue]:not(.first-button)"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(CARD, data=tmp_path_factory.mktemp("data")) as running:
        yield running


def identity(server: Server, new_context: Callable[..., BrowserContext], width: int) -> Page:
    """The first page of questions."""
    page = new_context(locale="ar", viewport={"width": width, "height": 900}).new_page()
    page.goto(f"{server.address}/library_card")
    page.click("button[value=start]")
    return page


@pytest.mark.parametrize("width", [320, 1280])
def test_pages(
    server: Server,
    new_context: Callable[..., BrowserContext],
    assert_accessible: Callable[[Page], None],
    width: int,
) -> None:  # 1
    page = identity(server, new_context, width)
    for _ in ("asked", "with errors"):
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.click(SUBMIT)


def test_from_right_to_left(server: Server, new_context: Callable[..., BrowserContext]) -> None:  # 2
    page = identity(server, new_context, 1280)
    title, step = page.locator("h1").bounding_box(), page.get_by_text("الخطوة 1 من").first.bounding_box()
    name = page.locator("[name=name]")
    label, box = page.get_by_text("الاسم واللقب").first.bounding_box(), name.bounding_box()
    assert title is not None
    assert step is not None
    assert label is not None
    assert box is not None
    assert step["x"] > title["x"]
    assert abs((label["x"] + label["width"]) - (box["x"] + box["width"])) < 4
    name.fill("ليلى")
    assert name.evaluate("each => getComputedStyle(each).direction") == "rtl"
    mail = page.locator("[name=email]")
    mail.fill("layla@example.org")
    assert mail.evaluate("each => getComputedStyle(each).direction") == "ltr"
