"""`choices` whose order matters (language.md §4), as a person gives it.

1. Each place has a list that opens, `max` of them; what is chosen comes back in its order.
2. A place left blank is no answer; one chosen twice counts once.
3. An option by a condition is offered only then; what an option brings up is asked.
4. The review shows the order.
"""

from __future__ import annotations

from tests.constructs.given import Serve, begin
from tests.web.browser import Browser, Page


def wishes(page: Page) -> list[str]:
    """What the lists of the places say."""
    return [each.value for each in page.controls if each.name == "wishes"]


def at_wishes(serve: Serve, loud: str = "yes") -> Browser:
    browser = begin(serve, "ordered")
    assert browser.press("continue", {"loud": loud}).name == "wishes"
    return browser


def test_the_order_is_kept(serve: Serve) -> None:  # 1, 4
    browser = at_wishes(serve)
    assert wishes(browser.page) == ["", "", ""]
    page = browser.press("continue", {"wishes": ["work", "rest", "music"]})
    assert page.name == "review"
    assert "Work, Rest and Music" in page.text.replace(", and", " and")
    browser.open(page.url.replace("/review", "/wishes"))
    assert wishes(browser.page) == ["work", "rest", "music"]


def test_blank_places(serve: Serve) -> None:  # 2
    browser = at_wishes(serve)
    assert browser.press("continue", {"wishes": ["", "", ""]}).status == 422
    page = browser.press("continue", {"wishes": ["", "rest", "rest"]})
    assert page.name == "review"
    browser.open(page.url.replace("/review", "/wishes"))
    assert wishes(browser.page)[0] == "rest"


def test_options_by_conditions(serve: Serve) -> None:  # 3
    browser = at_wishes(serve, loud="no")
    assert all("music" not in each.options for each in browser.page.controls if each.name == "wishes")
    page = browser.press("continue", {"wishes": ["other", "", ""]})
    assert page.name == "wishes"
    assert "Which?" in page.text
    assert browser.press("continue", {"wishes": ["other", "", ""], "which": "Tea"}).name == "review"
