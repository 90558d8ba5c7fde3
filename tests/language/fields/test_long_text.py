"""A text of several lines.

1. Line ends of every system are one; blanks around are dropped, lines inside are kept.
2. Its length counts a line end as one sign.
3. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given


@pytest.mark.parametrize(
    ("typed", "value"),
    [("a\r\nb\rc\nd", "a\nb\nc\nd"), ("  \r\n a \n\n b \n", "a \n\n b"), (" \n ", None), ("a\x07b", "ab")],
)
def test_lines(typed: str, value: str | None) -> None:  # 1
    assert given("type: long_text, label: A").read(typed) == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [("a\r\nb", ""), ("a\r\nbc", "too_long"), ("a", "too_short"), ("x" * 10_001, "too_long")],
)
def test_length(typed: str, code: str) -> None:  # 2
    assert given("type: long_text, label: A, length: {min: 2, max: 3}").code(typed) == code


def test_bounded_without_a_length() -> None:  # 2
    assert given("type: long_text, label: A").code("x" * 10_000) == ""
    assert given("type: long_text, label: A").code("x" * 10_001) == "too_long"


@for_all(st.text(alphabet=st.one_of(st.characters(categories=["L", "N"]), st.just("\n")), max_size=200))
def test_round_trip(value: str) -> None:  # 3
    assert given("type: long_text, label: A").posted(f"a{value}z") == f"a{value}z"
