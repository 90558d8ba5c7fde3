"""J206: a page that no answers lead to.

The condition of its step and its own may exclude each other, it may have nothing to show, or earlier stops
may end the journey of all who would come. A condition that can never be met by itself has a rule of its own
(J204), a question after which nobody can go on as well (J207).

This spec fails, since who lives in a hotel has been sent elsewhere:

```yaml
housing:
  title: Where you live
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {hotel: In a hotel, hosted: With somebody}
  stop:
    when: housing is hotel
    title: Ask the town hall
hotel:
  title: Your hotel
  when: housing is hotel
  text: Bring the bill of the last month.
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
  stop:
    when: housing is hotel
    title: Ask the town hall
hosts:
  title: Who hosts you
  when: housing is hosted
  text: Tell us about them.
```

Conditions on options, on yes and no, and on values compared with constants are decided exactly; calculations
on several answers and conditions on the items of a list count as free, so that a page may be unreachable
without being told of, never the other way round. What would take more than 20,000 combinations of answers is
told as not decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formgen.checks.situations import Verdict, World
from formgen.language.constructs import Construct
from formgen.language.expressions import CONDITION, typed
from formgen.language.expressions.typed import Typed
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution
from formgen.language.resolution.pages import PagePlace
from formgen.language.steps import Stop

CODE = "J206"
NEEDS_MEANING = True

StopCondition = tuple[Stop, Typed]
"""A stop, and what must be true for it to end the journey: its page's conditions and its own."""


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every page that no answers lead to, with what shuts it out."""
    world = resolution.once(World)
    for index, page in enumerate(resolution.pages):
        if index > world.journeys.ends_at:
            return
        if page.spec is None:
            continue
        reason = _shut_out(world, index, page)
        if reason is not None:
            message = f"No answers lead to the page `{page.id}`."
            place = page.spec.id_span
            problem: Problem = resolution.spec.document.problem(CODE, "warning", place, message, reason)
            yield problem


def _shut_out(world: World, index: int, page: PagePlace) -> str | None:
    """What keeps everybody from a page, as a sentence; None when somebody may come, or nobody knows."""
    assert page.spec is not None
    if page.spec.text is None and not page.spec.fields and not page.spec.documents:
        return "It asks nothing and says nothing: give it a text, fields or documents."
    conditions, content = world.page(page), _content(world, page)
    must = (*conditions, *content)
    if world.find(must, stops_before=index).verdict is not Verdict.NO:
        return None
    if world.find(conditions).verdict is Verdict.NO:
        own = world.condition(page.spec.when)
        step = world.condition(page.step.when) if page.step is not None else ()
        if any(world.find(each).verdict is Verdict.NO for each in (own, step)):
            return None
        assert page.step is not None
        lines = f"lines {_line(page.step)} and {_line(page.spec)}"
        return f"The condition of its step and its own, at {lines}, exclude each other."
    if world.find(must).verdict is Verdict.NO:
        # Each of its questions has a condition that is never met here: told there.
        return None
    return _stopped(world, must, index)


def _stopped(world: World, must: Sequence[Typed], index: int) -> str | None:
    stops = [
        stop
        for page in world.resolution.pages[:index]
        if page.spec is not None
        for stop in _stops_of(world, page)
    ]
    for stop, condition in stops:
        if world.find(must, [condition]).verdict is Verdict.NO:
            return f"An earlier stop (line {_line(stop)}) shuts it out."
    # Fewer lines say more: a stop that makes no difference is left out.
    needed = list(stops)
    for each in stops:
        fewer = [other for other in needed if other is not each]
        if world.find(must, [condition for _, condition in fewer]).verdict is Verdict.NO:
            needed = fewer
    lines = [str(_line(stop)) for stop, _ in needed]
    return f"Earlier stops (lines {', '.join(lines[:-1])} and {lines[-1]}) together shut it out."


def _content(world: World, page: PagePlace) -> tuple[Typed, ...]:
    """What must be true for the page to have something to show; nothing if it always has."""
    assert page.spec is not None
    if page.spec.text is not None:
        return ()
    ways: list[Typed] = []
    fields = [world.within_page(each) for each in world.resolution.plan.fields_of[page.id]]
    known = world.resolution.spec.documents
    papers = [world.condition(known[name.value].when) for name in page.spec.documents if name.value in known]
    for conditions in (*fields, *papers):
        if not conditions:
            return ()
        ways.append(_both(conditions))
    return (typed.Either(CONDITION, tuple(ways)),) if ways else ()


def _stops_of(world: World, page: PagePlace) -> Iterator[StopCondition]:
    assert page.spec is not None
    for stop in page.spec.stop:
        yield stop, _both((*world.page(page), *world.condition(stop.when)))


def _both(conditions: Sequence[Typed]) -> Typed:
    return conditions[0] if len(conditions) == 1 else typed.Both(CONDITION, tuple(conditions))


def _line(part: Construct) -> int:
    """The line of its condition."""
    line: int = part.node_of("when").span.line
    return line
