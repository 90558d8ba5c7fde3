"""D402: a case that can never apply, or cases that get in each other's way.

Cases are tried in order, the first true one applies. So a case whose answers are all taken by cases before it
never applies. Cases that read the same answers and overlap only in part are told of too: the answers that
meet both are decided by the order alone, which is seldom meant. Where one case is a part of a later one, as
with `age < 10` before `age < 20`, and where they read different answers, the order says what is meant.

This spec fails, since whoever is under ten is under twenty:

```yaml
person:
  title: About you
  fields:
    age: {type: integer, label: How old are you?}
calculations:
  fee:
    type: money
    cases:
      - when: age < 20
        is: 5 EUR
      - when: age < 10
        is: 0 EUR
      - otherwise: true
        is: 10 EUR
```

This one passes:

```yaml
person:
  title: About you
  fields:
    age: {type: integer, label: How old are you?}
calculations:
  fee:
    type: money
    cases:
      - when: age < 10
        is: 0 EUR
      - when: age < 20
        is: 5 EUR
      - otherwise: true
        is: 10 EUR
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from formgen.checks.situations import EVERYWHERE, Verdict, World
from formgen.checks.situations.places import Chosen, cases_of
from formgen.checks.situations.telling import situation
from formgen.language.expressions.typed import Typed
from formgen.language.problems import Problem
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution

CODE = "D402"
NEEDS_MEANING = True


class _Case(NamedTuple):
    number: int
    formula: Formula
    condition: Typed
    reads: frozenset[str]


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every case that comes too late, and every first overlap of a case with one before it."""
    world = resolution.once(World)
    end = world.journeys.ends_at
    for chosen in cases_of(world):
        if chosen.place.page > end < len(resolution.pages):
            continue
        cases = list(_conditions(world, chosen))
        for index, case in enumerate(cases):
            finding = _finding(world, chosen, case, cases[:index])
            if finding is not None:
                message, hint = finding
                problem: Problem = resolution.spec.document.problem(
                    CODE, "warning", case.formula.node, message, hint
                )
                yield problem


def _conditions(world: World, chosen: Chosen) -> Iterator[_Case]:
    for number, case in enumerate(chosen.cases.items, 1):
        if case.when is not None:
            reads = world.resolution.formula(case.when, chosen.place.scope).reads
            for condition in world.condition(case.when, chosen.place.scope):
                yield _Case(number, case.when, condition, reads)


def _finding(world: World, chosen: Chosen, case: _Case, before: list[_Case]) -> tuple[str, str] | None:
    if not before:
        return None
    context, page = chosen.place.context, chosen.place.page
    must = (*context, case.condition)
    taken = [each.condition for each in before]
    found = world.decide(case.formula, must, taken, stops_before=page, answered_before=EVERYWHERE)
    if found.verdict is Verdict.NO:
        if world.find(must, (), stops_before=page, answered_before=EVERYWHERE).verdict is not Verdict.YES:
            # Nothing meets it in any place: told as such (J204).
            return None
        numbers = _listed([each.number for each in before if _meet(world, chosen, each, case)])
        return (
            f"This case of {chosen.what} never applies: whoever meets it meets {numbers} before it.",
            "Move it before them, change its condition, or delete it.",
        )
    for other in before:
        if other.reads == case.reads and _cross(world, chosen, other, case):
            both = world.find((*context, other.condition, case.condition), (), page, EVERYWHERE)
            told = situation(world, both, [other.condition, case.condition])
            numbers = f"{other.number} and {case.number}"
            message = f"Answers with {told} meet cases {numbers} of {chosen.what}; the first is used."
            return message, "Make them exclude each other, or put the one that is meant first."
    return None


def _meet(world: World, chosen: Chosen, first: _Case, second: _Case) -> bool:
    must = (*chosen.place.context, first.condition, second.condition)
    return world.find(must, (), chosen.place.page, EVERYWHERE).verdict is Verdict.YES


def _cross(world: World, chosen: Chosen, first: _Case, second: _Case) -> bool:
    """Whether some answers surely meet both, and of either some do not meet the other."""
    context, page = chosen.place.context, chosen.place.page
    questions = (
        ((*context, first.condition, second.condition), ()),
        ((*context, first.condition), (second.condition,)),
        ((*context, second.condition), (first.condition,)),
    )
    for must, must_not in questions:
        found = world.decide(second.formula, must, must_not, page, EVERYWHERE, known=True)
        if found.verdict is not Verdict.YES or not found.certain:
            return False
    return True


def _listed(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"case {numbers[0]}"
    return f"cases {', '.join(map(str, numbers[:-1]))} or {numbers[-1]}"
