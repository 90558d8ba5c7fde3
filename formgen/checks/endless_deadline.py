"""W503: deadlines that run for ever: in a circle, or waiting for something that may never happen.

What the system does by itself must come to an end. This spec fails: every 30 days the dossier goes from one
state to the other and back:

```yaml
workflow:
  states:
    draft: Draft
    filed: Filed
    waiting: Waiting for a paper
    closed: {label: Closed, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    pause: {by: system, from: filed, to: waiting}
    resume: {by: system, from: waiting, to: filed}
    withdraw: {by: applicant, from: any open, to: closed}
  deadlines:
    - {in: filed, since: file, after: 30 days, do: pause}
    - {in: waiting, since: pause, after: 30 days, do: resume}
```

This one passes, as `once: true` ends it:

```yaml
workflow:
  states:
    draft: Draft
    filed: Filed
    waiting: Waiting for a paper
    closed: {label: Closed, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    pause: {by: system, from: filed, to: waiting}
    resume: {by: system, from: waiting, to: filed}
    withdraw: {by: applicant, from: any open, to: closed}
  deadlines:
    - {in: filed, since: file, after: 30 days, do: pause, once: true}
    - {in: waiting, since: pause, after: 30 days, do: resume}
```

A deadline counted from the opening of a message needs `unopened: 15 days` for a message never opened, and the
message must be one that can be seen to be opened: a mail alone cannot.
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.life import Life, life_of
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution
from formgen.language.workflow import Deadline

CODE = "W503"
NEEDS_MEANING = False


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every circle of deadlines, at its first; every deadline whose clock may never start."""
    life = life_of(resolution.spec)
    if life is None:
        return
    for deadline in life.workflow.deadlines:
        found = _never_opened(resolution, deadline)
        if found is not None:
            place = deadline.node_of("since")
            yield resolution.spec.document.problem(CODE, "warning", place, *found)
    told: set[int] = set()
    for deadline in life.workflow.deadlines:
        circle = _circle(life, deadline)
        if circle and id(deadline) not in told:
            told.update(id(each) for each in circle)
            yield _problem(resolution, circle)


def _never_opened(resolution: Resolution, deadline: Deadline) -> tuple[str, str] | None:
    words = (deadline.since or "").split()
    message = resolution.spec.messages.get(words[0]) if len(words) == 2 else None
    if message is None:
        return None
    if message.in_account is None:
        told = f"`{words[0]}` is only a mail: nobody can tell when it was opened, so this never comes."
        return told, "Count from the action that sends it, or give the message an `in_account`."
    if deadline.unopened is None:
        told = f"`{words[0]}` may never be opened; then this deadline never comes."
        return told, "Add for example `unopened: 15 days`: after so long it counts as opened."
    return None


def _circle(life: Life, first: Deadline) -> tuple[Deadline, ...]:
    """The deadlines by which the system comes back to where this one starts; empty when it does not."""
    pending: list[tuple[Deadline, ...]] = [(first,)] if _moves(first) else []
    seen: set[int] = set()
    while pending:
        path = pending.pop(0)
        assert path[-1].do is not None
        state = life.actions[path[-1].do.value].to.value
        if state == first.in_.value:
            return path
        for each in life.workflow.deadlines:
            if each.in_.value == state and _moves(each) and id(each) not in seen:
                seen.add(id(each))
                pending.append((*path, each))
    return ()


def _moves(deadline: Deadline) -> bool:
    # A day, unlike a span of time, does not come again.
    return deadline.do is not None and not deadline.once and deadline.on is None


def _problem(resolution: Resolution, circle: tuple[Deadline, ...]) -> Problem:
    names = [each.do.value for each in circle if each.do is not None]
    if len(circle) == 1:
        message = f"`{names[0]}` leads back to `{circle[0].in_.value}`: this deadline comes again for ever."
    else:
        lines = ", ".join(str(each.node.span.line) for each in circle[1:])
        message = f"`{'`, `'.join(names)}` follow each other for ever (the others: line {lines})."
    hint = "Write `once: true` in one of them, or let one lead to a final state."
    place = circle[0].node_of("do")
    found: Problem = resolution.spec.document.problem(CODE, "warning", place, message, hint)
    return found
