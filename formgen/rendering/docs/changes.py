"""The workflow as diagrams draw it: states in order, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from formgen.language.workflow import Action, Workflow
from formgen.rendering.docs.life import Lives
from formgen.rendering.docs.questions import Questions
from formgen.rendering.docs.speech import Speech, unescaped


@dataclass(frozen=True, slots=True)
class Standing:
    """A state."""

    id: str
    title: str
    final: bool


@dataclass(frozen=True, slots=True)
class Change:
    """An action or a deadline.

    `who`: who does it; `notes`: further sentences; `by_itself`: whether it happens without anybody doing it.
    """

    title: str
    who: str
    notes: tuple[str, ...]
    origins: tuple[str, ...]
    target: str
    by_itself: bool = False

    @property
    def label(self) -> str:
        """All of it in one line."""
        return f"{self.title} ({self.who})" if self.who else self.title


@dataclass(frozen=True, slots=True)
class Changes:
    """A whole workflow."""

    title: str
    states: tuple[Standing, ...]
    changes: tuple[Change, ...]


def changes(speech: Speech) -> Changes:
    """The workflow of a procedure, which has one."""
    workflow = speech.spec.workflow
    assert workflow is not None
    states = tuple(
        Standing(name, speech.plainly(state.label), state.final) for name, state in workflow.states.items()
    )
    told = (*_actions(speech, workflow), *_deadlines(speech, workflow))
    return Changes(speech.plainly(speech.spec.title), states, tuple(told))


def _actions(speech: Speech, workflow: Workflow) -> Iterator[Change]:
    for name, action in workflow.actions.items():
        who = unescaped(speech.listed([speech.actor(each.value) for each in action.by], quoted=False))
        notes = []
        if action.when is not None:
            fields = speech.procedure.resolution.plan.action_fields[name]
            notes.append(speech.sentences.when(action.when, fields[0].scope if fields else speech.scope))
        by_itself = all(each.value == "system" for each in action.by)
        yield Change(
            speech.names.action(name),
            who,
            tuple(notes),
            _origins(action, workflow),
            action.to.value,
            by_itself,
        )


def _origins(action: Action, workflow: Workflow) -> tuple[str, ...]:
    if action.from_:
        return tuple(each.value for each in action.from_)
    return tuple(name for name, state in workflow.states.items() if not state.final)


def _deadlines(speech: Speech, workflow: Workflow) -> Iterator[Change]:
    lives = Lives(speech, Questions(speech))
    for deadline in workflow.deadlines:
        state = deadline.in_.value
        target = workflow.actions[deadline.do.value].to.value if deadline.do is not None else state
        yield Change(unescaped(lives.clock(deadline)), "", (), (state,), target, by_itself=True)
