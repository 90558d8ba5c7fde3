"""Conditions, calculations, lists, tables and groups of fields (language.md §3).

1. A named condition stands in other expressions and conditions.
2. Calculations by cases: the first true one; `otherwise` waits for what is asked, required and unanswered.
3. A list gives options and membership, with its labels.
4. A table finds a row by its keys, of several columns too; empty and not found when none matches. CSV as
   spreadsheets write it; digits restored.
5. Of several rows in force, that of the day of filing; today's while a draft.
6. A group of fields is used in several places, with fields added; each place has answers of its own.
7. The wizard asks and shows by them; calculations with a label stand in the review.
8. Rows stored at filing count instead of the table.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from formgen.language.values import Duration
from tests.compiler.given import day, items, told
from tests.constructs.given import Serve, begin, evaluated, options_of

HOME = {"line1": "1 rue X", "postcode": "59000", "city": "Lille", "country": "FRA"}
PERSON = items({"name": "Ann"})


@pytest.mark.parametrize(
    ("name", "entries", "value"),
    [
        ("expires", {"reason": "child", "birth_date": day("2020-01-01")}, date(2023, 1, 1)),
        ("expires", {"reason": "child"}, None),
        ("expires", {"reason": "work", "start": day("2026-01-01")}, date(2029, 1, 1)),
        ("expires", {"start": day("2026-01-01")}, None),
        ("fee", {"income": "999,99"}, Decimal(10)),
        ("fee", {"income": "1000"}, Decimal(20)),
        ("fee", {"income": "2000"}, Decimal(50)),
        ("fee", {}, None),
        ("fee", {"income": "much"}, None),
        ("period", {}, Duration(60)),
        ("site", {"address": HOME}, "Lille"),
        ("site", {"address": {**HOME, "postcode": "01000"}}, "Bourg"),
        ("site", {"address": {**HOME, "postcode": "75001"}}, None),
        ("prefectures.name", {"address": HOME}, "Nord"),
        ("ceilings.ceiling", {"people": PERSON, "region": "north"}, Decimal(1100)),
        ("ceilings.ceiling", {"people": PERSON, "region": "south"}, Decimal(900)),
        ("ceilings.ceiling", {"people": PERSON}, None),
    ],
)
def test_values(name: str, entries: dict[str, Any], value: object) -> None:  # 1, 2, 4
    assert evaluated("data", entries).value(name) == value


@pytest.mark.parametrize(
    ("today", "filed_on", "ceiling"),
    [
        (date(2026, 6, 30), None, "1000.50"),
        (date(2026, 7, 1), None, "1100"),
        (date(2026, 11, 24), date(2026, 2, 1), "1000.50"),
        (date(2025, 1, 1), None, None),
    ],
)
def test_in_force(today: date, filed_on: date | None, ceiling: str | None) -> None:  # 5
    entries = {"people": PERSON, "region": "north"}
    found = evaluated("data", entries, today=today, filed_on=filed_on).value("ceilings.ceiling")
    assert found == (Decimal(ceiling) if ceiling else None)


def test_stored_rows() -> None:  # 8
    rows = {"prefectures": {"department": "59", "site": "Douai", "name": "Nord"}, "ceilings": None}
    evaluation = evaluated("data", {"address": HOME, "people": PERSON, "region": "north"}, rows=rows)
    assert evaluation.value("site") == "Douai"
    assert evaluation.value("ceilings.ceiling") is None


def test_pages_by_tables() -> None:  # 4
    nowhere = evaluated("data", {"address": {**HOME, "postcode": "75001"}})
    assert "unknown_place" in [page.id for page in nowhere.journey]
    assert "unknown_place" not in [page.id for page in evaluated("data", {"address": HOME}).journey]


def test_groups() -> None:  # 6
    evaluation = evaluated("data", {"applicant.birth_name": "Roy", "helper.birth_name": "Petit"})
    assert evaluation.value("applicant.birth_name") == "Roy"
    assert evaluation.value("helper.birth_name") == "Petit"
    missing = [path for path, _ in told(evaluation.problems)]
    assert {"applicant.first_names", "helper.first_names", "helper.role"} <= set(missing)
    assert "applicant.role" not in missing


def test_in_the_wizard(serve: Serve) -> None:  # 3, 6, 7
    browser = begin(serve, "data")
    page = browser.page
    assert options_of(page, "size") == ["small", "large"]
    assert "A small one" in page.text
    assert options_of(page, "nationality") == ["BEL", "ITA", "ESP"]
    names = {"birth_name": "Roy", "first_names": "Ann"}
    typed = {f"{group}.{name}": each for group in ("applicant", "helper") for name, each in names.items()}
    browser.press("add:people", {**typed, "helper.role": "Friend", "reason": "work", "income": "1 500,00"})
    browser.press("continue", {"name": "Ann"})
    start = {"start.day": "1", "start.month": "janvier", "start.year": "2026"}
    page = browser.press("continue", {**start, "size": "small", "nationality": "BEL", "region": "north"})
    assert page.name == "home"
    home = {f"address.{part}": each for part, each in HOME.items() if f"address.{part}" in page.names()}
    page = browser.press("continue", home)
    assert page.name == "rich"
    page = browser.press("continue", {"why": "Luck"})
    assert page.name == "review"
    for words in ("A small one", "Belgium", "Expires", "1 January 2029", "Fee", "€20", "Site", "Lille"):
        assert words in page.text, words
    assert "How long" not in page.text
