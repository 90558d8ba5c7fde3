"""Situations in the words of the language: `housing is hotel` and `amount > 10`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from formgen.checks.situations.journeys import Found
from formgen.checks.situations.variables import (
    NONE,
    ORDERED,
    OTHER,
    SETS,
    SOME,
    SaidInstead,
    Variable,
)
from formgen.checks.situations.world import World
from formgen.language.expressions import List, Money, YesNo
from formgen.language.expressions.tree import Name
from formgen.language.expressions.tree import Node as TreeNode
from formgen.language.expressions.typed import Typed
from formgen.language.placeholders.check import resolve
from formgen.language.readers import Formula
from formgen.language.source import Node, Span

SHOWN = 3
"""Of more answers than so many, the rest is not told."""


def situation(world: World, found: Found, conditions: Iterable[Typed]) -> str:
    """The answers found, as far as the conditions read them and they can be told in a few words."""
    parts: list[str] = []
    for variable in world.variables_of(conditions):
        told = _told(variable, variable.states()[found.journey[variable.rank]])
        if told is not None and told not in parts:
            parts.append(told)
    if not parts:
        return "some answers are given"
    return " and ".join(f"`{each}`" for each in parts[:SHOWN])


def _told(variable: Variable, state: Any) -> str | None:
    key = variable.key
    if "(" in key or " = " in key:
        return None
    if " ~ " in key:
        return _pair(key, state)
    if " includes " in key:
        return _ticked(key, state)
    if key.endswith(" is found"):
        return key if state else f"{key.removesuffix(' is found')} is not found"
    if state is None:
        return f"{key} is empty"
    if isinstance(state, SaidInstead):
        return f"{key} is said {state.word}"
    if isinstance(variable.kind, (*SETS, List)):
        return {NONE: f"{key} has none", SOME: f"{key} is answered"}[state]
    if isinstance(variable.kind, YesNo):
        return f"{key} is {'yes' if state else 'no'}"
    if isinstance(variable.kind, ORDERED):
        return _stretch(variable, state)
    return f"{key} is something else" if state is OTHER else f"{key} is {_constant(variable, state)}"


def _ticked(key: str, state: Any) -> str:
    if state is None:
        return f"{key.partition(' includes ')[0]} is empty"
    return key if state else f"not ({key})"


def _pair(key: str, state: Any) -> str | None:
    left, _, right = key.partition(" ~ ")
    if isinstance(state, bool) or state is None:
        return None
    return f"{left} {('<', 'is same as', '>')[state]} {right}"


def _stretch(variable: Variable, state: int) -> str:
    cuts = variable.cuts()
    if not cuts:
        return f"{variable.key} is answered"
    if state % 2:
        return f"{variable.key} is {_constant(variable, cuts[state // 2])}"
    if state == 0:
        return f"{variable.key} < {_constant(variable, cuts[0])}"
    below = _constant(variable, cuts[state // 2 - 1])
    if state == 2 * len(cuts):
        return f"{variable.key} > {below}"
    return f"{variable.key} > {below} and {variable.key} < {_constant(variable, cuts[state // 2])}"


def _constant(variable: Variable, value: Any) -> str:
    if isinstance(value, Decimal):
        currency = f" {variable.kind.currency}" if isinstance(variable.kind, Money) else ""
        return f"{value:f}{currency}"
    if hasattr(value, "months"):
        return f"{value.months} months" if value.months else f"{value.days} days"
    if isinstance(value, date):
        return value.isoformat()
    listed = variable.possible is not None or not isinstance(value, str) or value.isupper()
    return str(value) if listed else f'"{value}"'


# Where a name stands


def place_of(formula: Formula, scope: Any, read: str) -> Node | Span:
    """Where in a formula a name is written; the whole of it where it stands inside a list's condition."""
    for node in _names_in(formula.expression.tree):
        binding = resolve(node.path, scope)
        if binding is not None and binding.name == read:
            return formula.node.locate(node.start, node.end)
    return formula.node


def _names_in(tree: Any) -> Iterator[Name]:
    pending: list[Any] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, Name):
            yield node
        elif isinstance(node, TreeNode):
            pending += [getattr(node, each) for each in reversed(node.fields)]
        elif isinstance(node, tuple):
            pending += reversed(node)


__all__ = ["place_of", "situation"]
