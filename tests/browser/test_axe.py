"""The axe harness itself.

1. A page with a fault is caught, and the report names the rule and the place.
2. A page without fault passes.
3. A strict Content Security Policy neither keeps axe out nor is lifted for it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.tools.axe import Violation, report

STRICT = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'"
FLAWLESS = """<!doctype html><html lang="fr"><title>Essai</title>
<meta name="viewport" content="width=device-width"><main><h1>Essai</h1><p>Un texte.</p></main></html>"""
FAULTY = FLAWLESS.replace("<p>", '<img src="/a.png"><p>')


def show(page: Page, html: str) -> None:
    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": STRICT})

    page.route("http://essai.test/", answer)
    page.route("http://essai.test/a.png", lambda route: route.fulfill(status=404))
    page.goto("http://essai.test/")


def test_a_picture_without_alternative_is_caught(page: Page, axe: Callable[[Page], list[Violation]]) -> None:
    """Requirement 1."""
    show(page, FAULTY)
    found = axe(page)
    assert [violation.rule for violation in found] == ["image-alt"]
    assert "\n    img\n" in report(page, found)


def test_the_assertion_says_what_to_mend(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    """Requirement 1."""
    show(page, FAULTY)
    with pytest.raises(AssertionError, match=r"(?s)http://essai\.test/ at 1280 px.*image-alt.*alt attribute"):
        assert_accessible(page)


def test_a_flawless_page_passes(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    """Requirement 2."""
    show(page, FLAWLESS)
    assert_accessible(page)


def test_the_policy_of_the_page_stays_in_force(page: Page, axe: Callable[[Page], list[Violation]]) -> None:
    """Requirement 3."""
    show(page, FLAWLESS)
    axe(page)
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.intruder = true";
        document.head.append(script);
    }""")
    assert page.evaluate("() => window.intruder") is None
