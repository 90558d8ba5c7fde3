"""The search for a situation in which conditions hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, Final

from formgen.checks.situations.keys import key_of
from formgen.checks.situations.question import Question
from formgen.checks.situations.variables import TooMany
from formgen.checks.situations.world import World
from formgen.language.expressions import typed
from formgen.language.expressions.typed import Typed

COMBINATION_LIMIT: Final = 20_000
"""After so many combinations of states a question stays undecided."""


_COMPARISONS: Final = (typed.Equal, typed.Order, typed.Between, typed.Among, typed.Holds)
"""True only when their left side has a value."""


class Verdict(Enum):
    """Whether answers exist. UNDECIDED: there are too many combinations to look at them all."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


Demand = tuple[Typed, bool]
"""A condition, and whether it must be true, or must not be true (false or unknown)."""


def possible(world: World, must: Iterable[Typed] = (), must_not: Iterable[Typed] = ()) -> Verdict:
    """Whether answers exist for which all of `must` are true and none of `must_not` is."""
    question = Question(world)
    demands: list[Demand] = [(each, True) for each in _with_implied(world, must)]
    demands += [(each, False) for each in must_not]
    # All constants must be known before any variable is cut into states.
    try:
        needs = [question.needs(condition) for condition, _ in demands]
        order, due = _plan(demands, needs)
        states = [question.variables[key].states() for key in order]
    except TooMany:
        return Verdict.UNDECIDED
    return _search(question, order, states, due)


def _with_implied(world: World, must: Iterable[Typed]) -> list[Typed]:
    """Conditions that must be true, cut at `and`, with those that follow from them.

    A comparison is true only of an answer, and only a question that is asked has one: so what must be true
    for it to be asked must be true as well. Said one by one, they contradict each other early.
    """
    found: dict[str, Typed] = {}
    pending = list(must)
    while pending:
        node = pending.pop()
        key = key_of(node)
        if key in found:
            continue
        if isinstance(node, typed.Both):
            pending += node.parts
            continue
        found[key] = node
        inner = world.expansion(node.binding) if isinstance(node, typed.Read) else None
        if inner is not None:
            pending.append(inner)
        elif isinstance(node, _COMPARISONS):
            sides = (node.left, node.right) if isinstance(node, typed.Equal | typed.Order) else (node.left,)
            for side in sides:
                if isinstance(side, typed.Read) and side.binding.name in world.placed:
                    pending += world.asked(side.binding.name)
    return list(found.values())


def _plan(demands: Sequence[Demand], needs: Sequence[frozenset[str]]) -> tuple[list[str], list[list[Demand]]]:
    """The order of the variables, and what is to be judged once the first n of them have states.

    Demands that share most variables with those before come first: a contradiction shows early.
    """
    order: list[str] = []
    known: set[str] = set()
    due: list[list[Demand]] = [[]]
    left = list(range(len(demands)))
    while left:
        chosen = min(left, key=lambda each: (not demands[each][1], len(needs[each] - known), each))
        left.remove(chosen)
        for key in sorted(needs[chosen] - known):
            order.append(key)
            due.append([])
        known |= needs[chosen]
        due[-1].append(demands[chosen])
    return order, due


def _search(
    question: Question, order: Sequence[str], states: Sequence[tuple[Any, ...]], due: Sequence[list[Demand]]
) -> Verdict:
    situation: dict[str, Any] = {}
    if not _met(question, due[0], situation):
        return Verdict.NO
    tried = 0
    positions = [0] * len(order)
    depth = 0
    while 0 <= depth < len(order):
        if positions[depth] == len(states[depth]):
            positions[depth] = 0
            depth -= 1
            continue
        tried += 1
        question.world.combinations -= 1
        if tried > COMBINATION_LIMIT or question.world.combinations < 0:
            return Verdict.UNDECIDED
        situation[order[depth]] = states[depth][positions[depth]]
        positions[depth] += 1
        if _met(question, due[depth + 1], situation):
            depth += 1
    return Verdict.YES if depth >= 0 else Verdict.NO


def _met(question: Question, demands: Sequence[Demand], situation: dict[str, Any]) -> bool:
    return all((question.judge(condition, situation) is True) is wanted for condition, wanted in demands)
