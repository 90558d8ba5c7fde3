"""Two tabs, reload, back, double clicks.

1. A page that another tab changed meanwhile is not overwritten: it is shown with both, what was typed kept.
2. Pressing again saves what was typed, knowingly.
3. Two tabs on different pages do not hinder each other.
4. Sending the same form twice is the same as once; so is a double click on filing.
5. What another tab changed after the review was shown has to be reviewed before it is filed.
6. The same holds for items of a list.
"""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.web.browser import Browser
from tests.web.renewing import CHILD, to_family


def begin(browser: Browser) -> str:
    """A dossier of the village hall; its address."""
    browser.open("/village_hall")
    return browser.press("start").path.removesuffix("/guests")


def test_conflict(hall: Browser) -> None:
    """Requirements 1 and 2."""
    root = begin(hall)
    first = second = hall.open(f"{root}/guests")
    assert hall.send(first, "continue", {"guests": "30"}).name == "review"
    conflict = hall.send(second, "continue", {"guests": "44"})
    assert conflict.status == 409
    assert "30" in conflict.text
    assert [each.value for each in conflict.controls if each.name == "guests"] == ["44"]
    assert [each.value for each in hall.open(f"{root}/guests").controls if each.name == "guests"] == ["30"]
    assert hall.send(conflict, "continue").name == "review"
    assert "44" in hall.open(f"{root}/review").text


def test_same_answers_are_no_conflict(hall: Browser) -> None:
    """Requirement 4."""
    root = begin(hall)
    page = hall.open(f"{root}/guests")
    assert hall.send(page, "continue", {"guests": "30"}).name == "review"
    assert hall.send(page, "continue", {"guests": "30"}).name == "review"


def test_other_page(office: Browser) -> None:
    """Requirement 3."""
    family = to_family(office)
    root = family.path.removesuffix("/family")
    situation = office.open(f"{root}/beneficiary")
    office.send(family, "continue", {"marital_status": "single"})
    assert office.send(situation, "continue", {"beneficiary": "myself"}).status == 200
    values = [each for each in office.open(f"{root}/family").controls if each.checked]
    assert [each.value for each in values] == ["single"]


def test_double_filing(hall: Browser, tmp_path: Path) -> None:
    """Requirement 4."""
    begin(hall)
    review = hall.press("continue", {"guests": "30"})
    with ThreadPoolExecutor(4) as many:
        done = list(many.map(lambda _: hall.send(review, "file"), range(4)))
    assert {page.name for page in done} == {"confirmation"}
    assert len({page.text for page in done}) == 1
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM history WHERE to_state = 'filed'").fetchone() == (1,)
    assert hall.send(review, "file").name == "confirmation"


def test_filing_what_was_not_reviewed(hall: Browser) -> None:
    """Requirement 5."""
    root = begin(hall)
    review = hall.press("continue", {"guests": "30"})
    hall.open(f"{root}/guests")
    hall.press("continue", {"guests": "40"})
    shown = hall.send(review, "file")
    assert shown.status == 409
    assert "40" in shown.text
    assert hall.send(shown, "file").name == "confirmation"


def test_items(office: Browser) -> None:
    """Requirements 4 and 6."""
    to_family(office)
    office.press("continue", {"marital_status": "single"})
    item = office.press("add:children", {"children?": "yes"})
    assert office.send(item, "continue", CHILD).name == "children"
    children = office.send(item, "continue", CHILD)
    assert sum(each.startswith("change:") for each in children.buttons) == 1
    conflict = office.send(item, "continue", {**CHILD, "given_names": "Zoé"})
    assert conflict.status == 409
    assert "Léa" in conflict.text
    assert "Zoé" in conflict.html
    assert "Zoé" in office.send(conflict, "continue").text
