"""Problems, the error that carries them, and the word that an author most likely meant.

Requirements
1. A problem cannot be changed, and compares by what it says.
2. `SpecError` holds its problems in order and prints one a line.
3. `nearest` finds a misspelt, swapped, cut or doubled letter, and forgives case, hyphens and spaces.
4. `nearest` gives None when nothing is near, and never the word itself.
"""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.language.problems import Problem, SpecError, nearest

_NAMES = ["type", "label", "hint", "when", "required", "marital_status", "email", "married", "housing"]


def problem(line: int = 1) -> Problem:
    return Problem("S001", "error", "Twice.", None, "spec.yaml", line, 2, line, 5)


def test_a_problem_is_a_value() -> None:
    """Requirement 1."""
    assert problem() == problem()
    assert len({problem(), problem(), problem(2)}) == 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(problem(), "line", 3)  # noqa: B010 - a plain assignment would not type-check


def test_spec_error() -> None:
    """Requirement 2."""
    error = SpecError([problem(3), problem(9)])
    assert error.problems == (problem(3), problem(9))
    assert str(error) == "spec.yaml:3:2: error S001: Twice.\nspec.yaml:9:2: error S001: Twice."


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("labell", "label"),
        ("tpye", "type"),
        ("emial", "email"),
        ("maried", "married"),
        ("whn", "when"),
        ("mariatal_status", "marital_status"),
        ("housng", "housing"),
        ("Label", "label"),
        ("E-mail", "email"),
        ("marital status", "marital_status"),
        ("requird", "required"),
        ("maritalStatus", "marital_status"),
    ],
)
def test_nearest(word: str, meant: str) -> None:
    """Requirement 3."""
    assert nearest(word, _NAMES) == meant


@pytest.mark.parametrize("word", ["", "x", "zzzz", "documents", "confirmation", "être"])
def test_nothing_is_near(word: str) -> None:
    """Requirement 4."""
    assert nearest(word, _NAMES) is None


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=6))
def test_never_the_word_itself(word: str, candidates: list[str]) -> None:
    """Requirement 4."""
    found = nearest(word, candidates)
    assert found != word
    assert found is None or found in candidates
