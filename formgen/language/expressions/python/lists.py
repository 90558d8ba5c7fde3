"""Lists: a list's slot holds None while unanswered, else the frames of its items."""

from __future__ import annotations

from typing import Any

from formgen.language.expressions import typed
from formgen.language.expressions.exact import EXACT
from formgen.language.expressions.python.closures import Closure, Compile, Frame


def quantified(node: typed.Quantified, compiled: Compile) -> Closure:
    items = compiled(node.items)
    if node.condition is None:
        return _number_of_items(items)
    condition = compiled(node.condition)
    if node.quantifier == "count":
        return _count(items, condition)
    return _decided(items, condition, decisive=node.quantifier == "any")


def _number_of_items(items: Closure) -> Closure:
    def run(frame: Frame) -> int | None:
        frames = items(frame)
        return None if frames is None else len(frames)

    return run


def _count(items: Closure, condition: Closure) -> Closure:
    def run(frame: Frame) -> int | None:
        frames = items(frame)
        if frames is None:
            return None
        count = 0
        for item in frames:
            met = condition(item)
            if met is None:
                return None
            count += met
        return count

    return run


def _decided(items: Closure, condition: Closure, decisive: bool) -> Closure:
    """Kleene's `any` (True decides) and `all` (False decides)."""

    def run(frame: Frame) -> Any:
        frames = items(frame)
        if frames is None:
            return None
        known = True
        for item in frames:
            met = condition(item)
            if met is decisive:
                return decisive
            if met is None:
                known = False
        return (not decisive) if known else None

    return run


def total(node: typed.Sum, compiled: Compile) -> Closure:
    items, amount, answered_only = compiled(node.items), compiled(node.amount), node.answered_only

    def run(frame: Frame) -> Any:
        frames = items(frame)
        if frames is None:
            return None
        result: Any = 0
        for item in frames:
            value = amount(item)
            if value is not None:
                result = EXACT.add(result, value)
            elif not answered_only:
                return None
        return EXACT.create_decimal(result)

    return run
