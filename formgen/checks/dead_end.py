"""J207: a question after which nobody can go on, because stops cover all that can be answered.

Looked at are people who have answered what must be answered, and whose answers pass the checks that block.

This spec fails, since both options end the journey:

```yaml
kind:
  title: What you ask for
  fields:
    kind:
      type: choice
      label: What do you ask for?
      options: {renewal: A renewal, duplicate: A duplicate}
  stop:
    - when: kind is renewal
      title: Ask for a renewal elsewhere
    - when: kind is duplicate
      title: Ask for a duplicate elsewhere
```

This one passes:

```yaml
kind:
  title: What you ask for
  fields:
    kind:
      type: choice
      label: What do you ask for?
      options: {renewal: A renewal, duplicate: A duplicate}
  stop:
    - when: kind is duplicate
      title: Ask for a duplicate elsewhere
```
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.situations import World
from formgen.checks.situations.keys import reads_in
from formgen.language.expressions import Choice
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed
from formgen.language.resolution.pages import PagePlace

CODE = "J207"
NEEDS_MEANING = True


def check(resolution: Resolution) -> Iterator[Problem]:
    """The first page that nobody comes past, told at the question that its stops read."""
    world = resolution.once(World)
    if world.journeys.ends_at >= len(resolution.pages):
        return
    page = resolution.pages[world.journeys.ends_at]
    if page.spec is None or not page.spec.stop:
        return
    read = _read_by_stops(world, page)
    lines = [str(stop.node_of("when").span.line) for stop in page.spec.stop]
    stops = f"stop at line {lines[0]}" if len(lines) == 1 else f"stops at lines {', '.join(lines)}"
    if len(read) == 1:
        field = read[0]
        message = f"After `{field.spec.id}` nobody can go on."
        place = field.spec.id_span
    else:
        message = f"After the page `{page.id}` nobody can go on."
        place = page.spec.id_span
    covered = _covered(read)
    cover = f"The stops cover {covered}" if covered else f"Its {stops} cover{'s' * (len(lines) == 1)} all"
    hint = f"{cover}: add an option that leads on, or take one of the stops away."
    problem: Problem = resolution.spec.document.problem(CODE, "error", place, message, hint)
    yield problem


def _read_by_stops(world: World, page: PagePlace) -> list[Placed]:
    assert page.spec is not None
    found: dict[str, Placed] = {}
    for stop in page.spec.stop:
        for condition in world.condition(stop.when):
            for read in reads_in(condition):
                if read.binding.name in world.placed:
                    found[read.binding.name] = world.placed[read.binding.name]
    return list(found.values())


def _covered(read: list[Placed]) -> str:
    """The options of the one question that stops read, if it is a choice."""
    if len(read) != 1 or not isinstance(read[0].binding.type, Choice):
        return ""
    return ", ".join(read[0].binding.type.options)
