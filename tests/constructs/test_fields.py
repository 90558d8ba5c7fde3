"""Every type of field, and every key of a field (language.md §4).

1. Each type reads what people type, shows it in the review in the reader's form, and refuses the rest.
2. Bounds, lengths, patterns, what is ignored, what is typed twice.
3. Options: hints, conditions, what is asked after one, what excludes the others, order.
4. `required` true, false, warn, by a condition; `or_say` with what it asks.
5. `default` is shown until its page is saved, and counts for nothing before.
6. Checks: level, condition, the place they are shown at; an author's own words for an error.
7. `hint`, `why`, `help`, `short` and notes are shown; `autocomplete` is given to the browser.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from formgen.language.values import Address, Duration
from tests.compiler.given import day
from tests.constructs.given import Serve, begin, evaluated
from tests.web.browser import Page

HOME = {"line1": "1 rue X", "line2": "", "line3": "", "postcode": "59000", "city": "Lille", "country": "FRA"}
IBAN = "FR7630006000011234567890189"


@pytest.mark.parametrize(
    ("path", "entry", "value", "code"),
    [
        ("plain", "abc", "abc", ""),
        ("plain", "a", "a", "too_short"),
        ("plain", "abcdef", "abcdef", "too_long"),
        ("card", "12 - a", "12A", ""),
        ("card", "1a", "1A", "pattern"),
        ("twice", {"": "x", "again": "x"}, "x", ""),
        ("twice", {"": "x", "again": "y"}, None, "not_same_twice"),
        ("story", "x" * 21, "x" * 21, "too_long"),
        ("mail", {"": "ann@service.example", "again": "ann@service.example"}, "ann@service.example", ""),
        ("mail", {"": "ann", "again": "ann"}, None, "not_an_email"),
        ("phone", "01 23 45 67 89", "+33123456789", ""),
        ("phone", "12", None, "not_a_phone"),
        ("account", "FR76 3000 6000 0112 3456 7890 189", IBAN, ""),
        ("account", "FR76 3000 6000 0112 3456 7890 188", None, "identifier_checksum"),
        ("whole", "10", 10, ""),
        ("whole", "11", 11, "too_large"),
        ("whole", "1,5", None, "not_an_integer"),
        ("real", "0,4", Decimal("0.4"), "too_small"),
        ("cost", "1 000,00 €", Decimal(1000), ""),
        ("cost", "1 000,01", Decimal("1000.01"), "too_large"),
        ("born", day("1900-01-01"), date(1900, 1, 1), ""),
        ("born", day("1899-12-31"), date(1899, 12, 31), "too_early"),
        ("born", {"day": "31", "month": "2", "year": "1990"}, None, "no_such_day"),
        ("born", {"day": "3", "month": "mars", "year": "1990"}, date(1990, 3, 3), ""),
        ("year", {"year": "1984"}, date(1984, 1, 1), ""),
        ("month", {"month": "9", "year": "2026"}, date(2026, 9, 1), ""),
        ("hour", "9h05", time(9, 5), ""),
        ("hour", "25:00", None, "not_a_time"),
        ("moment", {**day("2026-07-01"), "time": "12:00"}, datetime(2026, 7, 1, 10, 0, tzinfo=UTC), ""),
        ("stay", {"years": "1", "months": "6"}, Duration(18), ""),
        ("sure", "yes", True, ""),
        ("sure", "perhaps", None, "unknown_option"),
        ("agreed", "no", False, ""),
        ("one", "first", "first", ""),
        ("one", "second", None, "unknown_option"),
        ("several", ["a", "b"], frozenset("ab"), ""),
        ("several", ["a", "b", "c"], frozenset("abc"), "too_many_chosen"),
        ("several", ["a", "nothing"], None, "excludes_others"),
        ("ranked", ["y", "x"], ("y", "x"), ""),
        ("land", "FRA", "FRA", ""),
        ("land", "XXX", None, "unknown_country"),
        ("home", HOME, Address("1 rue X", "", "", "59000", "Lille", "FRA"), ""),
    ],
)
def test_reading(path: str, entry: Any, value: object, code: str) -> None:  # 1, 2, 3
    evaluation = evaluated("fields", {path: entry})
    assert evaluation.value(path) == value
    found = [each.code for each in evaluation.problems_of(path)]
    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("entries", "problems"),
    [
        ({}, {"income": "warning", "medicine": "error", "to_day": "error", "from_day": "error"}),
        ({"taxed": "yes"}, {"rate": "error"}),
        ({"medicine?": "never"}, {"medicine": ""}),
        ({"medicine?": "unsure"}, {"medicine": "", "doctor": "error"}),
        ({"medicine?": "unsure", "doctor": "Dr X"}, {"medicine": "", "doctor": ""}),
        ({"from_day": day("2026-12-02"), "to_day": day("2026-12-01")}, {"from_day": "error", "to_day": ""}),
        ({"from_day": day("2026-11-25"), "to_day": day("2026-11-26")}, {"from_day": "", "to_day": "warning"}),
        ({"taxed": "yes", "rate": "0", "to_day": day("2027-01-01")}, {"rate": "error"}),
        ({"taxed": "no", "rate": "0", "to_day": day("2027-01-01")}, {"rate": ""}),
    ],
)
def test_rules(entries: dict[str, Any], problems: dict[str, str]) -> None:  # 4, 6
    evaluation = evaluated("fields", entries)
    for path, level in problems.items():
        assert [each.level for each in evaluation.problems_of(path)] == ([level] if level else []), path


def test_follow_up_and_conditional_option() -> None:  # 3
    assert not evaluated("fields", {"one": "first"}).asked("which")
    assert evaluated("fields", {"one": "other"}).asked("which")
    assert evaluated("fields", {"one": "second", "sure": "yes"}).value("one") == "second"


def test_defaults() -> None:  # 5
    evaluation = evaluated("fields", {})
    shown = evaluation.procedure.defaults(evaluation, "rules")
    assert shown == {"taxed": "no", "from_day": {"day": "25", "month": "11", "year": "2026"}}
    assert evaluation.value("taxed") is None
    saved = evaluated("fields", {"$saved": ["rules"]})
    assert not saved.procedure.defaults(saved, "rules")


def to(serve: Serve, name: str) -> Any:
    """A browser at a page, those before it answered with what they need."""
    browser = begin(serve, "fields")
    for typed in ({"card": "12A"}, {}, {"one": "first"}):
        if browser.page.name == name:
            break
        browser.press("continue", typed)
    assert browser.page.name == name
    return browser


def test_texts_in_the_wizard(serve: Serve) -> None:  # 1, 2, 6
    browser = to(serve, "texts")
    page = browser.press("continue", {"card": "1", "twice": "x", "twice.again": "y", "plain": "a"})
    assert page.status == 422
    for words in ("Two figures and a letter.", "Twice", "Plain"):
        assert words in page.text
    assert [each.value for each in page.controls if each.name == "twice.again"] == ["y"]
    good = {
        "card": "12-a", "twice.again": "x", "plain": "abc", "story": "Once", "phone": "01 23 45 67 89",
        "mail": "ann@service.example", "mail.again": "ann@service.example", "account": IBAN,
    }  # fmt: skip
    assert browser.press("continue", good).name == "numbers"


def test_numbers_in_the_wizard(serve: Serve) -> None:  # 1
    browser = to(serve, "numbers")
    typed = {
        "whole": "4", "real": "0,75", "cost": "12,5",
        "part": "12,5 %", "year.year": "1984", "month.month": "sept",
        "month.year": "2026", "hour": "9h05", "stay.years": "1", "stay.months": "6",
        "born.day": "3", "born.month": "4", "born.year": "1990",
        "moment.day": "1", "moment.month": "7", "moment.year": "2026", "moment.time": "12:00",
    }  # fmt: skip
    assert browser.press("continue", typed).name == "choices"
    browser.press("continue", {"one": "first"})
    page = browser.press(
        "continue",
        {
            "medicine?": ["never"],
            "taxed": "no",
            "to_day.day": "1",
            "to_day.month": "1",
            "to_day.year": "2027",
        },
    )
    assert page.name == "review"
    for words in (
        "4 people", "12.5%", "€12.50", "1984", "September 2026", "09:05", "18 months", "3 April 1990",
        "1 July 2026", "12:00", "I take none",
    ):  # fmt: skip
        assert words in page.text, words
    assert "Income" in page.text


def test_choices_in_the_wizard(serve: Serve) -> None:  # 3, 7
    browser = to(serve, "choices")
    page: Page = browser.page
    for words in (
        "Choose the nearest.",
        "The law of 2020",
        "It is on the card.",
        "The first one",
        "Mind this.",
    ):
        assert words in page.text
    page = browser.press("continue", {"one": "other"})
    assert page.name == "choices"
    assert "which" in page.names()
    page = browser.press("continue", {"several": ["a", "nothing"]})
    assert page.status == 422
    several = {"several": ["a", "b"], "ranked": ["y", "x"], "which": "Blue", "agreed": ["yes"], "sure": "yes"}
    home = {f"home.{part}": each for part, each in HOME.items()}
    assert browser.press("continue", {**several, **home, "land": "BEL"}).name == "rules"


def test_rules_in_the_wizard(serve: Serve) -> None:  # 4, 5, 6, 7
    browser = to(serve, "rules")
    page: Page = browser.page
    assert [each.value for each in page.controls if each.name == "from_day.day"] == ["25"]
    assert [each.value for each in page.controls if each.name == "taxed" and each.checked] == ["no"]
    assert 'autocomplete="off"' in page.html
    end = {"to_day.day": "24", "to_day.month": "11", "to_day.year": "2026"}
    page = browser.press("continue", {**end, "medicine?": ["unsure"]})
    assert "It ends before it begins." in page.text
    assert "That is soon." in page.text
    page = browser.press("continue", {"to_day.day": "26", "doctor": "Dr X"})
    assert page.name == "review"
    assert "That is soon." in page.text
    assert browser.press("file").name == "confirmation"
