"""The whole way from the first page through the mail's link to the preamble, as a citizen goes it.

1. In French and in English, with scripts and without: an account is made by the link of the mail, then the
   wizard goes on; axe finds nothing on any page, and none is wider than a screen of 320 px.
2. The pages of the account, too: signing in, what can be changed, a dead link.
3. With scripts a password is shown on demand; one is warned before one is signed out, and can stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import marlene
from tests.browser.walking import Walk
from tests.tools.server import Server, serving
from tests.web.signing import EMAIL, PASSWORD, last_link

ROOT = Path(__file__).parents[2]
NUMBER = "5903006620"
Look = Callable[[Page, str], None]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def server(data: Path) -> Iterator[Server]:
    # Without a worker the mail waits, and its link can be read where it waits.
    with serving(ROOT / "specs", data=data, environment={"FORMGEN_WORKER": "false"}) as running:
        yield running


@pytest.fixture
def look(assert_accessible: Callable[[Page], None]) -> Look:
    def check(page: Page, id: str) -> None:
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{id} is too wide"

    return check


def press(page: Page) -> None:
    page.locator("main button.main[name=do]").last.click()
    page.wait_for_load_state()


def to_preamble(server: Server, data: Path, page: Page, folder: Path, language: str, look: Look) -> None:
    """From the first page to the preamble, by the link of the mail."""
    walk = Walk(page, marlene(folder), look)
    walk.begin(f"{server.address}/tse_ue_renewal?language={language}")
    walk.go_to("identify")
    for _ in range(3):
        # Without scripts an answer brings up further questions when the page is handed in.
        if walk.at == "identify":
            walk.answer()
            press(page)
    assert walk.at == "make-account", page.url
    look(page, "make-account")
    page.locator("[name=email]").fill(EMAIL)
    page.locator("[name=again]").fill("other@example.org")
    press(page)
    look(page, "make-account with a mistake")
    page.locator("[name=again]").fill(EMAIL)
    press(page)
    look(page, "a mail is on its way")
    link = server.address + last_link(data / "formgen.sqlite3")
    page.goto(link)
    look(page, "link")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    press(page)
    walk.go_to("preamble")
    expect(page.locator("header .account")).to_contain_text("Aebischer")
    page.goto(link)
    look(page, "a used link")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_whole_way(
    server: Server,
    data: Path,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
    language: str,
    scripts: bool,
    look: Look,
) -> None:
    """1, 2"""
    context = new_context(locale=f"{language}-FR", java_script_enabled=scripts)
    page = context.new_page()
    to_preamble(server, data, page, tmp_path, language, look if scripts else _pass_by)
    for name in ("", "/password", "/email", "/second-factor"):
        page.goto(f"{server.address}/account{name}")
        if scripts:
            look(page, f"account{name}")
    page.locator(".sign-out button").click()
    expect(page).to_have_url(f"{server.address}/account/signed-out")
    page.goto(f"{server.address}/account/sign-in")
    page.locator("[name=identifier]").fill(NUMBER)
    press(page)
    if scripts:
        look(page, "sign-in with a mistake")
    page.locator("[name=password]").fill(PASSWORD)
    press(page)
    expect(page).to_have_url(f"{server.address}/")
    expect(page.locator("header .account")).to_contain_text("Aebischer")


def test_what_scripts_add(
    server: Server, data: Path, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """3"""
    page = new_context(locale="fr-FR").new_page()
    page.clock.install()
    to_preamble(server, data, page, tmp_path, "fr", _pass_by)
    page.goto(f"{server.address}/account/password")
    password = page.locator("[name=password]")
    page.get_by_role("button", name="Afficher le mot de passe").first.click()
    expect(page.locator("[name=current]")).to_have_attribute("type", "text")
    expect(password).to_have_attribute("type", "password")
    stay = page.get_by_role("button", name="Rester connecté")
    expect(stay).to_be_hidden()
    page.clock.fast_forward(26 * 60 * 1000)
    expect(stay).to_be_visible()
    stay.click()
    expect(stay).to_be_hidden()
    page.clock.fast_forward(31 * 60 * 1000)
    expect(page.locator(".lasting")).to_contain_text("Vous avez été déconnecté")


def _pass_by(page: Page, id: str) -> None:
    """Where axe cannot run, or has looked already."""
