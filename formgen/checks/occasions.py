"""When each text of a spec is read: on which page, or with which event, and under which conditions.

A text that goes out on several occasions (a PDF that two actions issue) is found once for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from formgen.checks.life import Life, life_of
from formgen.checks.situations import World
from formgen.language.documents import AtLeast, Document, Rule
from formgen.language.expressions import Names
from formgen.language.expressions.typed import Typed
from formgen.language.fields.list import ListField
from formgen.language.messages import Mail, Message
from formgen.language.readers import Text
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed
from formgen.language.resolution.pages import PagePlace
from formgen.language.workflow import Workflow

Output = Literal["", "PDF", "message", "number"]


@dataclass(frozen=True, eq=False)
class Occasion:
    """When a text is read. `comes` says so in words: "the PDF `receipt` is issued by `file`"."""

    comes: str
    output: Output = ""
    page: int | None = None
    """The page it stands on, among those of the resolution; None for what goes out."""
    entered: bool = False
    """Whether the answers of that page are given: in what is said of them, and where a stop ends the way."""
    action: str | None = None
    """The action it goes out with, whose own names are known then."""
    states: tuple[str, ...] = ()
    """The states a dossier is in before; empty without a workflow."""
    filed: bool = False
    """Without a workflow: whether the request is filed."""
    blank: bool = False
    """Whether no answer is known: the same text for everybody."""


@dataclass(frozen=True, eq=False)
class Shown:
    """A text on an occasion: all of `must` is then true, none of `must_not`."""

    text: Text
    scope: Names
    occasion: Occasion
    must: tuple[Typed, ...] = ()
    must_not: tuple[Typed, ...] = ()


class Occasions:
    """Finds the occasions of a resolved spec without errors. `resolution.once(Occasions)` is shared."""

    def __init__(self, resolution: Resolution) -> None:
        self.world = resolution.once(World)
        self.resolution = resolution
        self.spec = resolution.spec
        self.life: Life | None = life_of(self.spec)
        self._start = (self.life.start,) if self.life else ()

    @cached_property
    def all(self) -> tuple[Shown, ...]:
        """Every text with a placeholder, on every occasion."""
        return tuple(self._all())

    def _all(self) -> Iterator[Shown]:
        portal = Occasion("the portal shows it to everybody", states=self._start, blank=True)
        yield from self._texts((self.spec.title, self.spec.summary), portal)
        steps: set[int] = set()
        for index, page in enumerate(self.resolution.pages):
            if page.step is not None and id(page.step) not in steps:
                steps.add(id(page.step))
                here = Occasion(f"the step `{page.step.id}` begins", page=index, states=self._start)
                must = self.world.condition(page.step.when)
                yield from self._texts((page.step.title, page.step.text), here, must)
            yield from self._page(index, page)
        yield from self._outputs()
        yield from self._actions()

    # Pages

    def _page(self, index: int, page: PagePlace) -> Iterator[Shown]:
        spec, must = self.spec, self.world.page(page)
        here = Occasion(f"the page `{page.id}` is shown", page=index, states=self._start)
        if page.kind == "identify" and spec.account is not None:
            yield from self._texts((spec.account.title, spec.account.text), here)
        elif page.kind == "preamble" and spec.preamble is not None:
            yield from self._texts((spec.preamble.title, spec.preamble.text), here)
        elif page.kind == "review" and spec.review is not None:
            yield from self._texts((spec.review.title, spec.review.text), here)
            for declaration in spec.review.declarations.values():
                yield from self._texts([declaration.text], here, self.world.condition(declaration.when))
        elif page.kind == "confirmation" and spec.confirmation is not None:
            filed = self._filed("the page after filing is shown", "")
            yield from self._texts((spec.confirmation.title, spec.confirmation.text), filed)
        for placed in self.resolution.plan.fields_of[page.id]:
            yield from self._field(placed, here, must)
        if page.spec is None:
            return
        yield from self._texts((page.spec.title, page.spec.text), here, must)
        given = replace(here, entered=True)
        yield from self._texts((each.message for each in page.spec.checks), given, must)
        for stop in page.spec.stop:
            ended = (*must, *self.world.condition(stop.when))
            yield from self._texts((stop.title, stop.text), given, ended)
        for name in page.spec.documents:
            if name.value in spec.documents:
                yield from self._document(spec.documents[name.value], here, must)

    def _field(self, placed: Placed, here: Occasion, must: tuple[Typed, ...]) -> Iterator[Shown]:
        spec, scope = placed.spec, placed.scope
        asked = (*must, *(self.world.within_page(placed) if placed.depth == 0 else ()))
        inner = placed.item_scope or scope
        help_texts = (spec.help.text, spec.help.alt) if spec.help else ()
        own = (spec.label, spec.short, spec.hint, spec.why, *help_texts, getattr(spec, "text", None))
        yield from self._texts(own, here, asked, scope)
        told = (*spec.errors.values(), *(each.message for each in spec.checks))
        yield from self._texts(told, replace(here, entered=True), asked, scope)
        for option in self.resolution.context.options(spec).values():
            offered = (*asked, *self.world.condition(option.when, scope))
            yield from self._texts((option.label, option.hint), here, offered, scope)
        yield from self._texts((each.label for each in spec.or_say.values()), here, asked, scope)
        if isinstance(spec, ListField):
            yield from self._texts([spec.first_question], here, asked, scope)
            yield from self._texts([spec.item], replace(here, entered=True), asked, inner)
            for page in spec.pages.values():
                yield from self._texts((page.title, page.text), here, asked, inner)
        for member in placed.members:
            yield from self._field(member, here, must)

    def _document(self, document: Document, here: Occasion, must: tuple[Typed, ...]) -> Iterator[Shown]:
        asked = (*must, *self.world.condition(document.when))
        help_texts = (document.help.text, document.help.alt) if document.help else ()
        yield from self._texts((document.title, document.text, document.why, *help_texts), here, asked)
        yield from self._texts((each.label for each in document.or_say.values()), here, asked)
        for when, rule in self.resolution.cases_of(document.cases or document):
            assert isinstance(rule, Rule)
            case = (*asked, *self.world.condition(when))
            at_least = rule.at_least.of if isinstance(rule.at_least, AtLeast) else {}
            for papers in (rule.one_of or {}, rule.all_of or {}, at_least):
                for paper in papers.values():
                    wanted = (*case, *self.world.condition(paper.when))
                    yield from self._texts((paper.title, paper.hint), here, wanted)

    # What goes out

    def _outputs(self) -> Iterator[Shown]:
        spec, workflow = self.spec, self.spec.workflow
        # `order` is a name in numbers alone: their scope is the one that they were typed in.
        visited = {id(text): scope for text, scope in self.resolution.texts()}
        for name, message in spec.messages.items():
            for sent in self._sendings(name, workflow):
                yield from self._texts(texts_of_message(self.resolution, message), sent)
        for name, pdf in spec.pdfs.items():
            for issued in self._issues(name, workflow):
                yield from self._texts((pdf.title, pdf.text), issued)
        for name, number in spec.numbers.items():
            comes = f"the number `{name}` is drawn"
            drawing = [
                self._event(f"{comes} by `{action}`", "number", action)
                for action, each in (workflow.actions.items() if workflow else ())
                if each.number is not None and each.number.value == name
            ]
            for drawn in drawing or ([] if workflow else [self._filed(comes, "number")]):
                yield from self._texts([number.text], drawn, scope=visited[id(number.text)])

    def _sendings(self, name: str, workflow: Workflow | None) -> Iterator[Occasion]:
        """The events with which a message is sent."""
        comes = f"the message `{name}` is sent"
        confirm = self.spec.account.confirm_email if self.spec.account else None
        if confirm is not None and confirm.message.value == name:
            yield Occasion(f"{comes} to confirm an address", "message", states=self._start)
        if workflow is None:
            return
        for action, each in workflow.actions.items():
            if name in _values(each.send):
                yield self._event(f"{comes} by `{action}`", "message", action)
        for deadline in workflow.deadlines:
            if name in _values(deadline.send):
                state = deadline.in_.value
                yield Occasion(f"{comes} by a deadline in `{state}`", "message", states=(state,))

    def _issues(self, name: str, workflow: Workflow | None) -> Iterator[Occasion]:
        """The events with which a PDF is issued."""
        comes = f"the PDF `{name}` is issued"
        preamble, confirmation = self.spec.preamble, self.spec.confirmation
        if self.spec.pdfs[name].layout == "list_of_documents":
            yield Occasion(f"the PDF `{name}` is the same for everybody", "PDF", blank=True)
            return
        if preamble and preamble.list_of_documents and preamble.list_of_documents.value == name:
            yield Occasion(f"{comes} at the start", "PDF", states=self._start)
        told: set[str | None] = set()
        for action, each in workflow.actions.items() if workflow else ():
            if name in _values(each.produce):
                told.add(action)
                yield self._event(f"{comes} by `{action}`", "PDF", action)
        for message, each_message in self.spec.messages.items():
            if name in carried_by(each_message):
                for sent in self._sendings(message, workflow):
                    if sent.action is None or sent.action not in told:
                        yield replace(sent, comes=f"{sent.comes} with the PDF `{name}`", output="PDF")
        filing = self.life.filing if self.life else None
        if confirmation and name in _values(confirmation.download) and filing not in told:
            yield self._filed(f"{comes} on filing", "PDF")

    def _actions(self) -> Iterator[Shown]:
        workflow = self.spec.workflow
        for name, action in workflow.actions.items() if workflow else ():
            offered = self._event(f"the action `{name}` is offered", "", name)
            fields = self.resolution.plan.action_fields[name]
            yield from self._texts([action.label], offered)
            for placed in fields:
                yield from self._field(placed, offered, ())

    def _event(self, comes: str, output: Output, action: str) -> Occasion:
        states = self.life.sources(self.life.actions[action]) if self.life else ()
        return Occasion(comes, output, action=action, states=states)

    def _filed(self, comes: str, output: Output) -> Occasion:
        filing = self.life.filing if self.life else None
        if filing is None:
            return Occasion(comes, output, states=self._start, filed=True)
        return replace(self._event(comes, output, filing), filed=True)

    def _texts(
        self,
        texts: Iterable[Any],
        occasion: Occasion,
        must: tuple[Typed, ...] = (),
        scope: Names | None = None,
    ) -> Iterator[Shown]:
        """Texts, each case of one with its own condition and those of the cases before it excluded."""
        scope = scope or self.resolution.scope
        for value in texts:
            before: tuple[Typed, ...] = ()
            for when, text in self.resolution.cases_of(value):
                own = self.world.condition(when, scope)
                if isinstance(text, Text) and "{{" in text.value:
                    yield Shown(text, scope, occasion, (*must, *own), before)
                before = (*before, *own)


def texts_of_message(resolution: Resolution, message: Message) -> tuple[Text | None, ...]:
    """The texts of a message, those of the fragment that is sent as its mail included."""
    mail: Any = message.mail
    if isinstance(mail, Text):
        mail = resolution.spec.fragments.get(mail.value)
    own = (mail.subject, mail.text) if mail is not None else ()
    shown = (message.in_account.title, message.in_account.text) if message.in_account is not None else ()
    return (*own, *shown)


def carried_by(message: Message) -> tuple[str, ...]:
    """The PDFs that go out with a message."""
    attached = message.mail.attach if isinstance(message.mail, Mail) else ()
    offered = message.in_account.download if message.in_account is not None else ()
    return _values((*attached, *offered))


def _values(texts: Iterable[Text]) -> tuple[str, ...]:
    return tuple(each.value for each in texts)
