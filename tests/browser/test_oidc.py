"""Signing in at an identity provider of another site, as browsers hold us to it: policy, cookies, redirects.

1. With scripts and without: connected from the page of the account, signed out here and there, and in again
   by the provider alone.
2. axe finds nothing on the pages of it, and none is wider than a screen of 320 px.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.tools.oidc import CLIENT, QUIET, SECRET, IdentityProvider, identity_provider
from tests.tools.server import Server, serving
from tests.web.renewing import ENTRIES, NUMBER
from tests.web.signing import signed_in

pytestmark = QUIET

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def there() -> Iterator[IdentityProvider]:
    with identity_provider() as provider:
        provider.signed = True
        provider.person("marlene", given_name="Marlène", family_name="Aebischer")
        yield provider


@pytest.fixture
def server(there: IdentityProvider, tmp_path: Path) -> Iterator[Server]:
    state = {
        "label": "Mon État",
        "issuer": there.issuer,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "scopes": ["openid", "profile"],
        "userinfo_signed": True,
    }
    environment = {"FORMGEN_OIDC": json.dumps({"state": state}), "FORMGEN_WORKER": "false"}
    with serving(ROOT / "specs", data=tmp_path / "data", environment=environment) as running:
        yield running


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_in_and_out(
    server: Server,
    tmp_path: Path,
    new_context: Callable[..., BrowserContext],
    assert_accessible: Callable[[Page], None],
    scripts: bool,
) -> None:
    """1, 2"""
    context = new_context(locale="fr-FR", java_script_enabled=scripts)
    page = context.new_page()

    def look() -> None:
        if scripts:
            for width in (1280, 320):
                page.set_viewport_size({"width": width, "height": 900})
                assert_accessible(page)
                assert page.evaluate("document.documentElement.scrollWidth") <= width

    token = signed_in(tmp_path / "data" / "formgen.sqlite3", NUMBER, ENTRIES)
    context.add_cookies([{"name": "formgen", "value": token, "url": server.address}])
    page.goto(f"{server.address}/account")
    page.get_by_role("link", name="Relier Mon État").click()
    sign_in_there(page)
    expect(page.locator("main")).to_contain_text("Marlène Aebischer")
    look()
    page.get_by_role("button", name="Relier Mon État").click()
    expect(page.locator("main")).to_contain_text("Votre compte est relié")
    look()
    sign_out(page, server, look)
    page.goto(f"{server.address}/account/sign-in?next=/account")
    look()
    page.get_by_role("link", name="Se connecter avec Mon État").click()
    sign_in_there(page)
    expect(page).to_have_url(f"{server.address}/account")
    expect(page.locator("main")).to_contain_text(NUMBER)
    look()
    sign_out(page, server, look)
    page.goto(f"{server.address}/account/oidc/state/failed?why=cancelled")
    look()


def sign_in_there(page: Page) -> None:
    """On the page of the provider."""
    page.locator("input[name=sub]").fill("marlene")
    page.get_by_role("button", name="Authorize").first.click()


def sign_out(page: Page, server: Server, look: Callable[[], None]) -> None:
    """Here, then there, and back here."""
    page.locator(".sign-out button").click()
    expect(page).to_have_url(f"{server.address}/account/oidc/state/leave")
    look()
    page.get_by_role("link", name="Se déconnecter aussi de Mon État").click()
    expect(page).not_to_have_url(f"{server.address}/account/oidc/state/leave")
    page.get_by_role("button").first.click()
    page.wait_for_url(f"{server.address}/account/signed-out**")
