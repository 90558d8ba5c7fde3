"""Lists as a person fills them in (language.md §4), beside tests/compiler/test_lists.py.

1. Each item has a page of its own, or several; `one` is the word for it on buttons and in titles.
2. More items than `max` are told on the page of the list at once, and cannot be begun.
3. `first_question` answered "no": no items, and answered. "Yes" without an item: one is missing.
4. A page of an item with a condition is asked by it; its checks are told there.
5. A check over the list is told at the list.
6. Saved with none, a list without a first question has no items and is answered.
7. What an answer of an item brings up is asked when its page is handed in, without an error; left blank
   then, or beside another mistake, it is one.
"""

from __future__ import annotations

import pytest

from tests.compiler.given import day, items, told
from tests.constructs.given import Serve, begin, evaluated

CAR = {"vehicles": items({"plate": "AB-123-CD"})}
SAVED = {"$saved": ["household"]}


def child(born: str, **more: str) -> dict[str, object]:
    return {"first_name": "Ann", "born": day(born), **more}


@pytest.mark.parametrize(
    ("entries", "problems"),
    [
        ({}, [("vehicles", "empty"), ("children", "empty")]),
        ({**SAVED}, [("vehicles", "too_few_items"), ("children", "empty")]),
        ({**SAVED, **CAR, "children?": "no"}, []),
        ({**SAVED, **CAR, "children?": "yes"}, [("children", "list_empty")]),
        ({**SAVED, **CAR, "children?": "yes", "children": items(child("2025-01-01"))}, []),
        (
            {**SAVED, **CAR, "children?": "yes", "children": items(child("2020-01-01"))},
            [("children.0.school", "empty")],
        ),
        (
            {**SAVED, **CAR, "children?": "yes", "children": items(child("2020-01-01", school="Ann"))},
            [("children.0.school", "check")],
        ),
        (
            {**SAVED, **CAR, "children?": "yes", "children": items(child("2000-01-01", school="Oxford"))},
            [("children", "check")],
        ),
        (
            {**SAVED, "children?": "no", "vehicles": items(*[{"plate": "A"}] * 3)},
            [("vehicles", "too_many_items")],
        ),
    ],
)
def test_items(entries: dict[str, object], problems: list[tuple[str, str]]) -> None:  # 2, 3, 4, 5, 6
    assert told(evaluated("people", entries).problems) == problems


def test_the_word_for_one(serve: Serve) -> None:  # 1
    page = begin(serve, "people").page
    assert "Add: Vehicle" in page.text
    assert "Add: Children" in page.text
    browser = begin(serve, "people")
    page = browser.press("add:vehicles")
    assert "Vehicle" in page.html.split("<h1")[1].split("</h1>")[0]
    assert "Vehicles" not in page.html.split("<h1")[1].split("</h1>")[0]
    page = browser.press("continue", {"plate": "AB-123-CD"})
    assert "Add another: Vehicle" in page.text
    assert "Vehicle, number 1" in page.text


def test_one_too_many(serve: Serve) -> None:  # 2
    browser = begin(serve, "people")
    for plate in ("A", "B"):
        browser.press("add:vehicles")
        browser.press("continue", {"plate": plate})
    page = browser.page
    assert "add:vehicles" not in page.buttons
    assert "add:pets" in page.buttons
    # The same list in another tab, from before it was full.
    page.buttons.append("add:vehicles")
    page = browser.press("add:vehicles")
    assert page.name == "household"
    assert "This list is full" in page.text


def test_begun_before_it_was_full(serve: Serve) -> None:  # 2
    browser = begin(serve, "people")
    tabs = []
    for _ in range(3):
        browser.press("add:vehicles")
        tabs.append(browser.page)
        browser.open(browser.page.url.split("/vehicles/")[0])
    for plate, tab in zip("ABC", tabs, strict=True):
        browser.page = browser.send(tab, "continue", {"plate": plate})
    page = browser.page
    assert page.name == "household"
    assert "Vehicle, number 3" in page.text
    assert "Error:" in page.html.split("</title>")[0]
    assert "2 at most" in page.text


def test_children(serve: Serve) -> None:  # 1, 3, 4
    browser = begin(serve, "people")
    browser.press("add:vehicles")
    browser.press("continue", {"plate": "A"})
    page = browser.press("continue", {"children?": "yes"})
    assert page.name == "household"
    assert "add:children" in page.buttons
    page = browser.press("add:children")
    born = {"born.day": "1", "born.month": "1", "born.year": "2020"}
    page = browser.press("continue", {"first_name": "Ann", **born})
    assert "School" in page.text
    assert browser.press("continue", {"school": "Ann"}).status == 422
    assert "That is the child" in browser.page.text
    page = browser.press("continue", {"school": "Mill Lane"})
    assert page.name == "household"
    assert browser.press("continue").name == "review"


def test_item_of_a_page_that_is_not_asked(serve: Serve) -> None:  # 4
    browser = begin(serve, "people")
    browser.press("add:children")
    born = {"born.day": "1", "born.month": "1", "born.year": "2026"}
    page = browser.press("continue", {"first_name": "Ben", **born})
    assert page.name == "household", "a page of an item that has nothing to ask is passed over"


@pytest.mark.parametrize("saved_before", [False, True], ids=["a new item", "an item saved before"])
def test_what_an_answer_of_an_item_brings_up(serve: Serve, saved_before: bool) -> None:  # 7
    browser = begin(serve, "people")
    browser.press("add:pets")
    if saved_before:
        browser.press("continue", {"name": "Rex"})
        change = next(each for each in browser.page.buttons if each.startswith("change:pets"))
        browser.press(change)
    page = browser.press("continue", {"name": "Rex", "tame": "no"})
    assert "Whom does it bite?" in page.text
    assert "Error:" not in page.html.split("</title>")[0]
    assert "further questions" in page.text
    page = browser.press("continue")
    assert "Error:" in page.html.split("</title>")[0]
    assert browser.press("continue", {"bites": "Ann"}).name == "household"


def test_another_mistake_is_told_at_once(serve: Serve) -> None:  # 7
    browser = begin(serve, "people")
    browser.press("add:pets")
    assert "Error:" in browser.press("continue", {"tame": "no"}).html.split("</title>")[0]
