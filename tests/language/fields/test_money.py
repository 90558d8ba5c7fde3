"""An amount of money.

1. The currency may be typed, as a sign, a code or a word; French and English numbers.
2. More than two decimals, another currency and words are refused.
3. Bounds.
4. What is written, posted and collected is read as it was.
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
        ("12,50 €", "12.50"), ("€12.50", "12.50"), ("12,5 EUR", "12.5"), ("12 euros", "12"), ("1 euro", "1"),
        ("1 234,50", "1234.50"), ("1.234,50 €", "1234.50"), ("0", "0"),
    ],
)  # fmt: skip
def test_as_people_type(typed: str, value: str) -> None:  # 1
    assert given("type: money, label: A").read(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("12,505", "too_many_decimals"), ("12 $", "not_an_amount"), ("much", "not_an_amount"), ("€ €", "")],
)
def test_no_amounts(typed: str, code: str) -> None:  # 2
    assert given("type: money, label: A").code(typed) == code


@pytest.mark.parametrize(("typed", "code"), [("0,99", "too_small"), ("1", ""), ("10,01", "too_large")])
def test_bounds(typed: str, code: str) -> None:  # 3
    assert given("type: money, label: A, min: 1, max: 10 EUR").code(typed) == code


@for_all(st.decimals(0, 10**10, places=2))
def test_round_trip(value: Decimal) -> None:  # 4
    assert given("type: money, label: A").posted(value) == value
