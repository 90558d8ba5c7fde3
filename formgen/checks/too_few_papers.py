"""D405: more papers are wanted than there can be.

This spec fails, as nobody can hand in three of two:

```yaml
papers:
  title: Your papers
  documents: [proof]
documents:
  proof:
    title: Proof of who you are
    at_least:
      n: 3
      of: {passport: Passport, licence: Driving licence}
```

This one passes:

```yaml
papers:
  title: Your papers
  documents: [proof]
documents:
  proof:
    title: Proof of who you are
    at_least:
      n: 2
      of: {passport: Passport, licence: Driving licence}
```

A number alone, `at_least: 3`, counts files of one paper (never more than `max_files`) or, with `one_per`,
periods. Beside `one_of` or `all_of` it would mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.language.documents import AtLeast, Document, Rule, Uploads
from formgen.language.expressions import DURATION, typed
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution
from formgen.language.source import Node
from formgen.language.values import Duration

CODE = "D405"
NEEDS_MEANING = False

_PERIOD_LIMIT = 200
"""More periods than anybody is asked for."""


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every `at_least` that cannot be reached."""
    for document in resolution.spec.documents.values():
        for _, rule in resolution.cases_of(document.cases or document):
            assert isinstance(rule, Rule)
            found = _fault(resolution, document, rule)
            if found is not None:
                place, message, hint = found
                yield resolution.spec.document.problem(CODE, "error", place, message, hint)
        if document.cases is not None:
            found = _fault(resolution, document, document)
            if found is not None:
                place, message, hint = found
                yield resolution.spec.document.problem(CODE, "error", place, message, hint)


def _fault(resolution: Resolution, document: Document, rule: Rule) -> tuple[Node, str, str] | None:
    if isinstance(rule.at_least, AtLeast):
        wanted, there = rule.at_least.n, len(rule.at_least.of)
        place, what = rule.at_least.node_of("n"), "add a paper to `of`"
    elif isinstance(rule.at_least, int):
        wanted, place = rule.at_least, rule.node_of("at_least")
        beside = next((name for name in ("one_of", "all_of") if getattr(rule, name)), None)
        if beside is not None:
            return _beside(rule, beside, wanted, place)
        if document.one_per is not None:
            periods = _periods(resolution, document)
            if periods is None:
                return None
            there, what = periods, "look further back in `over`"
        else:
            uploads = resolution.spec.uploads
            most = uploads.max_files if uploads is not None else Uploads.keys["max_files"].default
            there, what = document.max_files or most, "raise `max_files`"
    else:
        return None
    if wanted <= there:
        return None
    return place, f"At least {wanted} are wanted out of {there}.", f"Lower it to {there}, or {what}."


def _beside(rule: Rule, beside: str, wanted: int, place: Node) -> tuple[Node, str, str]:
    there = len(getattr(rule, beside))
    if wanted > there:
        return place, f"At least {wanted} are wanted out of {there}.", f"Lower it to {there}, or add papers."
    hint = f"Write `at_least:` with `n: {wanted}` and `of:`, and below `of:` the papers."
    return place, f"`at_least: {wanted}` means nothing beside `{beside}`.", hint


def _periods(resolution: Resolution, document: Document) -> int | None:
    """How many periods `over` holds, where it is a fixed duration."""
    assert document.one_per is not None
    over = resolution.formula(document.one_per.over, resolution.scope, DURATION).typed
    while isinstance(over, typed.Read):
        calculation = resolution.spec.calculations.get(over.binding.name)
        if calculation is None or calculation.is_ is None:
            return None
        over = resolution.formula(calculation.is_, resolution.scope, over.binding.type).typed
    if not isinstance(over, typed.Constant) or not isinstance(over.value, Duration):
        return None
    period, reached = document.one_per.period, Duration()
    for count in range(_PERIOD_LIMIT):
        compared = reached.compare(over.value)
        if compared is None or compared >= 0:
            return count if compared is not None else None
        reached = reached.plus(period)
    return None
