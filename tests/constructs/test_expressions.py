"""Every kind of expression of language.md §2, evaluated and asked of the wizard.

1. Each line of the block of examples gives the value that its words say.
2. An operation on an empty operand is unknown; what asks about being there, or about what was said, is not.
3. Order of reading: `or`, `and`, `not`, comparison, rounding, sums, products, sign.
4. Durations clamp to the month's last day; an age is in whole years, before birth unknown.
5. The wizard decides pages by such conditions, over several pages.
6. A moment is one in UTC; its day is that of the service's time zone (§11, rule 15).
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from formgen.language.values import Duration
from tests.compiler.given import TODAY, day, items, procedure_of, told
from tests.compiler.given import evaluated as evaluated_with
from tests.constructs.given import Serve, evaluated
from tests.web.browser import Browser
from tests.web.conftest import Clock

CHILD = {"nationality": "FRA", "lives_here": "yes", "birth_date": day("2025-01-01"), "income": "10"}
ADDRESS = {"line1": "1 rue X", "postcode": "59000", "city": "Lille", "country": "FRA"}


@pytest.mark.parametrize(
    ("name", "entries", "value"),
    [
        ("is_option", {"housing": "hotel"}, True),
        ("is_option", {"housing": "own"}, False),
        ("is_option", {}, None),
        ("is_not_option", {"housing": "own"}, True),
        ("is_not_option", {}, None),
        ("one_of", {"marital": "civil_union"}, True),
        ("one_of", {"marital": "single"}, False),
        ("not_one_of", {"marital": "single"}, True),
        ("includes_value", {"difficulties": ["sight", "pain"]}, True),
        ("includes_value", {"difficulties": []}, False),
        ("includes_value", {}, None),
        ("in_list", {"nationality": "BEL"}, True),
        ("in_list", {"nationality": "CHE"}, False),
        ("not_in_list", {"nationality": "CHE"}, True),
        ("yes_value", {"correct": "no"}, False),
        ("answered", {}, False),
        ("answered", {"phone": "01 23 45 67 89"}, True),
        ("answered", {"phone?": "none_at_all"}, True),
        ("empty", {}, True),
        ("empty", {"phone?": "none_at_all"}, False),
        ("said", {"phone?": "none_at_all"}, True),
        ("said", {"phone": "01 23 45 67 89"}, False),
        ("said", {}, False),
        ("recent", {"photo_date": day("2026-05-24")}, True),
        ("recent", {"photo_date": day("2026-05-23")}, False),
        ("grown", {"birth_date": day("2008-11-24")}, True),
        ("grown", {"birth_date": day("2008-11-25")}, False),
        ("grown", {"birth_date": day("2027-01-01")}, None),
        ("grown_then", {"birth_date": day("2000-02-29"), "photo_date": day("2018-02-28")}, False),
        ("grown_then", {"birth_date": day("2000-02-29"), "photo_date": day("2018-03-01")}, True),
        ("literal_date", {"birth_date": day("1965-12-31")}, True),
        ("between_value", {"amount": "10"}, True),
        ("between_value", {"amount": "20"}, True),
        ("between_value", {"amount": "20,01"}, False),
        ("percent", {"share": "0,5"}, True),
        ("percent", {"share": "0,51"}, False),
        ("french_here", {"children": items(CHILD, {**CHILD, "lives_here": "no"})}, 1),
        ("french_here", {"children": items(CHILD, {})}, None),
        ("many", {"children": items(CHILD, CHILD, CHILD)}, True),
        ("young", {"children": items(CHILD)}, True),
        ("young", {"children": items({**CHILD, "birth_date": day("2023-11-24")})}, False),
        ("young", {"children": items(CHILD, {})}, True),
        ("all_known", {"children": items(CHILD, {})}, False),
        ("all_known", {"$saved": ["all"]}, True),
        ("total", {"children": items(CHILD, CHILD)}, Decimal(20)),
        ("total", {"children": items(CHILD, {})}, None),
        ("total_given", {"children": items(CHILD, {})}, Decimal(10)),
        ("total_given", {"$saved": ["all"]}, Decimal(0)),
        ("earliest", {"photo_date": day("2020-01-01")}, date(2020, 1, 1)),
        ("earliest", {}, date(2036, 11, 24)),
        ("latest", {"photo_date": day("2020-01-01"), "birth_date": day("2021-01-01")}, date(2021, 1, 1)),
        ("smallest", {"cost": "200", "share": "0,5"}, Decimal(50)),
        ("smallest", {"cost": "200"}, Decimal(50)),
        ("largest", {"cost": "200"}, Decimal(200)),
        ("rounded_down", {"cost": "3", "share": "0,5"}, Decimal(1)),
        ("rounded_up", {"cost": "3", "share": "0,5"}, Decimal(2)),
        ("rounded_value", {"cost": "3", "share": "0,45"}, Decimal("1.4")),
        ("last_year", {}, 2025),
        ("long_name", {"name": "Zoé"}, False),
        ("long_name", {"name": "Zoéé"}, True),
        ("department", {"address": ADDRESS}, "59"),
        ("department", {}, None),
        ("in_corsica", {"address": {**ADDRESS, "postcode": "20000"}}, True),
        ("same", {"country": "FRA", "nationality": "FRA"}, True),
        ("same", {"country": "FRA"}, None),
        ("not_same", {"country": "FRA", "nationality": "BEL"}, True),
        ("couple", {"marital": "married", "correct": "no"}, True),
        ("couple", {"marital": "married"}, None),
        ("couple", {"marital": "single"}, False),
        ("either", {"housing": "own", "amount": "2"}, True),
        ("either", {"housing": "hosted"}, False),
        ("quotient", {"amount": "1", "divisor": "3"}, Decimal("0.333333333333")),
        ("quotient", {"amount": "2", "divisor": "3"}, Decimal("0.666666666667")),
        ("quotient", {"amount": "1", "divisor": "0"}, None),
        ("negative", {"amount": "3"}, Decimal(-2)),
        ("renewal", {"photo_date": day("2026-01-31")}, date(2026, 3, 1)),
        ("month_of", {"photo_date": day("2026-09-30")}, 9),
        ("day_of", {"photo_date": day("2026-09-30")}, 30),
        ("begun", {}, TODAY),
        ("filed", {}, None),
        ("notice", {"notice_time": {"months": "2", "days": "3"}}, Duration(3, 3)),
        ("long_notice", {"notice_time": {"months": "6", "days": ""}}, True),
        ("long_notice", {"notice_time": {"months": "", "days": "300"}}, None),
        ("late", {"hour": "18:00"}, True),
        ("late", {"hour": "17h59"}, False),
        ("inside", {"spouse.name": "Ben", "name": "Ann"}, "Ben"),
        ("outside", {"spouse.name": "Ben", "name": "Ann"}, "Ann"),
    ],
)
def test_expression(name: str, entries: dict[str, Any], value: object) -> None:  # 1, 2, 3, 4
    assert evaluated("expressions", entries).value(name) == value


def test_days_of_the_procedure() -> None:  # 1
    evaluation = evaluated("expressions", {}, started_on=date(2026, 1, 2), filed_on=date(2026, 3, 4))
    assert (evaluation.value("begun"), evaluation.value("filed")) == (date(2026, 1, 2), date(2026, 3, 4))


TWO = """
first:
  title: First
  fields:
    people: {type: integer, label: People}
    born: {type: date, label: Born}
second:
  title: Second
  when: people >= 2 and age of born >= 18
  fields: {others: {type: text, label: Others}}
third:
  title: Third
  text: The end.
"""


@pytest.mark.parametrize(
    ("people", "year", "page"), [("2", "2000", "second"), ("1", "2000", "third"), ("2", "2020", "third")]
)
def test_in_the_wizard(serve: Serve, people: str, year: str, page: str) -> None:  # 5
    browser = Browser(serve(procedure_of(TWO)))
    browser.open("/given")
    browser.press("start")
    born = {"born.day": "1", "born.month": "march", "born.year": year}
    assert browser.press("continue", {"people": people, **born}).name == page


MOMENTS = """
page:
  title: Page
  fields:
    seen: {type: datetime, label: Seen}
    before: {type: datetime, label: Before, checks: [{must: before < seen, message: Too late.}]}
"""


def moment(text: str, hour: str) -> dict[str, str]:
    return {**day(text), "time": hour}


def test_moments_are_utc() -> None:  # 6
    procedure = procedure_of(MOMENTS)
    evaluation = evaluated_with(
        procedure, {"seen": moment("2026-07-01", "0:30"), "before": moment("2026-06-30", "23:00")}
    )
    assert evaluation.value("seen") == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert not evaluation.problems
    late = evaluated_with(
        procedure, {"seen": moment("2026-01-01", "0:30"), "before": moment("2026-01-01", "0:30")}
    )
    assert late.value("seen") == datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert told(late.problems) == [("before", "check")]


DAYS = """
page:
  title: Page
  fields:
    day: {type: date, label: Day, checks: [{must: day <= today, message: Not yet.}]}
"""


def test_the_day_is_that_of_the_service(serve: Serve, clock: Clock, tmp_path: Path) -> None:  # 6
    # Half past midnight in Paris, half an hour before in London, an hour before in UTC.
    clock.now = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    browser = Browser(serve(procedure_of(DAYS)))
    browser.open("/given")
    browser.press("start")
    tomorrow = {"day.day": "25", "day.month": "11", "day.year": "2026"}
    assert browser.press("continue", tomorrow).status == 422
    assert browser.press("continue", {"day.day": "24"}).name == "review"
    clock.now = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert browser.press("file").name == "confirmation"
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        ((started, filed, at),) = database.execute(
            "SELECT started_on, filed_on, filed_at FROM dossiers"
        ).fetchall()
    assert (started, filed) == ("2026-11-24", "2026-11-25")
    assert "2026-11-24" in at
