"""D406: an age limit on a paper whose date nobody gives.

`dated: asked` (what holds when nothing is said) lets the person type the date of the paper; `dated: agent`
leaves it to who examines the dossier. This spec fails, as no agent ever looks at it:

```yaml
papers:
  title: Your papers
  documents: [lease]
documents:
  lease:
    title: Lease
    not_older_than: {limit: 6 months, dated: agent}
```

This one passes:

```yaml
papers:
  title: Your papers
  documents: [lease]
documents:
  lease:
    title: Lease
    not_older_than: {limit: 6 months, dated: asked}
```

A field that stands for a paper, such as the code of a photograph, has no date at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.life import by_a_role
from formgen.language.documents import Age, Alternative, AtLeast, Document, Rule
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "D406"
NEEDS_MEANING = False


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every age limit that can never be held against a date."""
    for name, document in resolution.spec.documents.items():
        papers = _papers(resolution, document)
        stand_ins = bool(papers) and all(each.field is not None for each in papers)
        limits = [(name, document.not_older_than, stand_ins)]
        limits += [(each.id, each.not_older_than, each.field is not None) for each in papers]
        for paper, limit, stands_in in limits:
            found = _fault(resolution, paper, limit, stands_in) if limit is not None else None
            if found is not None:
                yield found


def _fault(resolution: Resolution, paper: str, limit: Age, stands_in: bool) -> Problem | None:
    workflow = resolution.spec.workflow
    if stands_in:
        hint = "Delete `not_older_than`, or ask for the date in a field of its own and check it there."
        message = f"A field stands for `{paper}`, so nothing says its date: this limit is never held."
    elif limit.dated == "agent" and not any(
        by_a_role(each) for each in (workflow.actions.values() if workflow else ())
    ):
        hint = "Keep `dated: asked` (the person types it), or add an action of a role that examines dossiers."
        message = f"Nothing says how the date of `{paper}` is known: no agent acts in this procedure."
    else:
        return None
    place = limit.node_of("dated")
    found: Problem = resolution.spec.document.problem(CODE, "error", place, message, hint)
    return found


def _papers(resolution: Resolution, document: Document) -> list[Alternative]:
    found: list[Alternative] = []
    rules = [rule for _, rule in resolution.cases_of(document.cases or document)]
    for rule in rules:
        assert isinstance(rule, Rule)
        at_least = rule.at_least.of if isinstance(rule.at_least, AtLeast) else {}
        for papers in (rule.one_of or {}, rule.all_of or {}, at_least):
            found += papers.values()
    return found
