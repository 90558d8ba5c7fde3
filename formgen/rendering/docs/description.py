"""The whole of a procedure in one language, ready for the template: the frame around questions and rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from formgen.compiler.procedure import Page
from formgen.language.fields.note import NoteField
from formgen.rendering.docs.life import Lives
from formgen.rendering.docs.outputs import OutputBook
from formgen.rendering.docs.papers import Papers
from formgen.rendering.docs.questions import Question, Questions
from formgen.rendering.docs.rules import RuleBook
from formgen.rendering.docs.speech import Speech

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure


@dataclass(frozen=True, slots=True)
class PageTold:
    """A page. `facts`: sentences above its questions; `stops` and `checks`: below them."""

    number: int
    title: str
    facts: tuple[str, ...]
    text: str
    questions: tuple[Question, ...]
    documents: str
    checks: tuple[str, ...]
    stops: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step with its pages; `facts` say when it is shown."""

    number: int
    title: str
    facts: tuple[str, ...]
    text: str
    pages: tuple[PageTold, ...]


class Describer:
    """Describes one procedure in one language."""

    def __init__(self, procedure: Procedure, language: str) -> None:
        self.procedure = procedure
        self.speech = Speech(procedure, language)
        self.say = self.speech.say
        self.questions = Questions(self.speech)
        self.lives = Lives(self.speech, self.questions)

    def context(self) -> dict[str, Any]:
        """What the template shows."""
        spec, speech = self.procedure.spec, self.speech
        outputs = OutputBook(speech)
        review, confirmation = spec.review, spec.confirmation
        return {
            "say": self.say,
            "title": speech.title(spec.title),
            "summary": speech.title(spec.summary),
            "facts": list(self._facts()),
            "before": [
                self._page(page)
                for page in self.procedure.pages.values()
                if page.kind in ("orientation", "identify")
            ],
            "preamble": speech.rich(spec.preamble.text) if spec.preamble else "",
            "steps": list(self._steps()),
            "papers": Papers(speech, self.questions).all(),
            "review_text": speech.rich(review.text) if review else "",
            "declarations": list(self._declarations()),
            "confirmation": speech.rich(confirmation.text) if confirmation else "",
            "downloads": self._downloads(),
            "rules": RuleBook(speech).tell(),
            "life": self.lives.tell(),
            "messages": outputs.messages(),
            "pdfs": outputs.pdfs(),
        }

    def _facts(self) -> Iterator[tuple[str, str]]:
        spec, speech, words = self.procedure.spec, self.speech, self.speech.words
        yield self.say("procedure"), self.say("version", id=f"`{spec.id_}`", version=spec.version)
        contact = [
            speech.title(spec.service.name),
            speech.line(spec.service.address),
            spec.service.email or "",
        ]
        yield self.say("service"), ", ".join(each for each in [*contact, spec.service.phone or ""] if each)
        if spec.price is not None:
            amount, currency = spec.price
            money = speech.wording.formatter.numbers.money(amount, currency or spec.currency)
            yield self.say("price"), money if amount else words.get("free_of_charge")
        if spec.duration is not None:
            yield self.say("duration"), str(speech.wording.fragments["duration"])
        yield self.say("languages"), speech.listed(map(_language, self.procedure.languages), quoted=False)
        yield self.say("size"), self._size()
        if spec.uploads is not None:
            yield self.say("files"), self._files()
        if spec.one_open is not None:
            names = [
                self.say("account") if each.value == "account" else speech.quoted(speech.path(each.value))
                for each in spec.one_open.per
            ]
            yield self.say("one_open"), self.say("one_open_per", names=speech.listed(names, quoted=False))
        if spec.silence is not None:
            yield self.say("silence"), self.lives.silence()

    def _size(self) -> str:
        asked = [each for each in self._asked() if not isinstance(each.spec, NoteField)]
        return self.say(
            "size_of",
            pages=self.say("pages", count=len(self.procedure.pages)),
            questions=self.say("questions", count=len(asked)),
            documents=self.say("documents_count", count=len(self.procedure.documents)),
        )

    def _asked(self) -> list[Any]:
        return [each for each in self.procedure.fields.values() if each.type_name != "group"]

    def _files(self) -> str:
        from formgen.rendering.html.shown import size_writer

        uploads = self.procedure.spec.uploads
        assert uploads is not None
        return self.say(
            "files_of",
            formats=self.speech.listed([each.upper() for each in uploads.formats], quoted=False),
            size=size_writer(self.speech.wording.formatter.locale)(uploads.max_size),
            count=uploads.max_files,
        )

    def _identified(self) -> list[str]:
        account = self.procedure.spec.account
        if account is None or account.identify_with is None:
            return []
        source = account.identify_with.value
        said = [self.say("identified_in", source=self.speech.source(source))]
        for lookup in self.procedure.spec.sources[source].lookup:
            names = self.speech.listed(self.speech.path(each.value) for each in lookup.values())
            said.append(self.say("looked_up_with", names=names))
        return said

    def _steps(self) -> Iterator[StepTold]:
        for number, step in enumerate((each for each in self.procedure.steps if each.spec is not None), 1):
            spec = step.spec
            assert spec is not None
            facts = [self.say("step_shown", when=self.speech.when(spec.when))] if spec.when else []
            pages = tuple(self._page(self.procedure.pages[id]) for id in step.pages)
            yield StepTold(
                number, self.speech.title(spec.title), tuple(facts), self.speech.rich(spec.text), pages
            )

    def _page(self, page: Page) -> PageTold:
        speech, spec = self.speech, page.spec
        number = list(self.procedure.pages).index(page.id) + 1
        placed = speech.names.placed
        fields = tuple(placed[field.full_path] for field in page.fields)
        # What follows an option stands below it, wherever else the page may show it.
        questions = self.questions.all(tuple(each for each in fields if each.follows is None))
        documents = speech.listed(speech.title(each.spec.title) for each in page.documents)
        return PageTold(
            number,
            speech.page(page.id),
            tuple(self._page_facts(page)),
            self._text(page),
            questions,
            self.say("documents_here", documents=documents) if page.documents else "",
            tuple(self.questions.check(check, speech.scope) for check in (spec.checks if spec else ())),
            tuple(self._stops(page)),
        )

    def _text(self, page: Page) -> str:
        if page.kind == "identify" and self.procedure.spec.account is not None:
            return self.speech.rich(self.procedure.spec.account.text)
        return self.speech.rich(page.spec.text) if page.spec else ""

    def _page_facts(self, page: Page) -> Iterator[str]:
        if page.spec is not None and page.spec.when is not None:
            yield self.say("page_shown", when=self.speech.when(page.spec.when))
        if page.kind == "orientation" and page.signed_in:
            yield self.say("signed_in")
        if page.kind == "identify":
            yield " ".join(self._identified())
        if not page.content and page.kind != "identify":
            yield self.say("page_empty")

    def _stops(self, page: Page) -> Iterator[tuple[str, str]]:
        for stop in page.stops:
            title = self.speech.title(stop.spec.title)
            said = self.say("stop", when=self.speech.when(stop.spec.when), title=title)
            if stop.spec.go_to is not None:
                said = f"{said} {self.say('stop_go_to', target=f'`{stop.spec.go_to}`')}"
            yield said, self.speech.rich(stop.spec.text)

    def _declarations(self) -> Iterator[str]:
        for declaration in self.procedure.declarations.values():
            spec = declaration.spec
            text = self.speech.line(spec.text)
            if spec.when is not None:
                text = self.say("declaration_when", text=text, when=self.speech.when(spec.when))
            required: Any = spec.required
            condition = getattr(required, "condition", None)
            if condition is not None:
                text = self.say("declaration_required_when", text=text, when=self.speech.when(condition))
            elif getattr(required, "level", "error") is None:
                text = self.say("declaration_optional", text=text)
            yield text

    def _downloads(self) -> str:
        confirmation = self.procedure.spec.confirmation
        if confirmation is None or not confirmation.download:
            return ""
        return self.say(
            "to_download",
            names=self.speech.listed(self.speech.pdf(each.value) for each in confirmation.download),
        )


def _language(code: str) -> str:
    from formgen.rendering.html.shown import language_name

    return language_name(code)


__all__ = ["Describer", "PageTold", "StepTold"]
