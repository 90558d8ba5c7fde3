"""W505: a workflow in which nobody can withdraw.

A person may change her mind until a decision is taken. This spec fails, as a dossier that is filed is out of
the applicant's hands:

```yaml
roles:
  agent: {label: Agent}
workflow:
  states:
    draft: Draft
    filed: Filed
    closed: {label: Closed, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    close: {by: agent, from: filed, to: closed, send: closed_notice}
messages:
  closed_notice: {mail: {subject: Your request is closed, text: We have dealt with your request.}}
```

This one passes:

```yaml
roles:
  agent: {label: Agent}
workflow:
  states:
    draft: Draft
    filed: Filed
    closed: {label: Closed, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    withdraw: {by: applicant, from: any open, to: closed}
    close: {by: agent, from: filed, to: closed, send: closed_notice}
messages:
  closed_notice: {mail: {subject: Your request is closed, text: We have dealt with your request.}}
```

Where filing itself is the end, and in a spec without a workflow, there is nothing to withdraw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from formgen.checks.life import APPLICANT, by, life_of
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "W505"
NEEDS_MEANING = False
_WITHDRAWN = re.compile("withdr|retir|cancel|annul|désist|desist|abandon", re.IGNORECASE)


def check(resolution: Resolution) -> Iterator[Problem]:
    """One problem, at `actions`, where no action of the applicant ends a dossier that is filed."""
    life = life_of(resolution.spec)
    if life is None or life.filing is None:
        return
    behind = life.reached([life.actions[life.filing].to.value])
    filed = behind & {*life.open} - {life.start}
    if not behind - {*life.open}:
        # That a request never ends is told of already.
        return
    ends = [each for each in life.actions.values() if by(each, APPLICANT) and each.to.value not in life.open]
    if not filed or any(filed & {*life.sources(each)} for each in ends):
        return
    message = "No action lets the applicant withdraw a request that is filed."
    ended = [name for name in life.states if name not in life.open]
    final = next((name for name in ended if _WITHDRAWN.search(name)), None)
    hint = f"Add one: `withdraw: {{by: applicant, from: any open, to: {final or 'withdrawn'}}}`"
    hint += "." if final else ", and a state for it: `withdrawn: {label: Withdrawn, final: true}`."
    place = life.workflow.span_of("actions")
    yield resolution.spec.document.problem(CODE, "warning", place, message, hint)
