"""J209: a journey that cannot be filed: something must be declared or chosen that these answers exclude.

A declaration whose id denies a yes_no question (`no_long_absence` beside `long_absence`, `not_married` beside
`married`) cannot be made honestly by who answered yes. A question that must be answered cannot be when none
of its options is offered.

This spec fails, since an honest answer shuts the way:

```yaml
absence:
  title: Your absences
  fields:
    long_absence: {type: yes_no, label: Were you away for more than two years?}
review:
  declarations:
    no_long_absence: {text: I was never away for more than two years.}
```

This one passes:

```yaml
absence:
  title: Your absences
  fields:
    long_absence: {type: yes_no, label: Were you away for more than two years?}
review:
  declarations:
    no_long_absence:
      text: I was never away for more than two years.
      when: long_absence is no
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from formgen.checks.situations import EVERYWHERE, Verdict, World
from formgen.checks.situations.telling import situation
from formgen.language.expressions import CONDITION, Choice, YesNo, typed
from formgen.language.expressions.typed import Typed
from formgen.language.fields.base import Requirement
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed
from formgen.language.steps import Declaration

CODE = "J209"
NEEDS_MEANING = True

DENIALS: Final = ("no", "not", "non", "never", "without", "pas", "aucun", "aucune", "jamais", "sans")
"""Words that an id begins with when it denies what follows, in English and French."""


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every declaration that some answers contradict, every question without an option for some."""
    world = resolution.once(World)
    if world.journeys.ends_at < len(resolution.pages):
        return
    review = resolution.spec.review
    for declaration in (review.declarations if review else {}).values():
        yield from _declaration(world, declaration)
    for placed in world.names.placed.values():
        yield from _question(world, placed)


def _declaration(world: World, declaration: Declaration) -> Iterator[Problem]:
    required = declaration.required
    if not isinstance(required, Requirement) or required.level != "error":
        return
    denied = _denied(world, declaration.id)
    if denied is None:
        return
    binding = denied.binding
    read = typed.Read(binding.type, binding, False)
    yes = typed.Equal(CONDITION, read, typed.Constant(binding.type, True), "plain", False)
    must = [
        yes,
        *world.condition(declaration.when),
        *world.condition(required.condition),
    ]
    found = world.find(must, (), EVERYWHERE, EVERYWHERE, known=True)
    if found.verdict is Verdict.YES and found.certain:
        name = denied.full_path
        message = f"When `{name}` is yes, a person must still declare `{declaration.id}`."
        hint = f"Give it `when: {name} is no`."
        problem: Problem = world.resolution.spec.document.problem(
            CODE, "warning", declaration.id_span, message, hint
        )
        yield problem


def _denied(world: World, name: str) -> Placed | None:
    """The yes_no question that the id of a declaration denies."""
    first, _, rest = name.partition("_")
    if first not in DENIALS or not rest:
        return None
    for path, placed in world.placed.items():
        own = path.rpartition(".")[2]
        if isinstance(placed.binding.type, YesNo) and rest in (own, own.removeprefix("is_"), path):
            return placed
    # `no_absence` denies `long_absence` too, if there is only one such question.
    near = [
        placed
        for path, placed in world.placed.items()
        if isinstance(placed.binding.type, YesNo) and path.rpartition(".")[2].endswith(f"_{rest}")
    ]
    return near[0] if len(near) == 1 else None


def _question(world: World, placed: Placed) -> Iterator[Problem]:
    """A choice that must be made where no option is offered."""
    spec = placed.spec
    options = world.resolution.context.options(spec)
    if not isinstance(placed.binding.type, Choice) or not options or spec.or_say:
        return
    if not isinstance(spec.required, Requirement) or spec.required.level != "error":
        return
    if any(option.when is None for option in options.values()):
        return
    offered: list[Typed] = [
        each for option in options.values() for each in world.condition(option.when, placed.scope)
    ]
    must = (*world.asked(placed.full_path), *world.condition(spec.required.condition, placed.scope))
    page = world.names.page_of[placed.full_path]
    found = world.find(must, offered, page, page, known=True)
    if found.verdict is Verdict.YES and found.certain:
        told = situation(world, found, offered)
        message = f"When {told}, no option of `{spec.id}` is offered, and yet it must be answered."
        hint = f"Add an option without `when`, or ask `{spec.id}` only where one is offered."
        problem: Problem = world.resolution.spec.document.problem(
            CODE, "warning", spec.id_span, message, hint
        )
        yield problem
