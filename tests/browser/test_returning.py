"""Coming back to a request without an account, in a real browser.

1. With scripts and without, in English, French and Arabic: begun in one browser, found again in another by
   the code of the mail.
2. axe finds nothing on any page of the way, and none is wider than a screen of 320 px.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.tools.server import Server, serving
from tests.web.returning.asking import CODE, GIVEN
from tests.web.returning.conftest import SPEC
from tests.web.signing import mails

Look = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    with serving(SPEC, data=data) as running:
        yield running


@pytest.fixture
def look(assert_accessible: Callable[[Page], None]) -> Look:
    def check(page: Page, id: str) -> None:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{id} is too wide"

    return check


def press(page: Page, button: str = "continue") -> None:
    page.locator(f"main form button[name=do][value={button}]:not([tabindex='-1'])").last.click()
    page.wait_for_load_state()


def type_in(page: Page, given: dict[str, str]) -> None:
    for name, value in given.items():
        page.locator(f"[name='{name}']").fill(value)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_from_one_browser_to_another(
    server: Server,
    data: Path,
    new_context: Callable[..., BrowserContext],
    language: str,
    scripts: bool,
    look: Look,
) -> None:
    """1, 2"""

    def seen(page: Page, id: str) -> None:
        if scripts:
            look(page, id)

    given = GIVEN | {"postcode": f"LT1 {language} {scripts}"[:10]}
    first = new_context(locale=language).new_page()
    first.goto(f"{server.address}/allotment?language={language}")
    press(first, "start")
    type_in(first, {"name": "Ann"})
    press(first)
    press(first, "leave")
    seen(first, "left too early")
    first.locator("main a.main").click()
    type_in(first, given | {"you.email.again": given["you.email"]})
    press(first)
    press(first, "leave")
    seen(first, "left")

    page = new_context(locale=language, java_script_enabled=scripts).new_page()
    page.goto(first.url)
    seen(page, "the request of another browser")
    page.goto(f"{server.address}/allotment?language={language}")
    seen(page, "start")
    page.locator("main a[href='/allotment/return']").click()
    press(page)
    seen(page, "what is missing")
    type_in(page, given)
    press(page)
    seen(page, "the code")
    type_in(page, {"code": "wrong"})
    press(page)
    seen(page, "a wrong code")
    code = next(
        found for _, _, text in reversed(mails(data / "formgen.sqlite3")) for found in CODE.findall(text)
    )
    type_in(page, {"code": code})
    waiting = page.url
    press(page)
    expect(page.locator("main .notice")).to_be_visible()
    assert page.url.endswith("/plot?notice=returned")
    page.goto(waiting)
    seen(page, "a used code")
    page.goto(f"{server.address}/allotment/found-requests")
    seen(page, "what was found")
