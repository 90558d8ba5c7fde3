"""D405: a document of which, for some people, fewer papers are asked than are wanted.

Papers may have conditions. Where too few of them hold at once, nobody can hand in enough. This spec fails, as
who lives in a hotel is asked for one of two papers, and both are for others:

```yaml
home:
  title: Your home
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {own: In a home of my own, hosted: With somebody, hotel: In a hotel}
papers:
  title: Your papers
  documents: [proof]
documents:
  proof:
    title: Proof of your address
    one_of:
      lease: {title: Lease, when: housing is own}
      statement: {title: Statement of your host, when: housing is hosted}
```

This one passes:

```yaml
home:
  title: Your home
  fields:
    housing:
      type: choice
      label: Where do you live?
      options: {own: In a home of my own, hosted: With somebody, hotel: In a hotel}
papers:
  title: Your papers
  documents: [proof]
documents:
  proof:
    title: Proof of your address
    one_of:
      lease: {title: Lease, when: housing is own}
      statement: {title: Statement of your host, when: housing is hosted}
      bill: {title: Bill of the hotel, when: housing is hotel}
```

A document that need not be handed in, or of which something can be said instead, leaves nobody stuck.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb
from typing import Final

from formgen.checks.situations import Verdict, World
from formgen.checks.situations.telling import situation
from formgen.language.documents import Alternative, AtLeast, Document, Rule
from formgen.language.expressions.typed import Typed
from formgen.language.fields.base import Requirement
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "D405"
NEEDS_MEANING = True

MOST_SETS: Final = 100
"""So many sets of papers that might all be missing are looked at for one rule."""


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every rule of a document that asks too few papers of somebody who must hand it in."""
    world = resolution.once(World)
    shared = resolution.spec.any_document.or_say if resolution.spec.any_document else {}
    for index, page in enumerate(resolution.pages):
        for name in page.spec.documents if page.spec is not None else ():
            document = resolution.spec.documents[name.value]
            if document.or_say or shared or not _blocks(document):
                continue
            asked = (*world.page(page), *world.condition(document.when))
            earlier: tuple[Typed, ...] = ()
            for when, rule in resolution.cases_of(document.cases or document):
                assert isinstance(rule, Rule)
                own = world.condition(when)
                found = _stuck(world, rule, (*asked, *own), earlier, index)
                earlier = (*earlier, *own)
                if found is not None:
                    place = rule.node_of("one_of" if rule.one_of else "at_least")
                    yield resolution.spec.document.problem(CODE, "warning", place, *found)


def _blocks(document: Document) -> bool:
    """Whether everybody who is asked must hand it in."""
    required = document.required
    return isinstance(required, Requirement) and required.level == "error" and required.condition is None


def _stuck(
    world: World, rule: Rule, must: tuple[Typed, ...], must_not: tuple[Typed, ...], page: int
) -> tuple[str, str] | None:
    """What to tell of a situation in which too few papers are asked; None when there is none."""
    papers, wanted = _papers(rule)
    conditional = [each for each in papers if each.when is not None]
    missing = len(papers) - wanted + 1
    if not 0 < missing <= len(conditional) or comb(len(conditional), missing) > MOST_SETS:
        return None
    for left_out in combinations(conditional, missing):
        conditions = tuple(condition for each in left_out for condition in world.condition(each.when))
        # The questions of the page itself are answered too when the document is handed in.
        found = world.find(must, (*must_not, *conditions), page, page + 1)
        if found.verdict is Verdict.YES and found.certain:
            when = situation(world, found, (*must, *conditions))
            so_many = "no paper is" if wanted == 1 else f"fewer than {wanted} papers are"
            message = f"When {when}, {so_many} asked for, so that person can never hand in enough."
            return message, "Add a paper for them, or a `when` that leaves them out of the document."
    return None


def _papers(rule: Rule) -> tuple[list[Alternative], int]:
    """The papers of a rule that may choose among them, and how many are wanted."""
    if rule.one_of:
        return list(rule.one_of.values()), 1
    if isinstance(rule.at_least, AtLeast):
        return list(rule.at_least.of.values()), rule.at_least.n
    return [], 0
