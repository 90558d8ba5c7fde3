"""W502: a state that no dossier comes to, or that none can leave though it is not final.

A dossier begins in the first state; only actions lead on. From every state some way must lead to a final one,
or the dossier stays open for ever. This spec fails, as nothing leads to `closed`:

```yaml
workflow:
  states:
    draft: Draft
    filed: Filed
    closed: {label: Closed, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
```

This one passes:

```yaml
workflow:
  states:
    draft: Draft
    filed: Filed
    closed: {label: Closed, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed}
    withdraw: {by: applicant, from: any open, to: closed}
```

Conditions of actions are not looked at. Where several states lead only to each other, the first is told of.
"""

from __future__ import annotations

from collections.abc import Iterator

from formgen.checks.life import Life, life_of
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "W502"
NEEDS_MEANING = False


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every state that is never reached; the first of each knot of states that leads to no end."""
    life = life_of(resolution.spec)
    if life is None:
        return
    document = resolution.spec.document
    reached = life.reached()
    for name, state in life.states.items():
        if name not in reached:
            yield document.problem(CODE, "error", state.id_span, *_unreached(life, name))
    told: set[str] = set()
    finals = {*life.states} - {*life.open}
    if finals and not finals & reached:
        # The way to an end is what was told of already.
        return
    for name in life.open:
        behind = life.reached([name])
        # Of the states from which there is no end, the knot itself, and not the ways into it.
        knot = all(name in life.reached([each]) for each in behind)
        if name in reached and name not in told and knot and not behind & finals:
            told |= behind
            yield document.problem(CODE, "error", life.states[name].id_span, *_endless(name, behind, finals))


def _unreached(life: Life, name: str) -> tuple[str, str]:
    leading = [action for action, each in life.actions.items() if each.to.value == name]
    if not leading:
        return f"`{name}` is reached by no action.", f"Add an action `to: {name}`, or delete the state."
    message = f"No dossier comes to `{name}`: `{leading[0]}` leads there, but only from states never reached."
    return message, f"Give `{leading[0]}` a state in `from` that dossiers come to, or delete the state."


def _endless(name: str, behind: frozenset[str], finals: set[str]) -> tuple[str, str]:
    others = sorted(behind - {name})
    wanted = f"to a final state such as `{min(finals)}`" if finals else "to a final state"
    if not others:
        message = f"No action leaves `{name}`, and it is not final: a dossier stays there for ever."
        return message, f"Write `final: true` in it, or add an action `from: {name}` {wanted}."
    message = f"From `{name}` no action leads to an end: a dossier never becomes final."
    return message, f"Add an action from `{name}` or `{others[0]}` {wanted}."
