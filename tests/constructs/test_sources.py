"""Sources without an account (language.md §6).

1. A record is looked up by the first of its ways whose fields are all answered.
2. `copied_from` shows and locks what it holds, and counts at once; `if_missing: ask` asks where not.
   `prefill` is only shown, until its page is saved.
3. `is found` and its columns stand in conditions; not looked up, or nobody: not found.
4. `same_as`: the same register, under the same setting and name, searched for somebody else.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from formgen.settings import SourceSettings
from tests.compiler.given import day, told
from tests.constructs.given import FOLDER, Serve, begin, evaluated
from tests.web.browser import Browser

ROY = {
    "number": "P1", "valid_from": date(2020, 1, 1), "visa": "V1", "name": "Roy", "born": date(1990, 2, 3),
    "kind": "long", "nationality": "FRA", "mail": None,
}  # fmt: skip


def test_found() -> None:  # 2, 3
    evaluation = evaluated("sources", {}, records={"permits": ROY})
    assert [page.id for page in evaluation.journey][:3] == ["who", "known", "long"]
    assert (evaluation.value("name"), evaluation.value("nationality")) == ("Roy", "FRA")
    assert told(evaluation.problems) == [("mail", "empty"), ("contact", "empty")]
    held = evaluated(
        "sources", {"name": "Forged", "$saved": ["known"]}, records={"permits": {**ROY, "mail": "a@b.fr"}}
    )
    assert held.value("name") == "Roy"
    assert held.value("contact") == "a@b.fr"
    assert held.value("mail") is None


@pytest.mark.parametrize("records", [{}, {"permits": None}])
def test_not_found(records: dict[str, Any]) -> None:  # 3
    evaluation = evaluated("sources", {}, records=records)
    assert [page.id for page in evaluation.journey][:2] == ["who", "unknown"]


def asked(serve: Serve) -> Browser:
    return begin(serve, "sources", sources={"permits": SourceSettings(file=FOLDER / "permits.csv")})


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"number": "P1", "valid_from": "2020-01-01"}, "Roy"),
        ({"visa": "V2"}, "Petit"),
        ({"number": "P1", "visa": "V2"}, "Petit"),
        ({"number": "P1", "valid_from": "2020-01-01", "visa": "V2"}, "Roy"),
        ({"number": "P9", "valid_from": "2020-01-01"}, ""),
        ({}, ""),
    ],
)
def test_ways_in_the_wizard(serve: Serve, typed: dict[str, str], name: str) -> None:  # 1, 2, 3
    browser = asked(serve)
    entries = {key: value for key, value in typed.items() if key != "valid_from"}
    if "valid_from" in typed:
        entries |= {f"valid_from.{part}": value for part, value in day(typed["valid_from"]).items()}
    page = browser.press("continue", entries)
    assert page.name == ("known" if name else "unknown")
    assert name in page.text
    assert "name" not in page.names()


def test_held_in_the_wizard(serve: Serve) -> None:  # 2, 3
    browser = asked(serve)
    page = browser.press("continue", {"visa": "V2"})
    assert [each.value for each in page.controls if each.name == "mail"] == ["ann@service.example"]
    assert "contact" not in page.names()
    assert "the register of permits" in page.text
    page = browser.press("continue")
    assert page.name == "review"
    assert "Belgian" in page.text
    page = browser.open(page.url.replace("review", "who"))
    browser.press("continue", {"visa": "V1"})
    page = browser.open(page.url.replace("who", "known"))
    assert "Roy" in page.text
    assert "contact" in page.names()
    page = browser.press("continue", {"contact": "roy@service.example"})
    assert page.name == "long"


def test_two_searches_of_one_register(serve: Serve) -> None:  # 4
    browser = asked(serve)
    page = browser.press("continue", {"visa": "V1", "partner_visa": "V2"})
    assert "Roy" in page.text
    assert "Petit" not in page.text
    page = browser.open(page.url.replace("known", "who"))
    page = browser.press("continue", {"visa": "", "partner_visa": "V2"})
    assert page.name == "together"
    assert "Petit" in page.text
    assert "the register of permits" in page.text
    page = browser.open(page.url.replace("together", "who"))
    assert browser.press("continue", {"partner_visa": "V9"}).name == "unknown"
