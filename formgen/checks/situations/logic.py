"""Sentences: and, or, not over tests of single variables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal

from formgen.checks.situations.variables import SETS, SaidInstead, Variable
from formgen.language.expressions import List

Test = Callable[[Any], bool | None]
"""What a comparison comes to in a state; None when unknown."""


class Atom:
    """A test of one variable. `valued`: whether it tells values apart, or only answered from empty."""

    __slots__ = ("test", "valued", "variable")

    def __init__(self, variable: Variable, test: Test, valued: bool) -> None:
        self.variable = variable
        self.test = test
        self.valued = valued


class Joined:
    """Sentences joined by `all` or `any`, or one that is denied."""

    __slots__ = ("how", "parts")

    def __init__(self, how: Literal["all", "any", "not"], parts: tuple[Sentence, ...]) -> None:
        self.how = how
        self.parts = parts


Sentence = Atom | Joined
ALWAYS: Final = Joined("all", ())
NEVER: Final = Joined("any", ())


def reaches(variable: Variable, number: int) -> Sentence:
    """Whether a count is so great at least. It is to be mentioned before."""
    return valued(variable, lambda state: bool(state >= variable.stretch_of(number)))


def has_value(state: Any) -> bool:
    """Whether a state is a value: neither empty nor a word said instead."""
    return state is not None and not isinstance(state, SaidInstead)


def presence(variable: Variable) -> Sentence:
    """Whether a variable has a state other than empty."""
    return Atom(variable, lambda state: state is not None, False)


def empty(variable: Variable) -> Sentence:
    """Whether it has none."""
    return Atom(variable, lambda state: state is None, False)


def is_state(variable: Variable, value: Any, said: bool = False) -> Sentence:
    """Whether it is in a state; with `said`, or in that of a word said instead."""
    # Whether there is something in a list or a set tells no more of it than that it is answered.
    tells = not isinstance(variable.kind, (*SETS, List))
    return Atom(variable, lambda state: state == value or (said and isinstance(state, SaidInstead)), tells)


def same(left: Sentence, right: Sentence) -> Sentence:
    """Whether both hold or neither does."""
    both = Joined("all", (left, right))
    return Joined("any", (both, Joined("not", (Joined("any", (left, right)),))))


def valued(variable: Variable, test: Test) -> Sentence:
    """A test of values, unknown where there is none."""
    return Atom(variable, lambda state: test(state) if has_value(state) else None, True)


def yes(variable: Variable) -> Sentence:
    """Whether a variable that is yes or no is yes."""
    return Atom(variable, lambda state: state if isinstance(state, bool) else None, True)


def says(state: Any, word: str) -> bool:
    """Whether a state is a word said instead of a value."""
    return isinstance(state, SaidInstead) and state.word == word


def holds_order(operator: str, difference: int) -> bool:
    """Whether values whose difference has this sign stand in an order."""
    outcomes = {"<": difference < 0, "<=": difference <= 0, ">": difference > 0, ">=": difference >= 0}
    return outcomes[operator]


def joined(how: Literal["all", "any", "not"], parts: Iterable[Sentence]) -> Sentence:
    """Sentences joined; what changes nothing is left out."""
    found = tuple(parts)
    if how == "not":
        return Joined(how, found)
    found = tuple(each for each in found if each is not (ALWAYS if how == "all" else NEVER))
    if not found:
        return ALWAYS if how == "all" else NEVER
    return found[0] if len(found) == 1 else Joined(how, found)
