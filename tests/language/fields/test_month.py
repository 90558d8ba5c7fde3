"""A month of a year.

1. It is the month's first day; the month may be a word.
2. Both parts are needed.
3. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given


@pytest.mark.parametrize(("month", "value"), [("3", 3), ("mars", 3), ("March", 3), ("déc.", 12)])
def test_as_people_type(month: str, value: int) -> None:  # 1
    found = given("type: month, label: A").read({"month": month, "year": "2020"})
    assert found == datetime.date(2020, value, 1)


@pytest.mark.parametrize(
    ("entry", "code", "parts"),
    [
        ({"month": "3", "year": ""}, "date_incomplete", ("year",)),
        ({"month": "", "year": "2020"}, "date_incomplete", ("month",)),
        ({"month": "13", "year": "2020"}, "no_such_day", ("month",)),
        ("03/2020", "not_a_date", ()),
    ],
)
def test_both_parts(entry: object, code: str, parts: tuple[str, ...]) -> None:  # 2
    assert given("type: month, label: A").fault(entry) == (code, parts)


@for_all(st.dates(datetime.date(1800, 1, 1)).map(lambda day: day.replace(day=1)))
def test_round_trip(value: datetime.date) -> None:  # 3
    assert given("type: month, label: A").posted(value) == value
