"""Questions as a person would explain them: what is asked, when, what is known already, what must hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from formgen.language.expressions import Scope
from formgen.language.fields.base import Check, Requirement
from formgen.language.fields.choice import OptionsField
from formgen.language.fields.list import ListField
from formgen.language.fields.note import NoteField
from formgen.language.readers import Cases, Formula, Text
from formgen.language.resolution.layout import Placed
from formgen.rendering.docs.bounds import bounds
from formgen.rendering.docs.speech import Speech, capital, escaped

_SHOWN: Final = 20
"""So many options are listed; of longer lists the first ones."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `facts`: sentences. `parts`: what stands below it, under headings of their own or ""."""

    title: str
    kind: str
    facts: tuple[str, ...]
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What stands below a question: an option, the words of a way out, a screen of an item."""

    title: str
    facts: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


class Questions:
    """Describes questions of one procedure."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.say = speech.say
        self.context = speech.procedure.resolution.context

    def all(self, placed: tuple[Placed, ...]) -> tuple[Question, ...]:
        """Every question of a place, those that follow an option below it."""
        return tuple(self.one(each) for each in placed)

    def one(self, placed: Placed) -> Question:
        """One question."""
        if isinstance(placed.spec, NoteField):
            return self._note(placed)
        title = self.speech.title(placed.spec.label, placed)
        return Question(title, self._kind(placed), tuple(self._facts(placed)), tuple(self._parts(placed)))

    def _note(self, placed: Placed) -> Question:
        spec: Any = placed.spec
        key = "note_warning" if spec.tone == "warning" else "note"
        facts = [self.say("note_shown", when=self.speech.when(spec.when, placed.scope))] if spec.when else []
        facts.append(self.speech.line(spec.text, placed.scope))
        return Question(self.speech.title(spec.label, placed) or self.say(key), "", tuple(facts))

    def _kind(self, placed: Placed) -> str:
        spec: Any = placed.spec
        name = spec.type_name
        if name == "country" and spec.as_ == "nationality":
            name = "nationality"
        key = f"doc_type_{name}"
        kind = self.speech.words.get(key if key in self.speech.words else "doc_type_other")
        if name == "group" or (spec.copied_from is not None and spec.if_missing is None):
            return kind
        return f"{kind}, {self.requirement(spec.required, placed.scope, 'answer')}"

    def requirement(self, value: Requirement | Cases[Requirement], scope: Scope, of: str) -> str:
        """ "an answer is required", in each case where there are several. `of`: "answer" or "paper"."""
        if isinstance(value, Cases):
            return self.speech.series(
                self.say(
                    "in_case",
                    when=self.speech.when(case.when, scope) if case.when else self.say("otherwise"),
                    rule=self.requirement(case.value, scope, of),
                )
                for case in value.items
            )
        if value.condition is not None:
            return self.say(f"{of}_required_when", when=self.speech.when(value.condition, scope))
        key = {"error": "required", "warning": "expected"}.get(value.level or "", "optional")
        return self.say(f"{of}_{key}")

    def _facts(self, placed: Placed) -> Iterator[str]:
        spec, scope, speech = placed.spec, placed.scope, self.speech
        if spec.when is not None:
            yield self.say("asked", when=speech.when(spec.when, scope))
        if isinstance(spec, ListField) and spec.first_question is not None:
            yield self.say("first_question", text=speech.title(spec.first_question, placed))
        if spec.hint is not None:
            yield self.say("hint", text=speech.line(spec.hint, scope))
        yield from bounds(speech, placed)
        yield from self._origin(placed)
        if isinstance(spec, OptionsField) and spec.only is not None:
            condition = speech.condition(spec.only, placed.only_scope or scope)
            yield self.say("options_only", condition=condition)
        for check in spec.checks:
            yield self.check(check, scope)
        if spec.help is not None:
            yield self.say("help", text=speech.line(spec.help.text, scope))
        if spec.why is not None:
            yield self.say("why", text=speech.line(spec.why, scope))
        if spec.sensitive:
            yield self.say("sensitive")

    def _origin(self, placed: Placed) -> Iterator[str]:
        spec = placed.spec
        if spec.copied_from is not None:
            source = self.speech.source(spec.copied_from.value.partition(".")[0])
            yield self.say("locked_or_asked" if spec.if_missing == "ask" else "locked", source=source)
        if spec.prefill is not None:
            yield self.say("prefilled", source=self.speech.source(spec.prefill.value.partition(".")[0]))
        default: Any = spec.default
        if isinstance(default, Cases):
            for case in default.items:
                when = self.speech.when(case.when, placed.scope) if case.when else self.say("otherwise")
                yield self.say("default_when", when=when, value=self._default(case.value, placed))
        elif default is not None:
            yield self.say("default", value=self._default(default, placed))

    def _default(self, default: Text | Formula, placed: Placed) -> str:
        if isinstance(default, Formula):
            said = self.speech.sentences.value(default, placed.scope, placed.binding.type)
            return escaped(said.text)
        options = self.context.options(placed.spec)
        if default.value in options:
            return self.speech.title(options[default.value].label, placed)
        return escaped(default.value)

    def check(self, check: Check, scope: Scope) -> str:
        """What must hold, and what the person reads when it does not."""
        key = "check" if check.level == "error" else "check_warns"
        message = self.speech.line(check.message, scope)
        said = self.say(key, condition=self.speech.condition(check.must, scope), message=message)
        if check.when is None:
            return said
        return self.say("check_when", check=said, when=self.speech.when(check.when, scope))

    def _parts(self, placed: Placed) -> Iterator[Part]:
        spec: Any = placed.spec
        if isinstance(spec, ListField):
            yield from self._of_item(spec, placed)
            return
        if spec.type_name == "group":
            yield Part("", (), self.all(placed.members))
            return
        yield from self._options(placed)
        for word, said in spec.or_say.items():
            title = self.say("may_say", label=self.speech.title(said.label, placed))
            yield Part(title, (), self._following(placed, word, said=True))

    def _of_item(self, spec: ListField, placed: Placed) -> Iterator[Part]:
        if not spec.pages:
            yield Part("", (), self.all(placed.members))
            return
        by_id = {member.spec.id: member for member in placed.members}
        inner = placed.item_scope or placed.scope
        for page in spec.pages.values():
            title = self.speech.title(page.title) or self.speech.title(next(iter(page.fields.values())).label)
            facts = [self.check(each, inner) for each in page.checks]
            text = self.speech.line(page.text, inner)
            key = "item_page" if page.when is None else "item_page_shown"
            when = self.speech.when(page.when, inner) if page.when is not None else ""
            heading = self.say(key, title=title, **({"when": when} if when else {}))
            yield Part(
                heading, (*([text] if text else []), *facts), self.all(tuple(by_id[id] for id in page.fields))
            )

    def _options(self, placed: Placed) -> Iterator[Part]:
        options = self.context.options(placed.spec)
        whole = len(options) <= _SHOWN
        for word, option in list(options.items())[: None if whole else _SHOWN // 2]:
            label = self.speech.title(option.label, placed)
            if option.when is not None:
                label = self.say("option_when", label=label, when=self.speech.when(option.when, placed.scope))
            if option.excludes_others:
                label = self.say("option_excludes", label=label)
            hint = (self.speech.line(option.hint, placed.scope),) if option.hint is not None else ()
            yield Part(label, hint, self._following(placed, word, said=False))
        if not whole:
            yield Part(self.say("options_in_all", count=len(options)))

    def _following(self, placed: Placed, word: str, *, said: bool) -> tuple[Question, ...]:
        return self.all(
            tuple(each for each in placed.members if each.follows == word and each.follows_said is said)
        )


__all__ = ["Part", "Question", "Questions", "capital"]
