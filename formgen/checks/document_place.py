"""D403 and D404: a document that is on no page, on two pages, or on a page before the answers that rule it.

This spec fails: nobody can hand in the card.

```yaml
papers:
  title: Your papers
  text: Have them ready.
documents:
  card_held: {title: The card you hold}
```

This one passes:

```yaml
papers:
  title: Your papers
  documents: [card_held]
documents:
  card_held: {title: The card you hold}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.later_answer import LaterAnswers
from formgen.language.constructs import walk
from formgen.language.documents import Document
from formgen.language.expressions import names
from formgen.language.problems import Problem, nearest
from formgen.language.readers import Formula, Text
from formgen.language.resolution import Resolution

CODE = "D403"
ORDER_CODE = "D404"
NEEDS_MEANING = False


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every document that is not placed exactly once, and behind what it depends on."""
    spec = resolution.spec
    places: dict[str, list[tuple[int, Text]]] = {}
    for index, page in enumerate(resolution.pages):
        for name in page.spec.documents if page.spec is not None else ():
            places.setdefault(name.value, []).append((index, name))
    actions = spec.workflow.actions.values() if spec.workflow else ()
    with_actions = {name.value for action in actions for name in action.documents}
    # A misspelt name on a page is told there; the document that it means is not missing besides.
    meant = {nearest(name, spec.documents) for name in (*places, *with_actions) if name not in spec.documents}
    for id, document in spec.documents.items():
        placed = places.get(id, [])
        if not placed and id not in with_actions and id not in meant:
            message = f"`{id}` is on no page, so nobody can hand it in."
            hint = f"Add it to the documents of a page: `documents: [{id}]`."
            yield spec.document.problem(CODE, "error", document.id_span, message, hint)
        for _, name in placed[1:]:
            message = f"`{id}` is already on a page, at line {placed[0][1].node.span.line}."
            yield spec.document.problem(ORDER_CODE, "error", name.node, message, "Delete one of the two.")
        if len(placed) == 1:
            yield from _asked_later(resolution, id, document, *placed[0])


def _asked_later(
    resolution: Resolution, id: str, document: Document, index: int, name: Text
) -> Iterator[Problem]:
    """The first answer that a document depends on and that is asked on a page behind it."""
    answers = resolution.once(LaterAnswers)
    for part in walk(document):
        for read in _names_of(resolution, document, part):
            later = answers.later(read, index)
            if later is not None:
                asked, page = later
                through = "" if asked == read else f" (by way of `{read}`)"
                message = f"`{id}` depends on `{asked}`{through}, asked on a later page."
                hint = f"Move the document to the page `{resolution.pages[page].id}`, or behind it."
                yield resolution.spec.document.problem(ORDER_CODE, "error", name.node, message, hint)
                return


def _names_of(resolution: Resolution, document: Document, part: object) -> Iterator[str]:
    """What a part of a document reads by name: a condition, or the list that it is asked for each item of."""
    of_list, only = document.for_each, document.only
    if of_list is not None and part is of_list:
        yield of_list.value
    elif of_list is not None and only is not None and part is only:
        scope = resolution.plan.item_scope(of_list.value)
        yield from sorted(resolution.formula(only, scope).reads)
    elif isinstance(part, Formula):
        yield from (path[0] for path in names(part.expression))
