"""A day of the calendar.

1. The month may be a word, in French or English, with or without accents; the first of a month is 1 or 1er.
2. What is missing, what does not exist and what cannot be told is refused, with the part at fault.
3. Bounds.
4. `precision`: what need not be given counts as the first.
5. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given


def entry(text: str) -> dict[str, str]:
    return dict(zip(("day", "month", "year"), text.split("|"), strict=True))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("27|3|2016", "2016-03-27"), ("1er|janvier|2016", "2016-01-01"), ("2|Février|2016", "2016-02-02"),
        ("2|fevr.|2016", "2016-02-02"), ("2|AOÛT|2016", "2016-08-02"), ("2|aou\u0302t|2016", "2016-08-02"),
        ("2|aout|2016", "2016-08-02"), ("2|déc|2016", "2016-12-02"), ("2|Dec.|2016", "2016-12-02"),
        ("2|may|2016", "2016-05-02"), ("2|mai|2016", "2016-05-02"), ("2|sept.|2016", "2016-09-02"),
        (" 02 | 03 | 2016 ", "2016-03-02"), ("29|2|2024", "2024-02-29"),
    ],
)  # fmt: skip
def test_as_people_type(typed: str, value: str) -> None:  # 1
    assert given("type: date, label: A").read(entry(typed)) == datetime.date.fromisoformat(value)


@pytest.mark.parametrize(
    ("typed", "code", "parts"),
    [
        ("|3|2016", "date_incomplete", ("day",)), ("1||", "date_incomplete", ("month", "year")),
        ("31|6|2016", "no_such_day", ("day",)), ("29|2|2023", "no_such_day", ("day",)),
        ("1|13|2016", "no_such_day", ("month",)), ("0|1|2016", "no_such_day", ("day",)),
        ("1|1|16", "year_of_four_digits", ("year",)), ("1|1|0016", "year_of_four_digits", ("year",)),
        ("1|1|20016", "year_of_four_digits", ("year",)), ("x|1|2016", "not_a_date", ("day",)),
        ("1|foo|2016", "not_a_date", ("month",)), ("1|1|abcd", "not_a_date", ("year",)),
        ("١|1|2016", "not_a_date", ("day",)), ("-1|1|2016", "not_a_date", ("day",)),
    ],
)  # fmt: skip
def test_no_days(typed: str, code: str, parts: tuple[str, ...]) -> None:  # 2
    assert given("type: date, label: A").fault(entry(typed)) == (code, parts)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("31|12|1999", "too_early"), ("1|1|2000", ""), ("1|1|2001", ""), ("2|1|2001", "too_late")],
)
def test_bounds(typed: str, code: str) -> None:  # 3
    assert given("type: date, label: A, min: 2000-01-01, max: 2001-01-01").code(entry(typed)) == code


@pytest.mark.parametrize(
    ("precision", "typed", "value"),
    [("year", "||1950", "1950-01-01"), ("year", "|5|1950", "1950-05-01"), ("month", "|5|1950", "1950-05-01")],
)
def test_precision(precision: str, typed: str, value: str) -> None:  # 4
    field = given(f"type: date, label: A, precision: {precision}")
    assert field.read(entry(typed)) == datetime.date.fromisoformat(value)


def test_precision_wants_its_part() -> None:  # 4
    assert given("type: date, label: A, precision: month").fault(entry("||1950"))[1] == ("month",)


@for_all(st.dates(datetime.date(1800, 1, 1), datetime.date(9999, 12, 31)))
def test_round_trip(value: datetime.date) -> None:  # 5
    assert given("type: date, label: A").posted(value) == value
