"""J201: a condition that reads an answer given on a later page: it would always be empty there.

Conditions of steps, pages, fields, options and stops may read what was asked before, or on the same page; so
may requirements and checks. What calculations, conditions and tables read, whoever uses them reads.
Locked fields are known beforehand, wherever they stand. Documents have a rule of their own (D404).

This spec fails:

```yaml
hosts:
  title: Who hosts you
  text: Tell us about them.
  when: housing is hosted
housing:
  title: Where you live
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {hotel: In a hotel, hosted: With somebody}
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
  text: Tell us about them.
  when: housing is hosted
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from formgen.checks.situations.telling import place_of
from formgen.language.constructs import walk
from formgen.language.expressions import Names
from formgen.language.fields.list import ListField
from formgen.language.problems import Problem
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed
from formgen.language.resolution.pages import PagePlace

CODE = "J201"
NEEDS_MEANING = False

Read = tuple[Formula, Names]
"""A formula and the scope that its names are found in."""


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every condition that reads an answer of a later page, told at the name that does."""
    finder = resolution.once(LaterAnswers)
    told: set[int] = set()
    for index, page in enumerate(resolution.pages):
        for formula, scope in _formulas(resolution, page):
            # A step's condition is that of each of its pages; it is wrong once.
            if id(formula) not in told:
                problem = finder.problem(formula, scope, index)
                if problem is not None:
                    told.add(id(formula))
                    yield problem


class LaterAnswers:
    """What is asked on later pages, calculations and conditions followed into what they read."""

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.page_of: dict[str, int] = {}
        self.through: dict[str, list[Formula]] = {}
        for index, page in enumerate(resolution.pages):
            for placed in _everything(resolution.plan.fields_of[page.id]):
                if placed.spec.copied_from is None or placed.spec.if_missing == "ask":
                    self.page_of[placed.full_path] = index
        spec = resolution.spec
        parts: dict[str, object] = {**spec.conditions, **spec.calculations, **spec.tables}
        for name, part in parts.items():
            self.through[name] = [each for each in walk(part) if isinstance(each, Formula)]

    def problem(self, formula: Formula, scope: Names, index: int) -> Problem | None:
        for read in sorted(self.resolution.formula(formula, scope).reads):
            later = self.later(read, index)
            if later is None:
                continue
            name, page = later
            asked = self.resolution.pages[page].id
            through = "" if name == read else f", which `{read}` needs,"
            message = (
                f"`{name}`{through} is asked on the page `{asked}`, after this; here it is always empty."
            )
            hint = f"Move the question before this, or this behind the page `{asked}`."
            place = place_of(formula, scope, read)
            found: Problem = self.resolution.spec.document.problem(CODE, "error", place, message, hint)
            return found
        return None

    def later(self, name: str, index: int) -> tuple[str, int] | None:
        """The answer, and the number of its page, that a name leads to behind the page `index`; or None."""
        return self._later(name, index, set())

    def _later(self, name: str, index: int, seen: set[str]) -> tuple[str, int] | None:
        page = self.page_of.get(name)
        if page is not None and page > index:
            return name, page
        head = name.partition(".")[0]
        if head in seen or head not in self.through:
            return None
        seen.add(head)
        for formula in self.through[head]:
            for read in sorted(self.resolution.formula(formula, self.resolution.scope).reads):
                later = self._later(read, index, seen)
                if later is not None:
                    return later
        return None


def _everything(fields: Iterable[Placed]) -> Iterator[Placed]:
    for placed in fields:
        yield placed
        yield from _everything(placed.members)


def _formulas(resolution: Resolution, page: PagePlace) -> Iterator[Read]:
    scope = resolution.scope
    if page.step is not None and page.step.when is not None:
        yield page.step.when, scope
    if page.spec is not None:
        whole: list[Any] = [page.spec.when, page.spec.checks, page.spec.stop]
        yield from ((each, scope) for each in walk(whole) if isinstance(each, Formula))
    for placed in _everything(resolution.plan.fields_of[page.id]):
        spec = placed.spec
        options = [each.when for each in resolution.context.options(spec).values()]
        own: list[Any] = [spec.when, spec.required, spec.checks, options]
        yield from ((each, placed.scope) for each in walk(own) if isinstance(each, Formula))
        only = getattr(spec, "only", None)
        if placed.only_scope is not None and isinstance(only, Formula):
            yield only, placed.only_scope
        if isinstance(spec, ListField) and placed.item_scope is not None:
            for inner in spec.pages.values():
                parts: list[Any] = [inner.when, inner.checks]
                yield from ((each, placed.item_scope) for each in walk(parts) if isinstance(each, Formula))
