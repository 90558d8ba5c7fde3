"""J204: a condition that no answers meet, by itself or where it stands.

Two values are wanted of one answer, limits exclude each other, or a question is read in a situation in which
it is never asked. Most often `or` was meant.

This spec fails, since nobody lives in two places:

```yaml
housing:
  title: Where you live
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {hotel: In a hotel, hosted: With somebody, own: In my own home}
    since:
      type: date
      label: Since when?
      when: housing is hotel and housing is hosted
```

This one passes:

```yaml
housing:
  title: Where you live
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {hotel: In a hotel, hosted: With somebody, own: In my own home}
    since:
      type: date
      label: Since when?
      when: housing is hotel or housing is hosted
```

Conditions of checks (`must`) have a rule of their own (T302).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from formgen.checks.situations import Verdict, World
from formgen.checks.situations.keys import reads_in
from formgen.checks.situations.places import Condition, conditions_of
from formgen.language.expressions import CONDITION, typed
from formgen.language.expressions.typed import Typed
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "J204"
NEEDS_MEANING = True


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every condition that cannot be met; a named one where it is defined, not where it is used."""
    world = resolution.once(World)
    spec = resolution.spec
    told: set[str] = set()
    found: dict[int, tuple[Condition, Typed, str, str]] = {}
    for each in conditions_of(world):
        if each.kind == "must" or each.place.page > world.journeys.ends_at < len(resolution.pages):
            continue
        for condition in world.condition(each.formula, each.place.scope):
            if id(each.formula) in found or _reads(condition, told):
                continue
            finding = _finding(world, each, condition)
            if finding is not None:
                found[id(each.formula)] = (each, condition, *finding)
                told |= {name for name, named in spec.conditions.items() if named is each.formula}
    # A question that is never asked leaves no condition on it that could be met: that is one mistake.
    unasked = {name for name, field in world.names.placed.items() if id(field.spec.when) in found}
    for each, condition, message, hint in found.values():
        if not _reads(condition, unasked):
            problem: Problem = spec.document.problem(CODE, "error", each.formula.node, message, hint)
            yield problem


def _reads(condition: Typed, names: Collection[str]) -> bool:
    return any(read.binding.name in names for read in reads_in(condition))


def _finding(world: World, each: Condition, condition: Typed) -> tuple[str, str] | None:
    """What is wrong with a condition, and how to mend it."""
    if world.decide(each.formula, [condition]).verdict is Verdict.NO:
        return "Nothing can meet this condition.", _hint(world, condition)
    context = each.place.context
    if not context or each.kind == "page":
        return None
    if world.decide(each.formula, [*context, condition]).verdict is not Verdict.NO:
        return None
    if world.find(context).verdict is Verdict.NO:
        # What stands around it is never met itself, and is told of.
        return None
    return (
        "Nothing can meet this condition here: what is asked before it comes to this place excludes it.",
        "Compare it with the conditions of its page, its group or its document, and delete one of them.",
    )


def _hint(world: World, condition: Typed) -> str:
    for read in reads_in(condition):
        asked = world.asked(read.binding.name) if read.binding.name in world.names.placed else ()
        if asked and _only_hidden(world, condition, read):
            return f"`{read.binding.name}` is not asked where the rest of this condition is true."
    if isinstance(condition, typed.Both):
        either = typed.Either(CONDITION, condition.parts)
        if world.find([either]).verdict is Verdict.YES:
            return "Did you mean `or`? With `and`, all parts must be true of the same answers."
        return "Its parts exclude each other: change one of them, or delete the condition."
    return "No answer can be so: change the condition, or delete it."


def _only_hidden(world: World, condition: Typed, read: typed.Read) -> bool:
    """Whether it is only for a question that is not asked that a condition cannot be met."""
    return world.meets_without_rules(condition) and not world.meets_where_asked(condition, read.binding.name)
