"""One of several options.

1. Options are its own, or those of a list; anything else is refused.
2. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest

from tests.language.fields.given import given


@pytest.mark.parametrize(
    ("options", "entry", "code"),
    [
        ("{a: A, b: B}", "a", ""),
        ("{a: A, b: B}", "A", "unknown_option"),
        ("{a: A, b: B}", "", "unknown_option"),
        ("neighbours", "BEL", ""),
        ("neighbours", "FRA", "unknown_option"),
    ],
)
def test_options(options: str, entry: str, code: str) -> None:  # 1
    assert given(f"type: choice, label: A, options: {options}").code(entry) == code


@pytest.mark.parametrize("value", ["a", "b"])
def test_round_trip(value: str) -> None:  # 2
    assert given("type: choice, label: A, options: {a: A, b: B}").posted(value) == value
