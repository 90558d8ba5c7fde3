"""Whether a condition on the same answers can be true today and no longer be tomorrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from formgen.language.expressions import typed
from formgen.language.expressions.typed import Typed
from formgen.language.values import Duration

LIFETIME: Final = 100 * 12
"""In months: a day so long ago is a limit of what is credible, and nobody waits for it to pass."""

Resolved = Callable[[Typed], Typed]
"""Gives the expression behind a name."""


def may_turn_false(node: Typed, resolved: Resolved, denied: bool = False) -> bool:
    """Whether the passing of days alone may make a condition false (`denied`: true)."""
    node = resolved(node)
    match node:
        case typed.Both(parts=parts) | typed.Either(parts=parts):
            return any(may_turn_false(each, resolved, denied) for each in parts)
        case typed.Not(inner=inner):
            return may_turn_false(inner, resolved, not denied)
        case typed.Order(left=left, operator=operator, right=right):
            drift = _drift(left, resolved) - _drift(right, resolved)
            falls = drift > 0 if operator.startswith("<") else drift < 0
            rises = drift < 0 if operator.startswith("<") else drift > 0
            return rises if denied else falls
        case typed.Between(left=left, low=low, high=high):
            drift = _drift(left, resolved)
            falls = drift < _drift(low, resolved) or drift > _drift(high, resolved)
            rises = drift > _drift(low, resolved) or drift < _drift(high, resolved)
            return rises if denied else falls
        case typed.Equal(left=left, right=right):
            return _drift(left, resolved) != _drift(right, resolved)
        case typed.Among(left=left):
            return _drift(left, resolved) != 0
        case _:
            return False


def _drift(node: Any, resolved: Resolved) -> int:
    """1 for what grows as days pass, -1 for what shrinks, 0 for what stays."""
    node = resolved(node)
    match node:
        case typed.Read(binding=binding):
            return int(binding.name == "today")
        case typed.Calculated(right=typed.Constant(value=Duration(months=months))) if months >= LIFETIME:
            return 0
        case typed.Calculated(operation="add", left=left, right=right):
            return _sign(_drift(left, resolved) + _drift(right, resolved))
        case typed.Calculated(operation="subtract", left=left, right=right):
            return _sign(_drift(left, resolved) - _drift(right, resolved))
        case typed.Age(birth=birth, day=day):
            return _sign(_drift(day, resolved) - _drift(birth, resolved))
        case typed.Part(part="year", inner=inner):
            return _drift(inner, resolved)
        case typed.Rounded(left=left) | typed.Negative(inner=left):
            inner_drift = _drift(left, resolved)
            return -inner_drift if isinstance(node, typed.Negative) else inner_drift
        case typed.Extreme(items=items):
            return _sign(sum(_drift(each, resolved) for each in items))
        case _:
            return 0


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
