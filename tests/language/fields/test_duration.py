"""A length of time.

1. Its units, any of them left blank.
2. What is no whole number is refused at its unit.
3. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from formgen.language.values import Duration
from tests.language.fields.given import given


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ({"years": "1", "months": "6"}, Duration(18, 0)), ({"months": "3"}, Duration(3, 0)),
        ({"years": "0"}, Duration(0, 0)), ({"years": " ", "months": ""}, None), ({"days": "3"}, None),
    ],
)  # fmt: skip
def test_units(entry: dict[str, str], value: Duration | None) -> None:  # 1
    assert given("type: duration, label: A").read(entry) == value


@pytest.mark.parametrize("typed", ["1.5", "-1", "x", "99999", "٣"])
def test_whole_numbers(typed: str) -> None:  # 2
    assert given("type: duration, label: A").fault({"years": "1", "months": typed}) == (
        "not_an_integer",
        ("months",),
    )


@for_all(st.integers(0, 90), st.integers(0, 11), st.integers(0, 900))
def test_round_trip(years: int, months: int, days: int) -> None:  # 3
    value = Duration(12 * years + months, 0)
    assert given("type: duration, label: A").posted(value) == value
    value = Duration(0, days)
    assert given("type: duration, label: A, units: [weeks, days]").posted(value) == value
