"""P603: a number that comes twice, or that outgrows its digits.

`order` counts the requests, apart for each value of `order_within`; a number that leaves one of the two out
repeats itself. This spec fails, as the requests of two towns get the same number:

```yaml
place:
  title: Your town
  fields:
    town: {type: choice, label: Which town?, options: {north: North, south: South}}
numbers:
  request_number:
    text: "{{ filed_on | yyyymmdd }}-{{ order | digits 5 }}"
    order_within: town
workflow:
  states: {draft: Draft, filed: {label: Filed, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed, number: request_number}
```

This one passes:

```yaml
place:
  title: Your town
  fields:
    town: {type: choice, label: Which town?, options: {north: North, south: South}}
numbers:
  request_number:
    text: "{{ town }}-{{ filed_on | yyyymmdd }}-{{ order | digits 5 }}"
    order_within: town
workflow:
  states: {draft: Draft, filed: {label: Filed, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed, number: request_number}
```

What `order_within` is worked out from, or what is worked out from it, may stand for it in the text. As
`order | digits 2` ends at 99, fewer than three digits are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from formgen.language.constructs import walk
from formgen.language.expressions.words import names
from formgen.language.placeholders import parse_text
from formgen.language.placeholders.check import resolve
from formgen.language.placeholders.segments import Insert
from formgen.language.problems import Problem
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.source import Node, Span
from formgen.language.workflow import Number

CODE = "P603"
NEEDS_MEANING = False

LEAST_DIGITS = 3


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every number that can repeat or outgrow its digits, told once for each."""
    for number in resolution.spec.numbers.values():
        found = _fault(resolution, number)
        if found is not None:
            place, message, hint = found
            yield resolution.spec.document.problem(CODE, "error", place, message, hint)


def _fault(resolution: Resolution, number: Number) -> tuple[Node | Span, str, str] | None:
    # Only what is inserted without a condition is in every number.
    inserts = [each for each in parse_text(number.text.value).segments if isinstance(each, Insert)]
    read = {path for each in inserts if each.formula for path in names(each.formula.expression)}
    orders = [each for each in inserts if each.formula and each.formula.expression.text.strip() == "order"]
    if not any(path == ("order",) for path in read):
        message = f"Every `{number.id}` of a day would be the same: its text does not hold `order`."
        return number.text.node, message, "Add the count of requests: `{{ order | digits 7 }}`."
    within = number.order_within
    if within is not None and not _told_apart(resolution, tuple(within.value.split(".")), read):
        message = f"Orders are counted apart for each `{within.value}`, but the number lacks it and repeats."
        return within.node, message, f"Write `{{{{ {within.value} }}}}` in `text`, or delete `order_within`."
    for insert in orders:
        for applied in insert.filters:
            digits = applied.argument or 0
            if applied.name == "digits" and digits < LEAST_DIGITS:
                place = number.text.node.locate(applied.start, applied.end)
                message = f"After {10**digits - 1} requests this number outgrows its digits."
                return place, message, "Write more digits, such as `digits 7`."
    return None


def _told_apart(resolution: Resolution, within: tuple[str, ...], read: set[tuple[str, ...]]) -> bool:
    """Whether a number shows what orders are counted within, or something that hangs together with it.

    A name that leads to nothing is told of elsewhere.
    """
    if (
        resolve(within, resolution.scope) is None
        or within in read
        or any(within[: len(path)] == path for path in read)
    ):
        return True
    shown = {path[0] for path in read} - {"order", "filed_on", "today", "started_on"}
    return bool(_behind(resolution, {within[0]}) & shown or _behind(resolution, shown) & {within[0]})


def _behind(resolution: Resolution, start: set[str]) -> set[str]:
    """Some names, and all that they are worked out from."""
    spec = resolution.spec
    parts: dict[str, Any] = {**spec.calculations, **spec.tables}
    found = set(start)
    pending = list(start)
    while pending:
        part = parts.get(pending.pop())
        for formula in walk(part) if part is not None else ():
            if isinstance(formula, Formula):
                more = {path[0] for path in names(formula.expression)} - found
                found |= more
                pending += more
    return found
