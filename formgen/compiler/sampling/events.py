"""What happens to a sample after it was filed: the actions before a PDF is issued, with their fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from formgen.compiler.defaults import literal
from formgen.compiler.sampling.conditions import Conditions
from formgen.language.expressions import Group
from formgen.language.fields.base import Unreadable
from formgen.language.readers import Formula, Text
from formgen.language.resolution.layout import Placed
from formgen.language.workflow import Action

ROUNDS: Final = 60
TRIES: Final = 40


class Events:
    """Lets actions happen in one draft."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.draft = conditions.draft
        self.outline = conditions.outline
        self.procedure = conditions.draft.procedure
        inventor = conditions.draft.inventor
        # An agent writes otherwise than the person.
        self.agent = replace(inventor, words=replace(inventor.words, sentences=inventor.words.official))

    def before(self, pdf: str) -> list[str]:
        """The actions that lead to a PDF: the shortest way from the first state to one that issues it."""
        workflow = self.procedure.spec.workflow
        if workflow is None:
            return []
        first = next(iter(workflow.states))
        ways: dict[str, list[str]] = {first: []}
        pending = [first]
        while pending:
            state = pending.pop(0)
            open_state = not workflow.states[state].final
            for name, action in workflow.actions.items():
                if state not in [each.value for each in action.from_] and (action.from_ or not open_state):
                    continue
                way = [*ways[state], name]
                if pdf in _issued(action):
                    return way
                if action.to.value not in ways:
                    ways[action.to.value] = way
                    pending.append(action.to.value)
        return []

    def happen(self, actions: list[str]) -> None:
        """Let actions happen on the day of the sample, each by an invented agent."""
        today = self.agent.today
        self._name("issued_on", today)
        self._name("link", "https://example.org/")
        self._name("agent.first_name", self.agent.text("given_name"))
        self._name("agent.name", self.agent.text("family_name"))
        self._name("agent.capacity", self.agent.words.capacity)
        for action in actions:
            self._name(f"{action}.on", today)
            for placed in self._asked(action):
                self._answer(placed)
        self._mend(actions)

    def _name(self, name: str, value: Any) -> None:
        if name not in self.draft.fixed:
            self.draft.named[name] = value
            self.draft.changed()

    def _asked(self, action: str) -> Iterator[Placed]:
        pending = list(reversed(self.procedure.resolution.plan.action_fields[action]))
        while pending:
            each = pending.pop()
            if isinstance(each.binding.type, Group):
                pending += reversed(each.members)
            elif each.spec.asks and each.spec.type_name != "list":
                yield each

    def _answer(self, placed: Placed) -> None:
        name = placed.binding.name
        if name in self.draft.fixed:
            return
        value = self._default(placed)
        self._name(name, value if value is not None else self._invented(placed))

    def _default(self, placed: Placed) -> Any:
        """What its default says, as a value."""
        for when, each in self.outline.resolution.cases_of(placed.spec.default):
            if (
                when is not None
                and self.conditions.value(self.outline.tree(when, placed.scope), None) is not True
            ):
                continue
            if isinstance(each, Formula):
                tree = self.outline.tree(each, placed.scope, placed.binding.type)
                return self.conditions.value(tree, None)
            return (
                None if not isinstance(each, Text) else self._read(placed, literal(placed.spec, each.value))
            )
        return None

    def _invented(self, placed: Placed) -> Any:
        context = self.outline.resolution.context
        options = list(context.options(placed.spec))
        limits = placed.spec.limits(context)
        for _ in range(TRIES):
            value = placed.spec.invented(self.agent, placed.full_path, options)
            if value is None:
                continue
            value = self._read(placed, placed.spec.write(value))
            if value is not None and (limits is None or limits(value) is None):
                return value
        return None

    def _read(self, placed: Placed, entry: Any) -> Any:
        try:
            return placed.spec.reader(self.outline.resolution.context)(entry)
        except Unreadable:
            return None

    def _mend(self, actions: list[str]) -> None:
        """Let the checks of the actions' fields hold."""
        checks = [check for action in actions for each in self._asked(action) for check in each.spec.checks]
        for _ in range(ROUNDS):
            failing = [
                must for check in checks for must, _ in self.outline.checks(check)
                if self.conditions.value(must, None) is False
            ]  # fmt: skip
            if not failing:
                return
            self.conditions.make(self.draft.random.choice(failing), True, None)


def _issued(action: Action) -> list[str]:
    return [each.value for each in action.produce]


__all__ = ["Events"]
