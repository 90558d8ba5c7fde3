"""P601: a decision that the person is not told of, or is not told how to contest.

Who decides on a request must tell the person (in France: CRPA, articles L. 211-2 and L. 221-8). A refusal
also says what can be done against it, or the time to contest it does not begin (code de justice
administrative, article R. 421-5). This spec fails, since `refuse` tells nobody anything:

```yaml
roles:
  agent: {label: Agent}
workflow:
  states:
    draft: Draft
    filed: Filed
    refused: {label: Refused, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    withdraw: {by: applicant, from: any open, to: refused}
    refuse: {by: agent, from: filed, to: refused}
```

This one passes:

```yaml
roles:
  agent: {label: Agent}
workflow:
  states:
    draft: Draft
    filed: Filed
    refused: {label: Refused, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    withdraw: {by: applicant, from: any open, to: refused}
    refuse: {by: agent, from: filed, to: refused, send: refused_notice}
messages:
  refused_notice:
    in_account:
      topic: decision
      title: Your request is refused
      text: You may appeal to the mayor within two months.
```

A refusal is known by its name or its state (`refuse`, `reject`, `deny`, `revoke` …); it is warned of when
nothing that goes out with it speaks of an appeal or names `remedies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from formgen.checks.life import Life, by_a_role, life_of
from formgen.language.constructs import walk
from formgen.language.problems import Problem
from formgen.language.readers import Text
from formgen.language.resolution import Resolution
from formgen.language.resolution.fragments import expand
from formgen.language.spec import Spec
from formgen.language.workflow import Action

CODE = "P601"
NEEDS_MEANING = False

_AGAINST = re.compile(
    r"refus|reject|rejet|den(?:y|ied)|declin|revok|revoc|unfavo|defavo|défavo|dismiss", re.IGNORECASE
)
_REMEDY = re.compile(
    r"remed|recours|contest|appeal|challeng|objection|complain|review of (?:this|the) decision|tribunal",
    re.IGNORECASE,
)


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every final decision of a role that sends nothing; every refusal that names no remedy."""
    life = life_of(resolution.spec)
    for name, action in life.actions.items() if life is not None else ():
        assert life is not None
        if not by_a_role(action) or action.to.value in life.open:
            continue
        document = resolution.spec.document
        if not action.send and not action.produce:
            message = f"`{name}` ends the request and tells the person nothing."
            hint = (
                "Add `send:` with a message, or `produce:` with a letter, which also says how to contest it."
            )
            yield document.problem(CODE, "error", action.id_span, message, hint)
        elif _is_refusal(life, name, action) and not _names_remedies(resolution, action):
            message = f"`{name}` does not tell the person how to contest it."
            hint = f"Say so in `{_first_output(action)}`: to whom one can appeal, and until when."
            yield document.problem(CODE, "warning", action.id_span, message, hint)


def _is_refusal(life: Life, name: str, action: Action) -> bool:
    state = life.states[action.to.value]
    labels = (action.label.value if action.label else "", state.label.value)
    return any(_AGAINST.search(each) for each in (name, action.to.value, *labels))


def _names_remedies(resolution: Resolution, action: Action) -> bool:
    return any(
        # The name of a fragment may say it as well as its words.
        _REMEDY.search(text.value)
        or _REMEDY.search(expand(text.value, resolution.fragments, lambda each: each.value))
        for text in _sent(resolution.spec, action)
    )


def _sent(spec: Spec, action: Action) -> Iterator[Text]:
    """Every text that goes out with an action: letters, messages, what they carry."""
    parts: list[Any] = [spec.pdfs.get(each.value) for each in action.produce]
    for name in action.send:
        message = spec.messages.get(name.value)
        if message is None:
            continue
        parts.append(message)
        if isinstance(message.mail, Text):
            parts.append(spec.fragments.get(message.mail.value))
        carried = (*getattr(message.mail, "attach", ()), *getattr(message.in_account, "download", ()))
        parts += [spec.pdfs.get(each.value) for each in carried]
    yield from (part for part in walk(parts) if isinstance(part, Text))


def _first_output(action: Action) -> str:
    first: Text = (*action.produce, *action.send)[0]
    return first.value
