"""N108: a name that leads to nothing, in the places that are no expressions.

Fields to sign in with, states that a clock stands still in, what starts a deadline, whose answers a rule
of retention counts from. This spec fails, as no state is called `wating`:

```yaml
review: {}
workflow:
  states: {draft: Draft, waiting: Waiting, closed: {label: Closed, final: true}}
  actions:
    file: {by: applicant, from: draft, to: waiting}
    withdraw: {by: applicant, from: waiting, to: closed}
retention:
  wating: {since: saved, after: 1 year, then: delete}
```

This one passes:

```yaml
review: {}
workflow:
  states: {draft: Draft, waiting: Waiting, closed: {label: Closed, final: true}}
  actions:
    file: {by: applicant, from: draft, to: waiting}
    withdraw: {by: applicant, from: waiting, to: closed}
retention:
  waiting: {since: saved, after: 1 year, then: delete}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from formgen.language.constructs import Construct
from formgen.language.placeholders.check import resolve
from formgen.language.problems import Problem, nearest
from formgen.language.readers import Text
from formgen.language.resolution import Resolution
from formgen.language.source import Mapping, Node
from formgen.language.workflow import Action, Deadline, Workflow

CODE = "N108"
NEEDS_MEANING = False


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every such name that is not known."""
    finder = _Finder(resolution)
    yield from finder.account()
    yield from finder.silence()
    yield from finder.retention()
    workflow = resolution.spec.workflow
    if workflow is not None:
        for action in workflow.actions.values():
            yield from finder.action(action)
        for deadline in workflow.deadlines:
            yield from finder.deadline(deadline, workflow)
    for number in resolution.spec.numbers.values():
        yield from finder.names([number.order_within] if number.order_within else [])


class _Finder:
    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.spec = resolution.spec
        self.states = self.spec.workflow.states if self.spec.workflow else {}
        self.actions = self.spec.workflow.actions if self.spec.workflow else {}

    def account(self) -> Iterator[Problem]:
        account, one_open = self.spec.account, self.spec.one_open
        if account is not None:
            if isinstance(account.identifier, tuple):
                yield from self.names(account.identifier)
            if account.return_with is not None:
                yield from self.names(account.return_with.ask)
            if account.confirm_email is not None:
                yield from self.one(account.confirm_email.message, self.spec.messages, "message")
        if one_open is not None:
            yield from self.names([each for each in one_open.per if each.value != "account"])

    def silence(self) -> Iterator[Problem]:
        silence = self.spec.silence
        if silence is not None:
            if silence.has("since"):
                yield from self.start(silence, silence.since)
            for state in silence.pause_in:
                yield from self.one(state, self.states, "state")

    def retention(self) -> Iterator[Problem]:
        written = self.spec.node.get("retention")
        for entry in written.entries if isinstance(written, Mapping) else ():
            known = (*self.states, "final")
            if self.states and entry.key.value not in known:
                yield self.problem(entry.key.value, entry.key, known, "state")
        for rule in self.spec.retention.values():
            if rule.since is not None and rule.since != "closed":
                yield from self.start(rule, rule.since)

    def action(self, action: Action) -> Iterator[Problem]:
        change = action.may_change
        if change is None:
            return
        if isinstance(change.fields, tuple):
            yield from self.names(change.fields)
        if isinstance(change.documents, tuple):
            for document in change.documents:
                yield from self.one(document, self.spec.documents, "document")

    def deadline(self, deadline: Deadline, workflow: Workflow) -> Iterator[Problem]:
        if deadline.since is not None:
            yield from self.start(deadline, deadline.since)
        if isinstance(deadline.after, Text):
            yield from self.names([deadline.after])

    def start(self, part: Construct, written: str) -> Iterator[Problem]:
        """What starts a clock: an action, `MESSAGE opened`, `saved`, or a date."""
        words = written.split()
        node = part.node_of("since")
        if len(words) == 2 and words[1] == "opened":
            if words[0] not in self.spec.messages:
                yield self.problem(words[0], node, self.spec.messages, "message")
        elif written not in ("saved", *self.actions) and not self._known(written):
            known = ("saved", *self.actions, *self.resolution.scope.bindings)
            yield self.problem(written, node, known, "action or date")

    def names(self, names: Iterable[Text]) -> Iterator[Problem]:
        for name in names:
            if not self._known(name.value):
                yield self.problem(name.value, name.node, self.resolution.scope.bindings, "field")

    def _known(self, name: str) -> bool:
        return resolve(tuple(name.split(".")), self.resolution.scope) is not None

    def one(self, name: Text, among: Iterable[str], what: str) -> Iterator[Problem]:
        if name.value not in among:
            yield self.problem(name.value, name.node, among, what)

    def problem(self, name: str, node: Node, among: Iterable[Any], what: str) -> Problem:
        known = list(among)
        similar = nearest(name, known)
        hint = f"Did you mean `{similar}`?" if similar else f"Known: {', '.join(known[:12])}."
        if not known:
            hint = f"There is no {what} yet."
        message = f"No {what} is called `{name}`."
        found: Problem = self.spec.document.problem(CODE, "error", node, message, hint)
        return found
