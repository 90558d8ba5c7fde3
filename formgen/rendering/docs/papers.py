"""Documents to hand in, as a person would explain them: which, when, how old, what may be said instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from formgen.compiler.compile import alternatives_of
from formgen.compiler.procedure import Document
from formgen.language.documents import Age, Alternative, AtLeast, Rule
from formgen.language.expressions import DURATION
from formgen.rendering.docs.questions import Part, Questions
from formgen.rendering.docs.speech import Speech, capital, escaped


@dataclass(frozen=True, slots=True)
class PaperRule:
    """What is asked in one case. `when`: a sentence, or "" where there are no cases."""

    when: str
    rule: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document. `text`: Markdown quotation, or ""."""

    title: str
    text: str
    facts: tuple[str, ...]
    rules: tuple[PaperRule, ...]
    instead: tuple[Part, ...]


class Papers:
    """Describes the documents of one procedure."""

    def __init__(self, speech: Speech, questions: Questions) -> None:
        self.speech = speech
        self.say = speech.say
        self.questions = questions

    def all(self) -> tuple[Paper, ...]:
        """Every document, in the order of the pages."""
        pages = self.speech.procedure.pages.values()
        return tuple(self.one(document) for page in pages for document in page.documents)

    def one(self, document: Document) -> Paper:
        """One document."""
        placed = self.speech.procedure.resolution.plan.said_fields[document.id]
        instead = tuple(
            Part(
                self.say("may_say", label=self.speech.title(said.label)),
                (),
                self.questions.all(placed.get(word, ())),
            )
            for word, said in document.said.items()
        )
        return Paper(
            self.speech.title(document.spec.title),
            self.speech.rich(document.spec.text),
            tuple(self._facts(document)),
            tuple(self._rules(document)),
            instead,
        )

    def _facts(self, document: Document) -> Iterator[str]:
        spec, speech = document.spec, self.speech
        yield self.say("document_on", page=speech.page(document.page))
        if spec.when is not None:
            yield self.say("document_asked", when=speech.when(spec.when))
        yield capital(self.questions.requirement(spec.required, speech.scope, "paper")) + "."
        if spec.not_older_than is not None:
            yield self._age(spec.not_older_than)
            yield self.say(f"dated_{spec.not_older_than.dated}")
        if spec.one_per is not None:
            over = escaped(speech.sentences.value(spec.one_per.over, speech.scope, DURATION).text)
            yield self.say("document_periods", period=speech.duration(spec.one_per.period), over=over)
        if spec.for_each is not None:
            each = self.say("document_for_each", items=speech.path(spec.for_each.value))
            if spec.only is not None:
                scope = speech.procedure.resolution.plan.item_scope(spec.for_each.value)
                each = f"{each} {self.say('document_asked', when=speech.when(spec.only, scope))}"
            yield each
        if spec.hand_in == "by_post":
            yield self.say("document_by_post")
        if spec.formats is not None:
            formats = speech.listed([each.upper() for each in spec.formats], quoted=False)
            yield self.say("document_formats", formats=formats)
        if spec.why is not None:
            yield self.say("why", text=speech.line(spec.why))

    def _age(self, age: Age) -> str:
        key = "document_age" if age.level == "error" else "document_age_warns"
        return self.say(key, duration=self.speech.duration(age.limit))

    def _rules(self, document: Document) -> Iterator[PaperRule]:
        spec = document.spec
        if spec.cases is None:
            if spec.one_per is None:
                yield self._rule("", spec)
            elif isinstance(spec.at_least, int):
                yield PaperRule("", self.say("document_enough", count=spec.at_least), ())
            return
        for case in spec.cases.items:
            when = self.speech.when(case.when) if case.when else self.say("otherwise")
            yield self._rule(capital(when), case.value)

    def _rule(self, when: str, rule: Rule) -> PaperRule:
        papers = tuple(self._alternative(each) for each in alternatives_of(rule).values())
        if rule.not_asked:
            return PaperRule(when, self.say("document_not_asked"), ())
        if not papers:
            return PaperRule(when, self.say("document_one"), ())
        if len(papers) == 1:
            return PaperRule(when, self.say("document_this"), papers)
        if rule.one_of:
            return PaperRule(when, self.say("document_one_of"), papers)
        if rule.all_of:
            return PaperRule(when, self.say("document_all_of"), papers)
        count = rule.at_least.n if isinstance(rule.at_least, AtLeast) else rule.at_least or 1
        return PaperRule(when, self.say("document_at_least", count=count), papers)

    def _alternative(self, alternative: Alternative) -> str:
        speech = self.speech
        notes = []
        title = speech.title(alternative.title)
        if alternative.field is not None:
            question = speech.path(alternative.field.value)
            notes.append(self.say("paper_by_field", question=question))
            title = title or question
        if alternative.when is not None:
            notes.append(self.say("paper_wanted", when=speech.when(alternative.when)))
        if alternative.not_older_than is not None:
            notes.append(self.say("paper_age", duration=speech.duration(alternative.not_older_than.limit)))
        if alternative.hint is not None:
            notes.append(speech.line(alternative.hint))
        return f"{title} ({self.speech.series(notes)})" if notes else title or escaped(alternative.id)
