"""J208: a locked field that must be answered, although the register may not know the answer.

What is `copied_from` a register cannot be typed. Where the register lacks it, the person would be stuck. This
spec fails:

```yaml
you:
  title: About you
  fields:
    number: {type: text, label: Number of your card}
    used_name: {type: text, label: The name you use, copied_from: register.used_name}
sources:
  register:
    lookup: {card: number}
    record: {card: text, used_name: text}
```

This one passes, as who is not found there, or has no such name there, is asked:

```yaml
you:
  title: About you
  fields:
    number: {type: text, label: Number of your card}
    used_name: {type: text, label: The name you use, copied_from: register.used_name, if_missing: ask}
sources:
  register:
    lookup: {card: number}
    record: {card: text, used_name: text}
```

A field that is asked or required only where the register knows it passes too, such as one with
`when: register.used_name is answered`.
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.situations import Verdict, World
from formgen.language.expressions import CONDITION, typed
from formgen.language.expressions.typed import Typed
from formgen.language.fields.base import Field, Requirement
from formgen.language.placeholders.check import resolve
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed

CODE = "J208"
NEEDS_MEANING = True


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every locked field that can be asked, required and missing from its source at once."""
    world = resolution.once(World)
    for placed in resolution.plan.everywhere():
        field = placed.spec
        if field.copied_from is None or field.if_missing == "ask" or placed.depth:
            continue
        if any(_stuck(world, placed, required) for required in _required(world, placed)):
            source = field.copied_from.value.partition(".")[0]
            message = f"`{field.id}` cannot be typed and `{source}` may lack it: the person would be stuck."
            hint = "Write `required: false`, or `if_missing: ask`."
            place = field.node_of("copied_from")
            yield resolution.spec.document.problem(CODE, "warning", place, message, hint)


def _required(world: World, placed: Placed) -> Iterator[tuple[Typed, ...]]:
    """Each way in which it must be answered, as what is then true."""
    for when, requirement in world.resolution.cases_of(placed.spec.required):
        if isinstance(requirement, Requirement) and requirement.level == "error":
            yield (
                *world.condition(when, placed.scope),
                *world.condition(requirement.condition, placed.scope),
            )


def _stuck(world: World, placed: Placed, required: tuple[Typed, ...]) -> bool:
    field: Field = placed.spec
    assert field.copied_from is not None
    column = resolve(tuple(field.copied_from.value.split(".")), world.resolution.scope)
    if column is None or placed.full_path not in world.placed:
        return False
    known = typed.Answered(CONDITION, typed.Read(column.type, column, False), False)
    must = (*world.asked(placed.full_path), *required)
    page = world.resolution.pages.index(world.page_of[placed.full_path])
    return world.find(must, [known], page, page).verdict is Verdict.YES
