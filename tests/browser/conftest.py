"""Chromium, as Debian ships it, for the tests of pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.tools import axe as axe_core
from tests.tools.programs import program

HERE = Path(__file__).parent
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep each file of browser tests on one worker: its server and its browser are then started once."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium of this file's own.

    It lives no longer than the file: Playwright's event loop runs in this thread and would be in the way of
    the next file's `asyncio.run`.
    """
    flags = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(QUIET)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program("chromium", "chromium-browser"), args=flags
        )
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts (options as for Playwright's `new_context`) that are closed after the test."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**options)  # type: ignore[arg-type]  # - Playwright's options, checked there
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of a reader of French at 1280 px."""
    return new_context(locale="fr-FR", viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[axe_core.Violation]]:
    """`axe(page)` gives the violations; `assert_accessible` says them in words."""
    return axe_core.violations


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """`assert_accessible(page)` fails with each violation, its place and what to mend."""

    def check(page: Page) -> None:
        found = axe_core.violations(page)
        assert not found, axe_core.report(page, found)

    return check
