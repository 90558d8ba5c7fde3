"""W503: two deadlines of one state that fall on the same day.

They are then done in the order of the file, and the second may find the state left. This spec fails, as both
fall on day 30 of `waiting`:

```yaml
workflow:
  states:
    draft: Draft
    waiting: Waiting for a paper
    filed: {label: Filed, final: true}
    expired: {label: Expired, final: true}
  actions:
    file: {by: applicant, from: draft, to: waiting}
    reply: {by: applicant, from: waiting, to: filed}
    resume: {by: system, from: waiting, to: filed}
    expire: {by: system, from: waiting, to: expired}
  deadlines:
    - {in: waiting, since: file, after: 30 days, do: resume}
    - {in: waiting, since: file, after: 30 days, do: expire}
```

This one passes:

```yaml
workflow:
  states:
    draft: Draft
    waiting: Waiting for a paper
    filed: {label: Filed, final: true}
    expired: {label: Expired, final: true}
  actions:
    file: {by: applicant, from: draft, to: waiting}
    reply: {by: applicant, from: waiting, to: filed}
    expire: {by: system, from: waiting, to: expired}
  deadlines:
    - {in: waiting, since: file, after: 30 days, do: expire}
```

Two that only send messages may fall on one day. Months and days are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.language.problems import Problem
from formgen.language.readers import Text
from formgen.language.resolution import Resolution
from formgen.language.workflow import Deadline

CODE = "W503"
NEEDS_MEANING = False


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every deadline that falls together with an earlier one of its state."""
    workflow = resolution.spec.workflow
    seen: dict[tuple[object, ...], Deadline] = {}
    for deadline in workflow.deadlines if workflow else ():
        clock = _clock(deadline)
        first = seen.setdefault(clock, deadline) if clock is not None else deadline
        if first is deadline or (first.do is None and deadline.do is None):
            continue
        state = deadline.in_.value
        message = f"{_named(first)} and {_named(deadline)} fall on the same day of `{state}`."
        line = first.node.span.line
        hint = f"The one at line {line} comes first, then this one. Set them apart by a day, or keep one."
        place = deadline.node_of("on" if deadline.on is not None else "after")
        yield resolution.spec.document.problem(CODE, "warning", place, message, hint)


def _clock(deadline: Deadline) -> tuple[object, ...] | None:
    """What is equal for deadlines that fall together; None for one that says no time."""
    state = deadline.in_.value
    if deadline.on is not None:
        return (state, " ".join(deadline.on.expression.text.split()))
    if deadline.after is None:
        return None
    after = deadline.after
    return (state, deadline.since, after.value if isinstance(after, Text) else (after.months, after.days))


def _named(deadline: Deadline) -> str:
    if deadline.do is not None:
        return f"`{deadline.do.value}`"
    return f"the message `{deadline.send[0].value}`" if deadline.send else "a deadline"
