"""P603: dossiers are deleted before a deadline that speaks of them.

What a rule of retention deletes gets no reminder and reaches no deadline. This spec fails, as drafts are gone
on day 20 and reminded on day 23:

```yaml
workflow:
  states:
    draft: Draft
    filed: {label: Filed, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
  deadlines:
    - {in: draft, since: saved, after: 23 days, send: draft_reminder}
retention:
  draft: {since: saved, after: 20 days, then: delete}
messages:
  draft_reminder: {mail: {subject: Your draft, text: It will soon be deleted.}}
```

This one passes:

```yaml
workflow:
  states:
    draft: Draft
    filed: {label: Filed, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
  deadlines:
    - {in: draft, since: saved, after: 23 days, send: draft_reminder}
retention:
  draft: {since: saved, after: 30 days, then: delete}
messages:
  draft_reminder: {mail: {subject: Your draft, text: It will soon be deleted.}}
```

Only durations that count from the same beginning are compared; a month has from 28 to 31 days.
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.language.problems import Problem
from formgen.language.readers import Text
from formgen.language.resolution import Resolution
from formgen.language.values import Duration
from formgen.language.workflow import Deadline, Retention

CODE = "P603"
NEEDS_MEANING = False


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every rule of retention that surely ends before a deadline of its state."""
    spec = resolution.spec
    workflow = spec.workflow
    if workflow is None:
        return
    for deadline in workflow.deadlines:
        state = workflow.states.get(deadline.in_.value)
        name = deadline.in_.value
        if name not in spec.retention and state is not None and state.final:
            name = "final"
        rule = spec.retention.get(name)
        if rule is not None and _ends_before(rule, deadline):
            what = _what(deadline)
            after = deadline.node_of("after")
            message = (
                f"`{name}: {rule.node_of('after').source}` ends before {what}, "
                f"{after.source} after the same beginning (line {after.span.line})."
            )
            hint = f"Keep these dossiers longer, or let {what} come earlier."
            yield spec.document.problem(CODE, "error", rule.node_of("after"), message, hint)


def _ends_before(rule: Retention, deadline: Deadline) -> bool:
    if deadline.after is None or isinstance(deadline.after, Text):
        return False
    # A rule that does not say so counts from the last change.
    if deadline.since != rule.since and (rule.since is not None or deadline.since != "saved"):
        return False
    return _days(rule.after, longest=True) < _days(deadline.after, longest=False)


def _days(duration: Duration, *, longest: bool) -> int:
    """The most or the fewest days that a duration can take."""
    years, months = divmod(duration.months, 12)
    if longest:
        return duration.days + years * 366 + min(months * 31, 366)
    return duration.days + years * 365 + months * 28 + max(0, (months - 1) * 2)


def _what(deadline: Deadline) -> str:
    if deadline.do is not None:
        return f"`{deadline.do.value}`"
    return f"the message `{deadline.send[0].value}`" if deadline.send else "a deadline"
