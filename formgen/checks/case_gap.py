"""D401: cases that leave a situation out.

For a document nothing could then be handed in, and the request could not be filed; a title or a label would
be empty. Looked at are people who have answered what must be answered, and whose answers pass the checks that
block. Of a calculation only those are looked at who were asked all that its cases read: it is empty for
others, as it is meant; since an empty result may be meant too, a gap is a warning there.

This spec fails, since nothing is said of boats:

```yaml
home:
  title: Your home
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {own: In my own home, hosted: With somebody, boat: On a boat}
  documents: [proof]
documents:
  proof:
    title: Proof of your address
    cases:
      - when: housing is own
        one_of: {lease: Lease, bill: Electricity bill}
      - when: housing is hosted
        all_of: {statement: Statement of your host}
```

This one passes:

```yaml
home:
  title: Your home
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {own: In my own home, hosted: With somebody, boat: On a boat}
  documents: [proof]
documents:
  proof:
    title: Proof of your address
    cases:
      - when: housing is own
        one_of: {lease: Lease, bill: Electricity bill}
      - when: housing is hosted
        all_of: {statement: Statement of your host}
      - otherwise: true
        not_asked: true
```
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.situations import EVERYWHERE, Found, Verdict, World
from formgen.checks.situations.keys import reads_in
from formgen.checks.situations.places import Chosen, cases_of
from formgen.checks.situations.telling import situation
from formgen.language.documents import RuleCase
from formgen.language.expressions import CONDITION, typed
from formgen.language.expressions.typed import Typed
from formgen.language.problems import Problem, Severity
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution

CODE = "D401"
NEEDS_MEANING = True


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every list of cases for which answers exist that meet none of them."""
    world = resolution.once(World)
    end = world.journeys.ends_at
    for chosen in cases_of(world):
        formulas = [case.when for case in chosen.cases.items if case.when is not None]
        whole = len(formulas) < len(chosen.cases.items)
        if whole or chosen.kind == "free" or chosen.place.page > end < len(resolution.pages):
            continue
        conditions = [each for when in formulas for each in world.condition(when, chosen.place.scope)]
        found = _left_out(world, chosen, formulas, conditions)
        if found is not None:
            message = f"When {situation(world, found, conditions)}, no case of {chosen.what} applies."
            problem: Problem = resolution.spec.document.problem(
                CODE, _severity(chosen), chosen.cases.node, message, _hint(chosen)
            )
            yield problem


def _left_out(world: World, chosen: Chosen, formulas: list[Formula], conditions: list[Typed]) -> Found | None:
    """A situation that none of the conditions covers."""
    must = [*chosen.place.context, *(_answered(world, conditions) if _is_calculation(chosen) else ())]
    page = chosen.place.page
    found = world.decide(formulas[0], must, conditions, page, EVERYWHERE, known=True)
    if found.verdict is not Verdict.YES:
        return None
    if not found.certain:
        world.note(formulas[0])
        return None
    return found


def _answered(world: World, conditions: list[Typed]) -> Iterator[Typed]:
    """That all which conditions read is there."""
    for read in {read.binding.name: read for each in conditions for read in reads_in(each)}.values():
        if read.binding.name in world.names.placed:
            yield typed.Answered(CONDITION, read, False)


def _is_calculation(chosen: Chosen) -> bool:
    return chosen.kind == "calculation"


def _severity(chosen: Chosen) -> Severity:
    return "warning" if _is_calculation(chosen) else "error"


def _hint(chosen: Chosen) -> str:
    first = chosen.cases.items[0].value
    last = "with `not_asked: true` below it" if isinstance(first, RuleCase) else "with what then applies"
    return f"Add a case for it, or end with `- otherwise: true`, {last}."
