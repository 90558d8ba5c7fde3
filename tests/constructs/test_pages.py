"""Orientation, preamble, steps, pages, review, confirmation (language.md §1 and §5).

1. The orientation comes first; a stop that is true ends the journey, tells why and where to go, and forbids
   filing.
2. The preamble comes before the steps, with the list of documents to download.
3. A page or a step with a condition is there only while it is true; a page with nothing to ask is passed over
   unless it has a text; a page of one field may do without a title.
4. `content` orders fields and documents; a page's checks are told, by level.
5. The review asks the declarations by their conditions; those required forbid filing until they are made.
6. The confirmation tells what comes next and gives the downloads.
7. `one_open`: a second request of the same kind leads back to the first.
8. What the spec says of price, duration and service is shown.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.compiler.given import told
from tests.constructs.given import Serve, begin, evaluated, procedure
from tests.web.browser import Browser

RENEWAL = {"situation": "permit", "kind": "renewal", "long": "no", "first": "1", "second": "2"}
TRUE = {"declarations.truthful": "yes", "declarations.no_absence": "yes"}


@pytest.mark.parametrize(
    ("entries", "pages"),
    [
        ({}, "situation preamble kind ordered review confirmation"),
        ({"situation": "no_permit"}, "situation"),
        (RENEWAL, "situation preamble kind ordered review confirmation"),
        (
            {**RENEWAL, "kind": "change"},
            "situation preamble kind ordered hidden only_text review confirmation",
        ),
        (
            {**RENEWAL, "kind": "change", "long": "yes"},
            "situation preamble kind ordered hidden only_text nothing where review confirmation",
        ),
    ],
)
def test_journey(entries: dict[str, Any], pages: str) -> None:  # 1, 2, 3
    assert [page.id for page in evaluated("pages", entries).journey] == pages.split()


@pytest.mark.parametrize(
    ("entries", "problems"),
    [
        ({**RENEWAL, **TRUE}, []),
        (RENEWAL, ["declarations.truthful not_declared", "declarations.no_absence not_declared"]),
        ({**RENEWAL, **TRUE, "first": "3"}, ["first check"]),
        ({**RENEWAL, **TRUE, "kind": "change", "why": "So", "second": "100"}, ["second check"]),
        (
            {**RENEWAL, "declarations.truthful": "yes", "long": "yes"},
            ["where empty"],
        ),
    ],
)
def test_problems(entries: dict[str, Any], problems: list[str]) -> None:  # 4, 5
    evaluation = evaluated("pages", entries)
    assert [" ".join(each) for each in told(evaluation.problems)] == problems
    assert evaluation.complete is (not problems or entries.get("second") == "100")


@pytest.mark.parametrize(
    ("chosen", "title", "link"),
    [
        ("no_permit", "First ask for a permit", ""),
        ("visitor", "Visitors", "https://visit.example"),
    ],
)
def test_stops(serve: Serve, chosen: str, title: str, link: str) -> None:  # 1
    browser = begin(serve, "pages")
    assert "What is your situation?" in browser.page.text
    page = browser.press("continue", {"situation": chosen})
    assert page.name == "no-further"
    assert title in page.text
    assert not link or link in page.links
    review = browser.open(page.path.replace("no-further", "review"))
    assert review.name != "review"


def to_review(browser: Browser, kind: str = "renewal") -> None:
    browser.press("continue", {"situation": "permit"})
    assert browser.page.name == "preamble"
    browser.press("continue")
    assert "Tell us who you are." in browser.page.text
    browser.press("continue", {"kind": kind, "long": "no"})


def test_in_the_wizard(serve: Serve) -> None:  # 2, 3, 4, 5, 6, 8
    client = serve(procedure("pages"))
    browser = Browser(client)
    start = browser.open("/pages")
    for words in ("A line under the title", "20 minutes", "€12", "1 Mill Lane", "office@service.example"):
        assert words in start.text, words
    browser.press("start")
    browser.press("continue", {"situation": "permit"})
    page = browser.page
    assert "Have your papers at hand." in page.text
    checklist = next(link for link in page.links if link.endswith("checklist.pdf"))
    assert client.get(checklist).headers["content-type"] == "application/pdf"
    browser.press("continue")
    page = browser.press("continue", {"kind": "change", "long": "no"})
    assert page.name == "ordered"
    places = [page.html.index(each) for each in ('name="second"', "file:paper", 'name="first"')]
    assert places == sorted(places)
    page = browser.press("continue", {"first": "200", "second": "100"})
    assert page.status == 422
    assert "The first is below the second." in page.text
    page = browser.press("continue", {"first": "7"})
    assert page.name == "hidden"
    page = browser.press("continue", {"why": "So"})
    assert page.name == "only_text"
    assert "<strong>change</strong>: 7 and 100" in page.html
    page = browser.press("continue")
    assert page.name == "review"
    for words in ("Check it", "Read everything once more.", "I was never away.", "That is much."):
        assert words in page.text, words
    page = browser.press("file", {"declarations.truthful": ["yes"]})
    assert page.status == 422
    assert "I was never away” " not in page.text
    page = browser.press("file", {"declarations.no_absence": ["yes"]})
    assert page.name == "confirmation"
    for words in ("It is filed", "We answer within 4 months."):
        assert words in page.text
    assert any(link.endswith("receipt.pdf") for link in page.links)


def test_a_second_of_the_same_kind(serve: Serve) -> None:  # 7
    browser = begin(serve, "pages")
    to_review(browser)
    first = browser.page.path.rpartition("/")[0]
    for kind, leads_back in (("change", False), ("renewal", True)):
        browser.open("/pages")
        browser.press("start")
        to_review(browser, kind)
        assert (browser.page.path.startswith(first)) is leads_back
