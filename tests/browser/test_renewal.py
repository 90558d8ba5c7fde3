"""The renewal of the residence card as a citizen does it.

1. With scripts: from the start to the number, in French and in English; axe finds nothing on any page, at
   320 and at 1280 px, and no page is wider than the screen.
2. Without scripts: the same way, the same end.
3. What was typed is there after going back, after a reload, and after closing the browser.
4. A page left with mistakes keeps what was typed, puts the focus on the summary, and its title says so.
5. The receipt is a PDF with the number, and its code leads to a page that confirms number and date.
6. The Nu checker finds no error in any page seen, in either language.
7. The number stands in groups of four, each apart from the next and within its panel on a telephone, and is
   copied as one number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import marlene
from tests.browser.walking import Walk
from tests.tools.nu import Message
from tests.tools.server import Server, serving
from tests.web.renewing import ENTRIES
from tests.web.signing import signed_in

ROOT = Path(__file__).parents[2]
Contexts = Callable[..., BrowserContext]
NUMBERS = count()
NUMBER = re.compile(r"5901[0-9]{15}")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    with serving(ROOT / "specs", data=data) as running:
        yield running


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext], server: Server, data: Path) -> Contexts:
    """Contexts in which somebody is signed in, each with an account of its own: test_account makes one."""

    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)
        if "storage_state" not in options:
            token = signed_in(data / "formgen.sqlite3", f"5903006620 {next(NUMBERS)}", ENTRIES)
            context.add_cookies([{"name": "formgen", "value": token, "url": server.address}])
        return context

    return make


def begin(
    server: Server,
    context: BrowserContext,
    folder: Path,
    language: str,
    look: Callable[[Page, str], None] | None = None,
) -> Walk:
    walk = Walk(context.new_page(), marlene(folder), look)
    walk.begin(f"{server.address}/tse_ue_renewal?language={language}")
    return walk


def number_on(page: Page) -> str:
    digits = re.sub(r"\D", "", page.locator("main").inner_text().split("\n\n")[0])
    found = NUMBER.search(re.sub(r"[^0-9]", "", page.locator("main").inner_text())) or NUMBER.search(digits)
    assert found, page.locator("main").inner_text()
    return found.group()


def assert_grouped(page: Page, number: str) -> None:
    """The number of the confirmation, at the width that the page has now."""
    assert page.locator(".number").inner_text() == number
    panel = page.locator(".done-panel h1").bounding_box()
    groups = [each.bounding_box() for each in page.locator(".number span").all()]
    assert panel
    assert len(groups) == -(-len(number) // 4)
    for group, following in pairwise([each for each in groups if each]):
        assert group["x"] + group["width"] <= panel["x"] + panel["width"]
        assert following["y"] > group["y"] or following["x"] - group["x"] - group["width"] > 3


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_whole_way_is_accessible(
    server: Server,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
    language: str,
    assert_accessible: Callable[[Page], None],
    validate_html: Callable[[list[tuple[str, str]]], list[Message]],
) -> None:
    """1, 5, 6, 7"""
    sources: dict[str, str] = {}

    def look(page: Page, id: str) -> None:
        assert page.locator("html").get_attribute("lang") == language
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                f"{id} is wider than {width} px"
            )
        sources[f"{language}/{id}"] = page.request.get(page.url).text()

    context = new_context(locale=f"{language}-FR")
    walk = begin(server, context, tmp_path, language, look)
    walk.go_to("review")
    walk.answer()
    walk.go_on()
    look(walk.page, "confirmation")
    number = number_on(walk.page)
    assert_grouped(walk.page, number)
    download = walk.page.locator("main a[href]").filter(has_text="PDF").first
    receipt = walk.page.request.get(server.address + (download.get_attribute("href") or ""))
    assert receipt.body().startswith(b"%PDF-")
    assert number.startswith("5901")
    assert len(walk.seen) > 10
    assert not [str(each) for each in validate_html(list(sources.items()))]


def test_the_same_way_without_scripts(
    server: Server, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """2"""
    context = new_context(locale="fr-FR", java_script_enabled=False)
    walk = begin(server, context, tmp_path, "fr")
    walk.go_to("review")
    walk.answer()
    walk.go_on()
    assert number_on(walk.page)


def test_nothing_typed_is_lost(
    server: Server, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """3"""
    context = new_context(locale="fr-FR")
    walk = begin(server, context, tmp_path, "fr")
    walk.go_to("children")
    walk.page.locator("a.back, .back a").first.click()
    expect(walk.page.locator("[name='spouse.birth_name']")).to_have_value("Lambert")
    walk.page.reload()
    expect(walk.page.locator("[name='spouse.union_date.year']")).to_have_value("2001")
    state = context.storage_state()
    again = new_context(storage_state=state, locale="fr-FR").new_page()
    again.goto(f"{server.address}/tse_ue_renewal")
    again.locator("main a[href*='/tse_ue_renewal/']").first.click()
    expect(again.locator("h1")).to_have_text("Vos enfants")


def test_a_page_with_mistakes_says_what_to_do(
    server: Server,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
    assert_accessible: Callable[[Page], None],
) -> None:
    """4"""
    context = new_context(locale="fr-FR")
    walk = begin(server, context, tmp_path, "fr")
    walk.go_to("family")
    page = walk.page
    page.locator("[name=marital_status][value=married]").check()
    page.locator("[name='spouse.union_date.day']").fill("31")
    page.locator("[name='spouse.union_date.month']").fill("février")
    page.locator("[name='spouse.union_date.year']").fill("2001")
    walk.go_on()
    assert page.title().startswith("Erreur")
    summary = page.locator(".summary.wrong")
    expect(summary).to_be_focused()
    expect(page.locator("[name='spouse.union_date.month']")).to_have_value("février")
    assert_accessible(page)
    summary.locator("a").first.click()
    expect(page.locator("[name='spouse.birth_name']")).to_be_focused()


def test_the_code_of_a_receipt_confirms_number_and_date(
    server: Server, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """5"""
    context = new_context(locale="fr-FR")
    walk = begin(server, context, tmp_path, "fr")
    walk.go_to("review")
    walk.answer()
    walk.go_on()
    number = number_on(walk.page)
    download = walk.page.locator("main a[href]").filter(has_text="PDF").first
    path = tmp_path / "receipt.pdf"
    path.write_bytes(walk.page.request.get(server.address + (download.get_attribute("href") or "")).body())
    text = _text_of(path)
    assert number in text
    address = re.search(r"https?://\S+", text)
    assert address, text
    stranger = new_context(locale="fr-FR").new_page()
    stranger.goto(address.group())
    words = re.sub(r"\s", "", stranger.locator("main").inner_text())
    assert number in words
    assert "Aebischer" not in words


def _text_of(path: Path) -> str:
    import subprocess

    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
