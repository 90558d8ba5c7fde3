"""A whole number.

1. People group digits by blanks, thin blanks, apostrophes; a sign may stand before.
2. Decimals that are not zero, words and other digits are no whole numbers; nothing is guessed.
3. Bounds.
4. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("1 234", 1234),
        ("1\u202f234", 1234),
        ("1\u00a0234", 1234),
        ("1'234", 1234),
        ("1’234", 1234),
        ("-5", -5),
        ("−5", -5),
        ("+5", 5),
        ("007", 7),
        ("12,0", 12),
        ("12.00", 12),
        ("", None),
        ("1.234.567,0", 1234567),
        ("1,234,567.0", 1234567),
    ],
)
def test_as_people_type(typed: str, value: int | None) -> None:  # 1
    assert given("type: integer, label: A").read(typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        "12,5",
        "1.234",
        "twelve",
        "1e3",
        "0x10",
        "--5",
        "5-",
        "1,234,567",
        "٣",
        "²",
        ".",
        "-",
        "1_000",
        "9" * 16,
        "NaN",
    ],
)
def test_no_whole_numbers(typed: str) -> None:  # 2
    assert given("type: integer, label: A").code(typed) == "not_an_integer"


@pytest.mark.parametrize(("typed", "code"), [("0", "too_small"), ("1", ""), ("10", ""), ("11", "too_large")])
def test_bounds(typed: str, code: str) -> None:  # 3
    assert given("type: integer, label: A, min: 1, max: 10").code(typed) == code


@for_all(st.integers(-(10**15) + 1, 10**15 - 1))
def test_round_trip(value: int) -> None:  # 4
    assert given("type: integer, label: A").posted(value) == value
