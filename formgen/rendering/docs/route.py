"""The journey as diagrams draw it: pages in groups, conditions that pass pages over, stops that end it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from formgen.compiler.procedure import Document, Field, Page
from formgen.language.fields.note import NoteField
from formgen.language.readers import Formula
from formgen.rendering.docs.speech import Speech

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure


@dataclass(frozen=True, slots=True)
class End:
    """A stop. `condition`: a sentence with "if"; `target`: where the person is sent, or ""."""

    condition: str
    title: str
    target: str


@dataclass(frozen=True, slots=True)
class Station:
    """A page. `contents`: how much it asks, or ""."""

    number: int
    title: str
    contents: str
    ends: tuple[End, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pages in a row that are shown together. `condition`: the one they share, "" for none."""

    condition: str
    stations: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A step, or what stands before or after the steps. `condition`: when all of it is passed over, or ""."""

    title: str
    condition: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A whole journey, from its start until the request is filed."""

    title: str
    groups: tuple[Group, ...]


def route(procedure: Procedure, speech: Speech) -> Route:
    """The journey of a procedure."""
    return _Walk(procedure, speech).route()


def _target(link: str | None) -> str:
    """Where a stop sends people, short: another procedure, the site of a link, a mailbox."""
    if not link:
        return ""
    parts = urlsplit(link)
    return parts.netloc or parts.path


def _questions(field: Field) -> int:
    """How many questions a field is: a group as many as it holds, a note none."""
    if field.type_name == "group":
        return sum(_questions(each) for each in field.members)
    return 0 if isinstance(field.spec, NoteField) else 1


class _Walk:
    def __init__(self, procedure: Procedure, speech: Speech) -> None:
        self.procedure = procedure
        self.speech = speech
        self.numbers = {id: number for number, id in enumerate(procedure.pages, 1)}

    def route(self) -> Route:
        pages = tuple(self.procedure.pages.values())
        before = [page for page in pages if page.kind in ("orientation", "identify", "preamble")]
        after = [page for page in pages if page.kind == "review"]
        groups = [Group(self.speech.say("before"), "", self._stretches(before))] if before else []
        for step in self.procedure.steps:
            if step.spec is not None:
                own = self._stretches([self.procedure.pages[id] for id in step.pages])
                groups.append(Group(self.speech.plainly(step.spec.title), self._when(step.spec.when), own))
        groups.append(Group(self.speech.say("review"), "", self._stretches(after)))
        return Route(self.speech.plainly(self.procedure.spec.title), tuple(groups))

    def _stretches(self, pages: Sequence[Page]) -> tuple[Stretch, ...]:
        """Pages in a row with the same condition share one gate."""
        conditions = [(self._when(page.spec.when if page.spec else None), page) for page in pages]
        return tuple(self._stretched(conditions))

    def _stretched(self, conditions: list[tuple[str, Page]]) -> Iterator[Stretch]:
        for condition, shown in groupby(conditions, key=lambda pair: pair[0]):
            yield Stretch(condition, tuple(self._station(page) for _, page in shown))

    def _when(self, formula: Formula | None) -> str:
        return "" if formula is None else self.speech.sentences.when(formula, self.speech.scope)

    def _station(self, page: Page) -> Station:
        ends = tuple(
            End(self._when(stop.spec.when), self.speech.plainly(stop.spec.title), _target(stop.spec.go_to))
            for stop in page.stops
        )
        return Station(self.numbers[page.id], self.speech.page_plainly(page.id), self._contents(page), ends)

    def _contents(self, page: Page) -> str:
        questions = sum(_questions(each) for each in page.fields)
        documents = [each for each in page.content if isinstance(each, Document)]
        said = []
        if questions:
            said.append(self.speech.say("questions", count=questions))
        if documents:
            said.append(self.speech.say("documents_count", count=len(documents)))
        return self.speech.listed(said, quoted=False) if said else ""
