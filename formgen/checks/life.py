"""The graph of a workflow: which states follow which, and what has happened before a state is reached.

Conditions of actions are left out: what is called unreachable here stays so whatever people answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, Literal

from formgen.language.spec import Spec
from formgen.language.workflow import Action, Deadline, State, Workflow

APPLICANT: Final = "applicant"
SYSTEM: Final = "system"

Before = Literal["always", "sometimes", "never"]


class Life:
    """A workflow whose names are all known, as a graph. The first state is where a dossier begins."""

    def __init__(self, workflow: Workflow) -> None:
        self.workflow = workflow
        self.states: dict[str, State] = workflow.states
        self.actions: dict[str, Action] = workflow.actions
        self.start = next(iter(self.states))
        self.open = tuple(name for name, state in self.states.items() if not state.final)
        self.filing = self._filing()

    def sources(self, action: Action) -> tuple[str, ...]:
        """The states it starts from; `any open` written out."""
        return tuple(each.value for each in action.from_) or self.open

    def leaving(self, state: str) -> dict[str, Action]:
        """The actions that start from a state, by name."""
        return {name: each for name, each in self.actions.items() if state in self.sources(each)}

    def reached(self, frm: Iterable[str] | None = None, without: Collection[str] = ()) -> frozenset[str]:
        """The states that can follow some states (those too), when some actions are never taken."""
        found = set([self.start] if frm is None else frm)
        pending = list(found)
        while pending:
            for name, action in self.leaving(pending.pop()).items():
                if name not in without and action.to.value not in found:
                    found.add(action.to.value)
                    pending.append(action.to.value)
        return frozenset(found)

    def before(self, names: Collection[str], states: Iterable[str]) -> Before:
        """Whether one of these actions was taken when a dossier is in one of these states."""
        wanted = set(states)
        possible = self.reached()
        taken = [each for each in (self.actions[name] for name in names) if possible & {*self.sources(each)}]
        if not wanted & self.reached([each.to.value for each in taken]):
            return "never"
        return "sometimes" if wanted & self.reached(without=names) else "always"

    def deadlines_of(self, action: str) -> list[Deadline]:
        """The deadlines that do an action."""
        return [each for each in self.workflow.deadlines if each.do is not None and each.do.value == action]

    def _filing(self) -> str | None:
        """The action that files: `file`, or the first by which the applicant leaves the first state."""
        leaving = [name for name, each in self.leaving(self.start).items() if by(each, APPLICANT)]
        return "file" if "file" in leaving else next(iter(leaving), None)


def by(action: Action, who: str) -> bool:
    """Whether an action is a certain person's, or the system's."""
    return who in (each.value for each in action.by)


def by_a_role(action: Action) -> bool:
    """Whether somebody of the administration takes it."""
    return any(each.value not in (APPLICANT, SYSTEM) for each in action.by)


def life_of(spec: Spec) -> Life | None:
    """The graph of a spec's workflow; None without one, or where a name in it is unknown and told of so."""
    workflow = spec.workflow
    if workflow is None or not workflow.states:
        return None
    for action in workflow.actions.values():
        if any(each.value not in workflow.states for each in (*action.from_, action.to)):
            return None
    for deadline in workflow.deadlines:
        if deadline.in_.value not in workflow.states:
            return None
        if deadline.do is not None and deadline.do.value not in workflow.actions:
            return None
    return Life(workflow)
