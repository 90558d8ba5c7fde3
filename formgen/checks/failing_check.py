"""T302: a check that no value can pass, or that was passed yesterday and may fail on the day of filing.

A draft is judged anew on the day it is filed. So a check such as `expires >= today` blocks a person who has
done nothing wrong but wait; it should warn. Where the day of the beginning counts, `started_on` says so. A
check in the other direction, such as `born <= today`, stays true.

This spec fails, since a card that is valid today may have expired when the request is filed:

```yaml
card:
  title: Your card
  fields:
    expires:
      type: date
      label: When does your card expire?
      checks:
        - must: expires >= today
          message: Your card has expired.
```

This one passes:

```yaml
card:
  title: Your card
  fields:
    expires:
      type: date
      label: When does your card expire?
      checks:
        - must: expires >= today
          level: warning
          message: Your card has expired.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.passing_time import may_turn_false
from formgen.checks.situations import Verdict, World
from formgen.checks.situations.places import Condition, conditions_of
from formgen.checks.situations.telling import place_of
from formgen.language.expressions import CONDITION, typed
from formgen.language.expressions.typed import Typed
from formgen.language.fields.base import Check
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "T302"
NEEDS_MEANING = True


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every check that cannot be passed, and every one that time alone makes fail."""
    world = resolution.once(World)
    seen: set[int] = set()
    for each in conditions_of(world):
        if each.kind != "must" or id(each.formula) in seen:
            continue
        for condition in world.condition(each.formula, each.place.scope):
            found = _finding(world, each, condition)
            if found is not None:
                seen.add(id(each.formula))
                yield found


def _finding(world: World, each: Condition, condition: Typed) -> Problem | None:
    document = world.resolution.spec.document
    problem: Problem
    must = (*each.place.context, condition)
    if (
        world.decide(each.formula, must).verdict is Verdict.NO
        and world.find(each.place.context).verdict is not Verdict.NO
    ):
        message, hint = "No value can pass this check.", _hint(world, each, condition)
        problem = document.problem(CODE, "warning", each.formula.node, message, hint)
        return problem
    owner = each.owner
    blocks = isinstance(owner, Check) and owner.level == "error"
    if blocks and may_turn_false(condition, world.names.resolved):
        message = "What passes this check today may fail it on the day of filing, with the same answers."
        hint = (
            "Write `level: warning` beside it, so that it tells without blocking; or `started_on` instead of "
            "today, if the day of the beginning counts."
        )
        place = place_of(each.formula, each.place.scope, "today")
        problem = document.problem(CODE, "warning", place, message, hint)
        return problem
    return None


def _hint(world: World, each: Condition, condition: Typed) -> str:
    if isinstance(condition, typed.Both):
        either = typed.Either(CONDITION, condition.parts)
        if world.find((*each.place.context, either)).verdict is Verdict.YES:
            return "Did you mean `or`? With `and`, all parts must be true of the same answers."
    return "Its parts exclude each other, or what is asked before excludes it: change the condition."
