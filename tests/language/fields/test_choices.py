"""Any number of several options.

1. Nothing ticked is the empty set; an option that is none is refused; one ticked twice counts once.
2. `min` and `max` count what is ticked; an option that excludes the others is enough alone, and only alone.
3. `ordered` keeps the order.
4. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given

OPTIONS = "options: {a: A, b: B, c: C, nothing: {label: None, excludes_others: true}}"


@pytest.mark.parametrize(
    ("entry", "value"),
    [([], frozenset()), (["a", "b"], frozenset("ab")), (["a", "a"], frozenset("a")), ("a", frozenset("a"))],
)
def test_sets(entry: object, value: frozenset[str]) -> None:  # 1
    assert given(f"type: choices, label: A, {OPTIONS}").read(entry) == value


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (["a", "x"], "unknown_option"),
        (["a", ""], "unknown_option"),
        (["a"], "too_few_chosen"),
        (["a", "b"], ""),
        (["nothing"], ""),
        (["nothing", "a"], "excludes_others"),
        (["a", "b", "c"], "too_many_chosen"),
        ([], ""),
    ],
)
def test_how_many(entry: list[str], code: str) -> None:  # 2
    assert given(f"type: choices, label: A, min: 2, max: 2, {OPTIONS}").code(entry) == code


def test_ordered() -> None:  # 3
    field = given(f"type: choices, label: A, ordered: true, {OPTIONS}")
    assert field.read(["c", "a", "c"]) == ("c", "a")


@for_all(st.frozensets(st.sampled_from("abc")), st.permutations("abc"))
def test_round_trip(value: frozenset[str], order: list[str]) -> None:  # 4
    assert given(f"type: choices, label: A, {OPTIONS}").posted(value) == value
    assert given(f"type: choices, label: A, ordered: true, {OPTIONS}").posted(tuple(order)) == tuple(order)
