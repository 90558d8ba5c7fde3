"""J203: a condition with `not` that is never met while the question it reads is not asked.

A question that is not asked has no answer, and what is said of it is unknown: neither `x is yes` nor
`x is not yes` is true then. Told of are conditions that would be met if the denied part were, in situations
in which its question is not asked.

This spec fails, since who is not hosted is not asked about a host:

```yaml
home:
  title: Your home
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {own: In my own home, hosted: With somebody}
    host_is_family:
      type: yes_no
      label: Is your host of your family?
      when: housing is hosted
papers:
  title: Your papers
  text: Bring your lease.
  when: host_is_family is not yes
```

This one passes:

```yaml
home:
  title: Your home
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {own: In my own home, hosted: With somebody}
    host_is_family:
      type: yes_no
      label: Is your host of your family?
      when: housing is hosted
papers:
  title: Your papers
  text: Bring your lease.
  when: host_is_family is not yes or host_is_family is empty
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from formgen.checks.situations import Found, Verdict, World
from formgen.checks.situations.keys import reads_in
from formgen.checks.situations.places import Condition, conditions_of
from formgen.checks.situations.rules import both
from formgen.checks.situations.telling import place_of, situation
from formgen.language.expressions import CONDITION, typed
from formgen.language.expressions.typed import Typed
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "J203"
NEEDS_MEANING = True

_JUDGED = ("step", "page", "field", "option", "required", "check", "document", "paper", "declaration")
_TRUE = typed.Constant(CONDITION, True)


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every denied part of a condition that fails for a question which is not asked."""
    world = resolution.once(World)
    told: set[tuple[int, str]] = set()
    for each in conditions_of(world):
        if each.kind not in _JUDGED or each.place.page > world.journeys.ends_at < len(resolution.pages):
            continue
        for condition in world.condition(each.formula, each.place.scope):
            for part in _denied(condition):
                for name in _hideable(world, part):
                    if (id(each.formula), name) in told:
                        continue
                    found = _unmet(world, each, condition, part, name)
                    if found is not None:
                        told.add((id(each.formula), name))
                        yield _problem(world, each, name, found)


def _denied(node: Any) -> Iterator[Typed]:
    """The denied parts of a condition, not those within others."""
    if isinstance(node, typed.Not):
        if not isinstance(node.inner, typed.Answered | typed.Found | typed.Said):
            yield node
    elif isinstance(node, typed.Equal | typed.Among | typed.Holds):
        if node.negated:
            yield node
    elif isinstance(node, typed.Both | typed.Either):
        for part in node.parts:
            yield from _denied(part)


def _hideable(world: World, part: Typed) -> Iterator[str]:
    """The questions that a part reads and that are not asked of everybody."""
    seen = {read.binding.name for read in reads_in(part)}
    for name in sorted(seen):
        if name in world.names.placed and world.asked(name):
            yield name


def _unmet(world: World, each: Condition, condition: Typed, part: Typed, name: str) -> Found | None:
    """A situation in which the question is not asked, and only for that the condition is not met."""
    page = each.place.page
    must = (*each.place.context, _with_true(condition, part))
    must_not = (both(world.asked(name)), condition)
    found = world.decide(each.formula, must, must_not, page, page, known=True)
    return found if found.verdict is Verdict.YES and found.certain else None


def _with_true(node: Typed, part: Typed) -> Typed:
    """The condition with one part taken for true."""
    if node is part:
        return _TRUE
    if isinstance(node, typed.Both | typed.Either):
        return node.replaced(parts=tuple(_with_true(each, part) for each in node.parts))
    return node


def _problem(world: World, each: Condition, name: str, found: Found) -> Problem:
    told = situation(world, found, world.asked(name))
    message = f"`{name}` is not asked when {told}; then this condition is never met."
    hint = f"If it must be, add `or {name} is empty`; if not, say so: `{name} is answered and …`."
    place = place_of(each.formula, each.place.scope, name)
    problem: Problem = world.resolution.spec.document.problem(CODE, "warning", place, message, hint)
    return problem
