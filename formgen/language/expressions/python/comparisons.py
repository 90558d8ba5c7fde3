"""Comparisons: unknown when a side is empty."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from formgen.language.expressions import typed
from formgen.language.expressions.python.closures import Closure, Compile, Frame, strict
from formgen.language.values import Duration

_SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {**_SIGNS, "==": operator.eq}


def equal(node: typed.Equal, compiled: Compile) -> Closure:
    left, right = node.left, node.right
    if node.comparison == "duration":
        return strict(_durations("==", node.negated), compiled(left), compiled(right))
    if node.comparison == "choices":
        negated = node.negated
        return strict(lambda one, two: (set(one) == set(two)) is not negated, compiled(left), compiled(right))
    if isinstance(right, typed.Constant):
        return _equal_to_constant(node, right.value, compiled)
    return strict(operator.ne if node.negated else operator.eq, compiled(left), compiled(right))


def _equal_to_constant(node: typed.Equal, constant: Any, compiled: Compile) -> Closure:
    """The commonest condition of all, so that reading the slot and comparing is one function."""
    if isinstance(node.left, typed.Read):
        slot = node.left.binding.slot
        if not node.left.up:
            return _slot_is_not(slot, constant) if node.negated else _slot_is(slot, constant)
    left, negated = compiled(node.left), node.negated

    def run(frame: Frame) -> bool | None:
        value = left(frame)
        return None if value is None else (value == constant) is not negated

    return run


def _slot_is(slot: int, constant: Any) -> Closure:
    def run(frame: Frame) -> Any:
        value = frame[slot]
        return None if value is None else value == constant

    return run


def _slot_is_not(slot: int, constant: Any) -> Closure:
    def run(frame: Frame) -> Any:
        value = frame[slot]
        return None if value is None else value != constant

    return run


def among(node: typed.Among, compiled: Compile) -> Closure:
    left, negated = compiled(node.left), node.negated
    if node.comparison == "duration":
        return _among_durations(left, node.values, negated)
    values = frozenset(node.values)

    def run(frame: Frame) -> bool | None:
        value = left(frame)
        return None if value is None else (value in values) is not negated

    return run


def _among_durations(left: Closure, values: tuple[Duration, ...], negated: bool) -> Closure:
    def run(frame: Frame) -> bool | None:
        value = left(frame)
        if value is None:
            return None
        found = [value.compare(other) for other in values]
        if 0 in found:
            return not negated
        return None if None in found else negated

    return run


def holds(node: typed.Holds, compiled: Compile) -> Closure:
    left, ids, negated = compiled(node.left), frozenset(node.ids), node.negated

    def run(frame: Frame) -> bool | None:
        value = left(frame)
        if value is None:
            return None
        return (not ids.isdisjoint(value) if ids else bool(value)) is not negated

    return run


def order(node: typed.Order, compiled: Compile) -> Closure:
    if node.comparison == "duration":
        return strict(_durations(node.operator), compiled(node.left), compiled(node.right))
    return strict(_SIGNS[node.operator], compiled(node.left), compiled(node.right))


def _durations(sign: str, negated: bool = False) -> Callable[[Duration, Duration], bool | None]:
    test: Callable[[Any, Any], bool] = _TESTS[sign]

    def run(one: Duration, two: Duration) -> bool | None:
        difference = one.compare(two)
        return None if difference is None else test(difference, 0) is not negated

    return run


def between(node: typed.Between, compiled: Compile) -> Closure:
    left, low, high = compiled(node.left), compiled(node.low), compiled(node.high)
    at_least: Callable[[Any, Any], Any] = operator.ge
    at_most: Callable[[Any, Any], Any] = operator.le
    if node.comparison == "duration":
        at_least, at_most = _durations(">="), _durations("<=")

    def run(frame: Frame) -> bool | None:
        value, least, most = left(frame), low(frame), high(frame)
        if value is None or least is None or most is None:
            return None
        above, below = at_least(value, least), at_most(value, most)
        return None if above is None or below is None else above and below

    return run
