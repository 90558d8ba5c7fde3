"""J206: a page that no answers lead to.

Its conditions may contradict each other or those of its step, they may want an answer that is never given
there, each of its questions may be hidden, or an earlier stop may end the journey of all who would come.

This spec fails, since nobody lives in two places:

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
  when: housing is hotel and housing is hosted
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
  when: housing is hotel or housing is hosted
  text: Tell us about them.
```

Conditions on options, on yes and no, and on values compared with constants are decided exactly; calculations
on several answers and conditions on the items of a list count as free, so that a page may be unreachable
without being told of, never the other way round. Where more than 20,000 combinations of answers would have to
be looked at, nothing is said; `undecided_pages` names those pages.

When a stop shuts out everybody, only the first page behind it is told of: the others are the same mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formgen.checks.situations import Verdict, World, possible
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
    world = World(resolution)
    stops: list[StopCondition] = []
    told_steps: set[int] = set()
    for page in resolution.pages:
        if page.spec is None:
            continue
        if stops and possible(world, must_not=[each for _, each in stops]) is Verdict.NO:
            yield _problem(resolution, page.spec, f"the page `{page.id}`", _stopped(world, [], stops))
            return
        if page.step is not None and id(page.step) not in told_steps:
            step_only = world.condition(page.step.when)
            if step_only and possible(world, step_only) is Verdict.NO:
                told_steps.add(id(page.step))
                hint = f"Its condition, at line {_line(page.step)}, can never be met."
                yield _problem(resolution, page.step, f"the step `{page.step.id}`", hint)
        if page.step is None or id(page.step) not in told_steps:
            reason = _shut_out(world, page, stops)
            if reason is not None:
                yield _problem(resolution, page.spec, f"the page `{page.id}`", reason)
        stops += _stops_of(world, page)


def undecided_pages(resolution: Resolution) -> Iterator[str]:
    """The pages of which `check` cannot say whether answers lead to them: too many combinations."""
    world = World(resolution)
    stops: list[StopCondition] = []
    for page in resolution.pages:
        if page.spec is None:
            continue
        must = (*world.page(page), *_content(world, page))
        if possible(world, must, [each for _, each in stops]) is Verdict.UNDECIDED:
            yield page.id
        stops += _stops_of(world, page)


def _shut_out(world: World, page: PagePlace, stops: Sequence[StopCondition]) -> str | None:
    """What keeps everybody from a page, as a sentence; None when somebody may come, or nobody knows."""
    conditions, content = world.page(page), _content(world, page)
    must = (*conditions, *content)
    if possible(world, must, [each for _, each in stops]) is not Verdict.NO:
        return None
    assert page.spec is not None
    if possible(world, conditions) is Verdict.NO:
        own = world.condition(page.spec.when)
        if possible(world, own) is Verdict.NO:
            return f"Its condition, at line {_line(page.spec)}, can never be met."
        assert page.step is not None
        lines = f"lines {_line(page.step)} and {_line(page.spec)}"
        return f"The condition of its step and its own, at {lines}, exclude each other."
    if page.spec.text is None and not page.spec.fields and not page.spec.documents:
        return "It asks nothing and says nothing: give it a text, fields or documents."
    if possible(world, must) is Verdict.NO:
        return "It has no text, and when it could be shown, none of its questions is asked."
    return _stopped(world, must, stops)


def _stopped(world: World, must: Sequence[Typed], stops: Sequence[StopCondition]) -> str:
    for stop, condition in stops:
        if possible(world, must, [condition]) is Verdict.NO:
            return f"An earlier stop (line {_line(stop)}) shuts it out."
    # Fewer lines say more: a stop that makes no difference is left out.
    needed = list(stops)
    for each in stops:
        fewer = [other for other in needed if other is not each]
        if possible(world, must, [condition for _, condition in fewer]) is Verdict.NO:
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
    return (typed.Either(CONDITION, tuple(ways)),)


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


def _problem(resolution: Resolution, part: Construct, what: str, hint: str) -> Problem:
    message = f"No answers lead to {what}."
    found: Problem = resolution.spec.document.problem(CODE, "warning", part.id_span, message, hint)
    return found
