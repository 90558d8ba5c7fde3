"""The space of a person in a browser: portal, space, notification, help.

1. In French and in English, wide and on a telephone: axe finds nothing, and no page is wider than the screen.
2. The unread count goes down when a notification is opened; hearing the header tells the same as seeing it.
3. From right to left, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.compiler.given import spec_of
from tests.tools.server import Server, serving
from tests.web.renewing import ENTRIES, NUMBER
from tests.web.signing import signed_in
from tests.web.space.given import PAGES, REST

ROOT = Path(__file__).parents[2]
NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("space")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    spec = folder / "given.yaml"
    spec.write_text(spec_of(PAGES, REST), encoding="utf-8")
    for language in ("fr", "ar"):
        (folder / f"given.{language}.po").write_text(
            f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n', encoding="utf-8"
        )
    spec.write_text(spec.read_text(encoding="utf-8").replace("translations: [fr]", "translations: [fr, ar]"))
    library = ROOT / "tests" / "web" / "arabic" / "library_card.yaml"
    paths = (spec, ROOT / "specs" / "tse_ue_renewal.yaml", library)
    with serving(*paths, data=folder / "data", environment={"FORMGEN_WORKER": "false"}) as running:
        yield running


def somebody(new_context: NewContext, server: Server, folder: Path, language: str, name: str) -> Page:
    """Somebody signed in who has filed a request and begun another."""
    identifier = str(int(NUMBER) + len(name) + ord(language[0]))
    token = signed_in(folder / "data" / "formgen.sqlite3", identifier, ENTRIES, name)
    context = new_context(locale=language, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "formgen", "value": token, "url": server.address}])
    page = context.new_page()
    page.goto(f"{server.address}/given?language={language}")
    page.locator("main button[value=start]").click()
    page.locator("[name=question]").fill("How long is the longest of all possible waits, if I may ask?")
    page.locator("button.main[value=continue]").click()
    page.locator("button.main[value=continue]").click()
    page.locator("button[value=file]").click()
    expect(page.locator(".done-panel")).to_be_visible()
    for procedure in ("given", "tse_ue_renewal"):
        page.goto(f"{server.address}/{procedure}")
        page.locator("main button[value=start]").click()
    return page


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_accessible(
    new_context: NewContext,
    server: Server,
    folder: Path,
    language: str,
    assert_accessible: Callable[[Page], None],
) -> None:
    """Requirements 1 and 3."""
    page = somebody(new_context, server, folder, language, "Marlène Aebischer-von Oberhofen")
    page.goto(f"{server.address}/account/space")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    notice = page.locator(".notices a").first.get_attribute("href")
    for path in ("/", "/account/space", notice, "/account/space", "/help", "/account", "/nowhere", "/given"):
        page.goto(f"{server.address}{path}")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is too wide"


def test_the_count(new_context: NewContext, server: Server, folder: Path) -> None:
    """Requirement 2."""
    page = somebody(new_context, server, folder, "en", "Zoë Li")
    header = page.get_by_role("link", name=re.compile(r"Zoë Li \(2 unread notifications\)"))
    expect(header).to_be_visible()
    header.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My requests")
    page.get_by_role("link", name="Welcome").click()
    expect(page.get_by_role("link", name=re.compile(r"Zoë Li \(1 unread notification\)"))).to_be_visible()
    page.get_by_role("navigation", name="You are here").get_by_role("link", name="My requests").click()
    expect(page.get_by_text("Not read yet")).to_have_count(1)
