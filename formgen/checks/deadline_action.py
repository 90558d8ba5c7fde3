"""W504: a deadline that cannot do what it says, or that says nothing to do or no time.

A deadline's action is one `by: system` that starts from the deadline's state. This spec fails, as `expire`
starts from `draft` while the deadline runs in `filed`:

```yaml
workflow:
  states:
    draft: Draft
    filed: Filed
    expired: {label: Expired, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    withdraw: {by: applicant, from: filed, to: expired}
    expire: {by: system, from: draft, to: expired}
  deadlines:
    - {in: filed, since: file, after: 30 days, do: expire}
```

This one passes:

```yaml
workflow:
  states:
    draft: Draft
    filed: Filed
    expired: {label: Expired, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    withdraw: {by: applicant, from: filed, to: expired}
    expire: {by: system, from: draft, to: expired}
  deadlines:
    - {in: draft, since: saved, after: 30 days, do: expire}
```

When it happens is said by `after:` (counted from `since:`, or from the beginning of the state) or by `on:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.life import APPLICANT, SYSTEM, Life, by, life_of
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution
from formgen.language.source import Node
from formgen.language.workflow import Deadline

CODE = "W504"
NEEDS_MEANING = False


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every such deadline, at what is wrong in it."""
    life = life_of(resolution.spec)
    known = {APPLICANT, SYSTEM, *resolution.spec.roles}
    for deadline in life.workflow.deadlines if life is not None else ():
        assert life is not None
        found = _incomplete(deadline) or _unfit(life, deadline, known)
        if found is not None:
            place, message, hint = found
            yield resolution.spec.document.problem(CODE, "error", place, message, hint)


def _incomplete(deadline: Deadline) -> tuple[Node, str, str] | None:
    if deadline.do is None and not deadline.send:
        hint = "Add `send:` with a message, or `do:` with an action that is `by: system`."
        return deadline.node, "This deadline does nothing.", hint
    if deadline.on is None and deadline.after is None:
        hint = "Add `after: 30 days`, counted from `since:`, or `on:` with a day."
        return deadline.node, "This deadline does not say when.", hint
    if deadline.on is not None and deadline.after is not None:
        hint = "Keep one: `after` counts from `since`, `on` is a day."
        return deadline.node_of("on"), "`on` and `after` cannot both say when.", hint
    return None


def _unfit(life: Life, deadline: Deadline, known: set[str]) -> tuple[Node, str, str] | None:
    if deadline.do is None:
        return None
    name, state = deadline.do.value, deadline.in_.value
    action = life.actions[name]
    if not by(action, SYSTEM):
        if not known.issuperset(each.value for each in action.by):
            # A misspelt role is told where it is written.
            return None
        who = " or ".join(each.value for each in action.by)
        message = f"`{name}` is done by {who}; a deadline can only do what is `by: system`."
        return deadline.do.node, message, f"Add `system` to `by` of `{name}`, or do another action."
    sources = life.sources(action)
    if state not in sources:
        written = " or ".join(f"`{each}`" for each in sources)
        message = f"`{name}` starts from {written}; this deadline runs in `{state}`."
        return deadline.do.node, message, f"Change `in` here, or `from` of `{name}`."
    return None
