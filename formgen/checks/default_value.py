"""T303: a default that its own field could not read.

What a default says is read as if the person had typed it: a date is written 2026-01-31, an option by its id.
This spec fails, as no month has 31 June:

```yaml
start:
  title: When it starts
  fields:
    first_day: {type: date, label: The first day, default: 2026-06-31}
```

This one passes:

```yaml
start:
  title: When it starts
  fields:
    first_day: {type: date, label: The first day, default: 2026-06-30}
```
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Final

from formgen.language.fields.base import Field, Unreadable
from formgen.language.problems import Problem, nearest
from formgen.language.readers import Text
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed

CODE = "T303"
_QUOTES: Final = "\"'“”„«»‘’`"
NEEDS_MEANING = False


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every literal default that is unreadable or outside the field's limits."""
    for placed in _everywhere(resolution):
        field = placed.spec
        for _, value in resolution.cases_of(field.default):
            if isinstance(value, Text):
                hint = _fault(resolution, field, value.value)
                if hint is not None:
                    hint = _without_quotes(resolution, field, value.value) or hint
                    message = f"`{value.value}` cannot be the answer to this question."
                    yield resolution.spec.document.problem(CODE, "error", value.node, message, hint)


def _without_quotes(resolution: Resolution, field: Field, written: str) -> str | None:
    """What to write where only quotes within the quotes are wrong: `'"supplier"'` for `supplier`."""
    inner = written[1:-1]
    if len(written) < 3 or written[0] not in _QUOTES or written[-1] not in _QUOTES:
        return None
    if _fault(resolution, field, inner) is not None:
        return None
    return f"Leave the inner quotes out, they count as part of the answer: `default: {inner}`."


def _everywhere(resolution: Resolution) -> Iterator[Placed]:
    plan = resolution.plan
    said = (fields for words in plan.said_fields.values() for fields in words.values())
    pending = [
        each for fields in (*plan.fields_of.values(), *plan.action_fields.values(), *said) for each in fields
    ]
    while pending:
        each = pending.pop()
        yield each
        pending += each.members


def _fault(resolution: Resolution, field: Field, written: str) -> str | None:
    """How to mend a default; None for one that can be read."""
    if "default" not in field.known:
        return None
    if field.parts():
        return _fault_of_parts(resolution, field, written)
    try:
        value = field.reader(resolution.context)(written)
    except Unreadable as fault:
        return _mend(resolution, field, fault)
    limits = field.limits(resolution.context)
    broken = limits(value) if limits is not None and value is not None else None
    return _mend(resolution, field, broken) if broken is not None else None


def _fault_of_parts(resolution: Resolution, field: Field, written: str) -> str | None:
    if field.type_name not in ("date", "month"):
        return f"A default of {field.noun} is given by a calculation: `default: {{is: …}}`."
    try:
        day = datetime.date.fromisoformat(written)
    except ValueError:
        return "Write year-month-day, such as 2026-01-31, a day that exists."
    limits = field.limits(resolution.context)
    broken = limits(day) if limits is not None else None
    return _mend(resolution, field, broken) if broken is not None else None


def _mend(resolution: Resolution, field: Field, fault: Unreadable) -> str:
    options = resolution.context.options(field)
    if options:
        labels: dict[str, Any] = {label: id for id, label in resolution.context.labels(field).items()}
        written = str(getattr(field.default, "value", ""))
        similar = written if written in labels else nearest(written, (*options, *labels))
        meant = labels.get(similar or "", similar)
        return f"Did you mean `{meant}`?" if meant else f"Options: {', '.join(list(options)[:8])}."
    if field.default_form and fault.code not in ("too_small", "too_large", "too_long", "too_short"):
        return f"Write {field.default_form}."
    return f"The field itself would refuse it: {fault.code.replace('_', ' ')}."
