"""J205: a condition that all answers meet, so that it decides nothing.

Looked at are people who have answered what must be answered on the pages before, whatever stops say. Checks
(`must`) and stops are left out: a check that never fails does no harm, and a stop that holds for everybody
has a rule of its own (J207).

This spec fails, since there is no third option:

```yaml
housing:
  title: Where you live
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {hotel: In a hotel, hosted: With somebody}
hosts:
  title: Who hosts you
  when: housing is hotel or housing is hosted
  text: Tell us about them.
```

This one passes:

```yaml
housing:
  title: Where you live
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {hotel: In a hotel, hosted: With somebody}
hosts:
  title: Who hosts you
  when: housing is hosted
  text: Tell us about them.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.situations import Verdict, World
from formgen.checks.situations.keys import reads_in
from formgen.checks.situations.places import Condition, conditions_of
from formgen.language.expressions import CONDITION, typed
from formgen.language.expressions.typed import Typed
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "J205"
NEEDS_MEANING = True

_JUDGED = ("condition", "step", "page", "field", "option", "required", "check", "document", "paper",
           "declaration")  # fmt: skip


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every condition that is always met; a named one where it is defined, not where it is used."""
    world = resolution.once(World)
    told: set[str] = set()
    seen: set[int] = set()
    for each in conditions_of(world):
        if each.kind not in _JUDGED or each.place.page > world.journeys.ends_at < len(resolution.pages):
            continue
        for condition in world.condition(each.formula, each.place.scope):
            if id(each.formula) in seen or any(read.binding.name in told for read in reads_in(condition)):
                continue
            if _always(world, each, condition):
                seen.add(id(each.formula))
                told |= {name for name, named in resolution.spec.conditions.items() if named is each.formula}
                problem: Problem = resolution.spec.document.problem(
                    CODE,
                    "warning",
                    each.formula.node,
                    "This condition is met by all answers.",
                    _hint(world, condition),
                )
                yield problem


def _always(world: World, each: Condition, condition: Typed) -> bool:
    page = each.place.page
    found = world.decide(each.formula, (), [condition], answered_before=page)
    return found.verdict is Verdict.NO


def _hint(world: World, condition: Typed) -> str:
    if isinstance(condition, typed.Either):
        both = typed.Both(CONDITION, condition.parts)
        if world.find([both]).verdict is Verdict.YES:
            return "Did you mean `and`? Otherwise delete the condition: it decides nothing."
    return "Delete it: it decides nothing. Or correct it, if some people were meant not to meet it."
