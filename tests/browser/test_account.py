"""The whole way from the portal through the mail's link to the preamble, as a citizen goes it.

1. In French and in English, with scripts and without: from a tile of the portal, by the link of the mail in
   the developer's mailbox, an account is made; then the wizard goes on. axe finds nothing on any page, those
   with mistakes and the mail itself included, and none is wider than a screen of 320 px.
2. The pages of the account, too: signing in, what can be changed, a dead link.
3. With scripts a password is shown on demand; one is warned before one is signed out, and can stay.
4. The "?" beside a number opens a picture of the card with a text in its stead, without scripts too.
5. Who represents somebody is led through the pages for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.people import dated, marlene, paper
from tests.browser.walking import Walk, pass_by
from tests.tools.axe import report, violations
from tests.tools.server import Server, serving
from tests.web.signing import EMAIL, PASSWORD

ROOT = Path(__file__).parents[2]
NUMBER = "5903006620"
WIDTHS = (1280, 320)
PAGE_RULES = {"landmark-one-main", "page-has-heading-one", "region"}
Look = Callable[[Page, str], None]
TILES = {"fr": "Renouveler une carte de séjour permanent", "en": "Renew a permanent residence card"}
MAILS = {"fr": "Confirmez votre adresse électronique", "en": "Confirm your e-mail address"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def server(data: Path) -> Iterator[Server]:
    with serving(ROOT / "specs", data=data, environment={"FORMGEN_DEVELOPMENT": "true"}) as running:
        yield running


@pytest.fixture
def look(new_context: Callable[..., BrowserContext], assert_accessible: Callable[[Page], None]) -> Look:
    """Looks at a page with axe, at two widths; without scripts at a copy, in a browser that has them."""
    other: list[Page] = []

    def check(page: Page, id: str) -> None:
        seen = page
        if _is_without_scripts(page):
            if not other:
                other.append(new_context().new_page())
            seen = _copied(page, other[0])
        for width in WIDTHS:
            seen.set_viewport_size({"width": width, "height": 900})
            assert_accessible(seen)
            assert seen.evaluate("document.documentElement.scrollWidth") <= width, f"{id} is too wide"

    return check


def _is_without_scripts(page: Page) -> bool:
    return bool(page.evaluate("matchMedia('(scripting: none)').matches"))


def _copied(page: Page, other: Page) -> Page:
    """A page that was made without scripts, in another browser: axe needs timers, which come with scripts."""
    html, address = page.content(), page.url

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.abort()
        else:
            route.continue_()

    other.unroute_all()
    other.route("**/*", answer)
    other.goto(address)
    return other


def press(page: Page) -> None:
    page.locator("main button.main[name=do]").last.click()
    page.wait_for_load_state()


def open_mail(server: Server, page: Page, subject: str, look: Look) -> None:
    """Read the last mail of the developer's mailbox and follow its link, as soon as it was sent."""
    mail = page.get_by_role("link", name=subject).first
    page.goto(f"{server.address}/dev/mailbox")
    for _ in range(100):
        if mail.count():
            break
        page.wait_for_timeout(100)
        page.reload()
    look(page, "mailbox")
    mail.click()
    look(page, "mail")
    address = page.url
    page.goto(f"{address}/html")
    if look is not pass_by and not _is_without_scripts(page):
        # A mail is a part of a program's window: landmarks and the first heading are that program's.
        found = [each for each in violations(page) if each.rule not in PAGE_RULES]
        assert not found, report(page, found)
    page.goto(address)
    page.locator("main a[href*='/account/link/']").first.click()
    page.wait_for_load_state()


def to_identify(server: Server, page: Page, walk: Walk, language: str, look: Look) -> None:
    """From the portal to the page that asks who one is, where the help is opened."""
    page.goto(server.address)
    look(page, "portal")
    page.get_by_role("link", name=TILES[language]).click()
    page.wait_for_load_state()
    walk.begin(page.url)
    walk.go_to("identify")


def to_preamble(server: Server, data: Path, page: Page, folder: Path, language: str, look: Look) -> None:
    """From the portal to the preamble, by the link of the mail."""
    walk = Walk(page, marlene(folder), look)
    to_identify(server, page, walk, language, look)
    make_account(server, page, walk, language, look)
    walk.go_to("preamble")
    expect(page.locator("header .account")).to_contain_text("Aebischer")


def make_account(server: Server, page: Page, walk: Walk, language: str, look: Look) -> None:
    """From the page that asks who one is to the one behind it."""
    press(page)
    look(page, "identify with mistakes")
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
    open_mail(server, page, MAILS[language], look)
    link = page.url
    look(page, "link")
    page.locator("[name=password]").fill("court")
    page.locator("[name=again]").fill("court")
    press(page)
    look(page, "link with a mistake")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    press(page)
    here = page.url
    page.goto(link)
    look(page, "a used link")
    page.goto(here)


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
    to_preamble(server, data, page, tmp_path, language, look)
    for name in ("", "/space", "/password", "/email", "/second-factor"):
        page.goto(f"{server.address}/account{name}")
        look(page, f"account{name}")
    page.locator(".sign-out button").click()
    expect(page).to_have_url(f"{server.address}/account/signed-out")
    look(page, "signed out")
    page.goto(f"{server.address}/account/sign-in")
    page.locator("[name=identifier]").fill(NUMBER)
    press(page)
    look(page, "sign-in with a mistake")
    page.locator("[name=password]").fill(PASSWORD)
    press(page)
    expect(page).to_have_url(f"{server.address}/")
    expect(page.locator("header .account")).to_contain_text("Aebischer")
    look(page, "portal, signed in")
    page.goto(f"{server.address}/account/link/{'x' * 43}")
    look(page, "a broken link")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_help(
    server: Server, new_context: Callable[..., BrowserContext], tmp_path: Path, scripts: bool, look: Look
) -> None:
    """4"""
    page = new_context(locale="fr-FR", java_script_enabled=scripts).new_page()
    to_identify(server, page, Walk(page, marlene(tmp_path)), "fr", pass_by)
    page.locator("[name=identified_by][value=foreigner_number]").check()
    if not scripts:
        press(page)
    for number in range(page.locator("details.help").count()):
        panel = page.locator("details.help").nth(number)
        if not panel.is_visible():
            continue
        panel.locator("summary").press("Enter")
        picture = panel.locator("img")
        expect(picture).to_be_visible()
        assert picture.evaluate("each => each.naturalWidth") > 0
        assert len(picture.get_attribute("alt") or "") > 40
    look(page, "help")


@pytest.mark.parametrize(("language", "scripts"), [("fr", False), ("en", True)])
def test_representing(
    server: Server,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
    language: str,
    scripts: bool,
    look: Look,
) -> None:
    """5"""
    page = new_context(locale=f"{language}-FR", java_script_enabled=scripts).new_page()
    answers = {
        **marlene(tmp_path),
        "beneficiary": "someone_else",
        "represented.foreigner_number": "69 07 11 42 03",
        **dated("represented.valid_from", date(2017, 3, 2)),
        **dated("represented.valid_until", date(2027, 3, 1)),
        "representative.capacity": "mandate",
        "file:representative_identity::passport": paper(tmp_path, "passeport.jpg"),
        "file:mandate::signed_mandate": paper(tmp_path, "mandat.jpg"),
    }
    walk = Walk(page, answers)
    to_identify(server, page, walk, language, pass_by)
    make_account(server, page, walk, language, pass_by)
    walk.look = look
    walk.go_to("civil_status")
    assert {"represented", "representative"} <= set(walk.seen)
    expect(page.locator("main")).to_contain_text("Bellandi")


def test_what_scripts_add(
    server: Server, data: Path, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """3"""
    page = new_context(locale="fr-FR").new_page()
    page.clock.install()
    to_preamble(server, data, page, tmp_path, "fr", pass_by)
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
