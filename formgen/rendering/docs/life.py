"""The life of a request: states, actions, deadlines, numbers, how long it is kept, what silence means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from formgen.language.expressions import INTEGER, Binding, Date, Names
from formgen.language.workflow import Action, Deadline, Retention
from formgen.rendering.docs.questions import Question, Questions
from formgen.rendering.docs.speech import Speech, escaped


@dataclass(frozen=True, slots=True)
class ActionTold:
    """An action. `questions`: what is asked of who does it."""

    title: str
    facts: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """All of it, in sentences."""

    roles: tuple[str, ...]
    states: tuple[str, ...]
    actions: tuple[ActionTold, ...]
    deadlines: tuple[str, ...]
    numbers: tuple[str, ...]
    retention: tuple[str, ...]


class Lives:
    """Describes the life of requests of one procedure."""

    def __init__(self, speech: Speech, questions: Questions) -> None:
        self.speech = speech
        self.say = speech.say
        self.spec = speech.spec
        self.questions = questions

    def tell(self) -> Life:
        """Everything; empty where the procedure has no workflow."""
        workflow = self.spec.workflow
        return Life(
            tuple(self._roles()),
            tuple(self._states()),
            tuple(self._action(name, each) for name, each in (workflow.actions if workflow else {}).items()),
            tuple(self.deadline(each) for each in (workflow.deadlines if workflow else ())),
            tuple(self._numbers()),
            tuple(self._retention(name, each) for name, each in self.spec.retention.items()),
        )

    def _roles(self) -> Iterator[str]:
        for name, role in self.spec.roles.items():
            actor = self.speech.actor(name)
            if role.sees is None:
                yield self.say("role_sees_all", role=actor)
            else:
                yield self.say("role_sees", role=actor, condition=self.speech.condition(role.sees))

    def _states(self) -> Iterator[str]:
        states = self.spec.workflow.states if self.spec.workflow else {}
        for place, (name, state) in enumerate(states.items()):
            key = "state_final" if state.final else "state" if place else "state_first"
            yield self.say(key, state=self.speech.state(name))

    def _action(self, name: str, action: Action) -> ActionTold:
        placed = self.speech.procedure.resolution.plan.action_fields[name]
        return ActionTold(
            self.speech.action(name), tuple(self._facts(name, action)), self.questions.all(placed)
        )

    def _facts(self, name: str, action: Action) -> Iterator[str]:
        speech = self.speech
        actors = [speech.actor(each.value) for each in action.by]
        yield self.say("action_by", actors=speech.listed(actors, quoted=False))
        yield self._path(action)
        if action.when is not None:
            fields = speech.procedure.resolution.plan.action_fields[name]
            scope = fields[0].scope if fields else speech.scope
            yield self.say("action_when", when=speech.when(action.when, scope))
        if action.documents:
            titles = speech.listed(speech.document(each.value) for each in action.documents)
            yield self.say("action_documents", names=titles)
        if action.number is not None:
            number = speech.quoted(speech.path(action.number.value))
            yield self.say("action_number", number=number)
        if action.produce:
            yield self.say(
                "action_produces", names=speech.listed(speech.pdf(each.value) for each in action.produce)
            )
        if action.send:
            yield self.say(
                "action_sends", names=speech.listed(speech.message(each.value) for each in action.send)
            )
        if action.may_change is not None:
            yield self.say("action_may_change", names=speech.series(self._changeable(action)))

    def _path(self, action: Action) -> str:
        speech = self.speech
        if not action.from_:
            return self.say("action_path_open", to_state=speech.state(action.to.value))
        starts = speech.listed(speech.state(each.value) for each in action.from_)
        if [each.value for each in action.from_] == [action.to.value]:
            return self.say("action_stays", from_states=starts)
        return self.say("action_path", from_states=starts, to_state=speech.state(action.to.value))

    def _changeable(self, action: Action) -> Iterator[str]:
        changes = action.may_change
        assert changes is not None
        for kind, named in (("documents", changes.documents), ("fields", changes.fields)):
            if isinstance(named, str):
                yield self.say(f"change_{kind}_{named}")
            elif named:
                path = self.speech.path if kind == "fields" else self.speech.document
                yield self.speech.listed(path(each.value) for each in named)
        if changes.other:
            yield self.say("change_other")

    def deadline(self, deadline: Deadline) -> str:
        """A deadline as a sentence."""
        speech = self.speech
        state = speech.state(deadline.in_.value)
        effects = speech.listed(self._effects(deadline), quoted=False)
        if deadline.on is not None:
            day = escaped(speech.sentences.value(deadline.on, speech.scope, Date()).text)
            said = self.say("deadline_on", state=state, day=day, effects=effects)
        else:
            start = self.start(deadline.since)
            duration = speech.duration(deadline.after)
            said = self.say("deadline_after", state=state, duration=duration, start=start, effects=effects)
        if deadline.once:
            said = self.say("deadline_once", deadline=said)
        if deadline.unopened is not None:
            duration = speech.duration(deadline.unopened)
            said = self.say("deadline_unopened", deadline=said, duration=duration)
        return said

    def clock(self, deadline: Deadline) -> str:
        """When a deadline falls and what it does, without the state: for diagrams, which show that."""
        speech = self.speech
        effects = speech.listed(self._effects(deadline), quoted=False)
        if deadline.on is not None:
            day = speech.sentences.value(deadline.on, speech.scope, Date()).text
            return self.say("clock_on", day=day, effects=effects)
        duration = speech.duration(deadline.after)
        return self.say("clock_after", duration=duration, start=self.start(deadline.since), effects=effects)

    def _effects(self, deadline: Deadline) -> Iterator[str]:
        for message in deadline.send:
            yield self.say("effect_send", message=self.speech.message(message.value))
        if deadline.do is not None:
            yield self.say("effect_do", action=self.speech.action(deadline.do.value))

    def start(self, since: str | None) -> str:
        """What a clock starts from."""
        workflow = self.spec.workflow
        if since is None:
            return self.say("since_state")
        if since in ("saved", "closed"):
            return self.say(f"since_{since}")
        first = since.split()[0]
        if since.endswith(" opened") and first in self.spec.messages:
            return self.say("since_opened", message=self.speech.message(first))
        if workflow is not None and since in workflow.actions:
            return self.say("since_action", action=self.speech.action(since))
        return self.say("since_date", name=self.speech.quoted(self.speech.path(since)))

    def _numbers(self) -> Iterator[str]:
        for name, number in self.spec.numbers.items():
            form = self.speech.line(number.text, self._number_scope())
            said = self.say("number", name=self.speech.path(name), form=form)
            if number.order_within is not None:
                within = self.speech.quoted(self.speech.path(number.order_within.value))
                said = f"{said} {self.say('number_within', name=within)}"
            yield said

    def _number_scope(self) -> Names:
        return Names({"order": Binding("order", INTEGER, 0)}, self.speech.procedure.resolution.scope)

    def _retention(self, name: str, rule: Retention) -> str:
        if name == "final":
            subject = self.say("retention_final")
        else:
            subject = self.say("retention_state", state=self.speech.state(name))
        return self.say(
            f"retention_{rule.then}",
            subject=subject,
            duration=self.speech.duration(rule.after),
            start=self.start(rule.since),
        )

    def silence(self) -> str:
        """What the silence of the administration means; "" where the spec does not say."""
        silence = self.spec.silence
        if silence is None:
            return ""
        said = [
            self.say(
                f"silence_{silence.effect}",
                duration=self.speech.duration(silence.after),
                start=self.start(silence.since),
                basis=self.speech.line(silence.basis),
            )
        ]
        if silence.pause_in:
            states = self.speech.listed(self.speech.state(each.value) for each in silence.pause_in)
            said.append(self.say("silence_paused", states=states))
        said.append(self.say("silence_remedies", remedies=self.speech.line(silence.remedies)))
        return " ".join(said)


__all__ = ["ActionTold", "Life", "Lives"]
