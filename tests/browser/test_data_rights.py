"""What a person downloads and deletes, in a browser.

1. In French with scripts, in English without: the copy is downloaded with the password, and its index can be
   read from the person's own machine; a draft is deleted after a question, then the account.
2. axe finds nothing on these pages, a mistake included, and none is wider than a screen of 320 px.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_account import Look, data, look, press, server, to_preamble
from tests.browser.walking import pass_by
from tests.tools.server import Server
from tests.web.signing import PASSWORD

__all__ = ["data", "look", "server"]


@pytest.mark.parametrize(("language", "scripts"), [("fr", True), ("en", False)])
def test_downloading_and_deleting(
    server: Server,
    data: Path,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
    language: str,
    scripts: bool,
    look: Look,
) -> None:
    """1, 2"""
    page = new_context(locale=f"{language}-FR", java_script_enabled=scripts).new_page()

    def see(page: Page, id: str) -> None:
        if scripts:
            look(page, id)

    to_preamble(server, data, page, tmp_path, language, pass_by)
    page.goto(f"{server.address}/account/data")
    press(page)
    expect(page.locator("#summary")).to_be_visible()
    see(page, "data with a mistake")
    page.locator("[name=current]").fill(PASSWORD)
    with page.expect_download() as under_way:
        page.locator("main button.main[name=do]").click()
    archive = tmp_path / under_way.value.suggested_filename
    under_way.value.save_as(archive)
    with zipfile.ZipFile(archive) as found:
        found.extractall(tmp_path / "copy")
    see(page, "data")
    index = new_context(locale=language).new_page()
    index.goto((tmp_path / "copy" / "index.html").as_uri())
    see(index, "index")
    index.locator("a").last.click()
    assert index.url.endswith("request.json")
    page.goto(server.address)
    page.locator("a[href$=delete-draft]").click()
    see(page, "delete-draft")
    press(page)
    see(page, "portal")
    expect(page).to_have_url(f"{server.address}/?notice=draft_deleted")
    page.goto(f"{server.address}/account/delete")
    see(page, "delete the account")
    page.locator("[name=current]").fill(PASSWORD)
    press(page)
    expect(page).to_have_url(f"{server.address}/account/deleted")
    see(page, "deleted")
    page.goto(f"{server.address}/account")
    assert "/account/sign-in" in page.url
