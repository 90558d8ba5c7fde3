"""W506: an action of the system that nothing sets off.

What only the system may do is done by a deadline. This spec fails, as no deadline does `expire`:

```yaml
workflow:
  states:
    draft: Draft
    filed: {label: Filed, final: true}
    expired: {label: Expired, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    expire: {by: system, from: draft, to: expired}
```

This one passes:

```yaml
workflow:
  states:
    draft: Draft
    filed: {label: Filed, final: true}
    expired: {label: Expired, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    expire: {by: system, from: draft, to: expired}
  deadlines:
    - {in: draft, since: saved, after: 30 days, do: expire}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.life import SYSTEM, life_of
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "W506"
NEEDS_MEANING = False


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every action that only the system may do and no deadline does."""
    life = life_of(resolution.spec)
    for name, action in life.actions.items() if life is not None else ():
        assert life is not None
        if [each.value for each in action.by] == [SYSTEM] and not life.deadlines_of(name):
            state = life.sources(action)[0]
            message = f"Only the system may do `{name}`, and no deadline does it: it never happens."
            hint = f"Add a deadline such as `- {{in: {state}, after: 30 days, do: {name}}}`, or delete it."
            yield resolution.spec.document.problem(CODE, "warning", action.id_span, message, hint)
