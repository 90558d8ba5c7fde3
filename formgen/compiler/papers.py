"""Documents: which rule applies, and what of it was handed in (language.md §7 and §11, rule 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from formgen.compiler.answers import Answers
from formgen.compiler.evaluation import AlternativeState, DocumentState, Facts, FieldProblem, Provided
from formgen.compiler.nodes import CompiledCase, Level, Run, choose_case
from formgen.compiler.periods import Period, counted_back
from formgen.compiler.procedure import Condition, Document, Frame
from formgen.compiler.validators import Validate
from formgen.language.documents import Age
from formgen.language.values import Duration

RuleKind = Literal["one", "one_of", "all_of", "at_least", "none"]
SINGLE = "provided"
"""The alternative of a document that names no papers."""
_NO_FACTS = Facts(date.min)
"""What is asked of one part reads what the dossier's frame holds, no facts of its own."""


@dataclass(frozen=True)
class CompiledPaper:
    """A paper of a rule."""

    id: str
    when: Condition | None
    field_slot: int | None
    age: Age | None


@dataclass(frozen=True)
class CompiledRule:
    """A rule: what is asked, and how many of it are enough."""

    kind: RuleKind
    papers: tuple[CompiledPaper, ...]
    at_least: int


@dataclass(frozen=True)
class SaidOfParts:
    """What is asked when a word is said of one item or one period: the fields that follow that word.

    They are evaluated apart for each part, on a copy of the dossier's frame: nothing else reads them.
    """

    paths: tuple[str, ...]
    """The paths of the fields, as if the word were said of the whole document."""
    runs: tuple[Run, ...]
    validators: tuple[Validate, ...]

    def problems(
        self, document: Document, item: str, said_slot: int, word: str, frame: Frame, answers: Answers
    ) -> list[FieldProblem]:
        """What is wrong with the answers given of one part."""
        part = f"{document.path}.{item}"
        values = {path: answers.values.get(part + path.removeprefix(document.path)) for path in self.paths}
        own = Answers({path: value for path, value in values.items() if value is not None}, answers.saved)
        apart = frame.copy()
        apart[said_slot] = word
        for run in self.runs:
            run(apart, own, _NO_FACTS)
        found: list[FieldProblem] = []
        for validate in self.validators:
            validate(apart, own, "", found)
        return [replace(each, path=part + each.path.removeprefix(document.path)) for each in found]


@dataclass(frozen=True)
class CompiledDocument:
    """A document with its closures."""

    document: Document
    asked_slot: int
    shown_slot: int
    """Whether there is something to hand in: false under `not_asked`, or for a list without items."""
    value_slot: int
    said_slot: int | None
    page_asked: int
    when: Condition | None
    cases: tuple[CompiledCase, ...]
    """Cases of rules; one without condition where the document has a single rule."""
    has_cases: bool
    required: Level
    softened: int
    """With `one_per`: so many are needed to file; `required` speaks only of the rest."""
    over: Condition | None
    period: Duration | None
    list_slot: int | None
    """The list that it is asked for each item of."""
    list_path: str
    only: Condition | None = None
    """With a list: whether it is asked for an item, from the frame of the item."""
    said_of_parts: SaidOfParts | None = None
    """For a document asked in parts some word of which asks more."""


def node(compiled: CompiledDocument) -> Run:
    """Fill the slots of a document: asked, the alternatives provided, the word said."""
    document = compiled.document
    id = document.id
    asked, shown, value = compiled.asked_slot, compiled.shown_slot, compiled.value_slot
    said_slot, said_key = compiled.said_slot, f"{document.path}?"
    page_asked, when = compiled.page_asked, compiled.when
    once = compiled.period is None and compiled.list_slot is None
    nothing: Mapping[str, Mapping[str, Provided]] = {}

    def run(frame: Frame, answers: Answers, facts: Facts) -> None:
        if not frame[page_asked] or (when is not None and when(frame) is not True):
            return
        frame[asked] = True
        if said_slot is not None:
            word = answers.values.get(said_key)
            frame[said_slot] = word if word.__class__ is str else None
        rule = choose_case(compiled.cases, frame)
        if rule.__class__ is not CompiledRule:
            frame[shown] = True
            return
        items = ONCE if once else _items(compiled, frame, answers, facts)
        given = facts.documents.get(id, nothing)
        # Files of papers, items and periods that are not asked now are kept aside and do not count.
        asks, provided = False, []
        for each in rule.papers:
            if each.when is not None and each.when(frame) is not True:
                continue
            asks = True
            by_field = each.field_slot is not None and frame[each.field_slot] is not None
            if by_field or (given and any(each.id in given.get(item, ()) for item, _ in items)):
                provided.append(each.id)
        frame[shown] = bool(items) and rule.kind != "none" and (asks or rule.kind != "all_of")
        frame[value] = frozenset(provided)

    return run


ONCE: Sequence[tuple[str, Period | None]] = (("", None),)
"""A document that is asked neither for periods nor for items."""


def _items(
    compiled: CompiledDocument, frame: Frame, answers: Answers, facts: Facts
) -> Sequence[tuple[str, Period | None]]:
    """What it is asked for: once (""), for each period, or for each item of a list."""
    if compiled.period is not None:
        return [(str(index), each) for index, each in enumerate(_periods(compiled, frame, facts))]
    if compiled.list_slot is not None:
        frames, only = frame[compiled.list_slot] or (), compiled.only
        items = answers.values.get(compiled.list_path) or ()
        return [
            (item.id or str(index), None)
            for index, (item, own) in enumerate(zip(items, frames, strict=False))
            if only is None or only(own) is True
        ]
    return ONCE


def states(compiled: CompiledDocument, frame: Frame, answers: Answers, facts: Facts) -> list[DocumentState]:
    """What is asked of a document now, and what of it is there: one state, or one for each item or period."""
    if not frame[compiled.asked_slot]:
        return []
    chosen = choose_case(compiled.cases, frame)
    rule = chosen if chosen.__class__ is CompiledRule else CompiledRule("none", (), 0)
    case = (
        next((i for i, each in enumerate(compiled.cases) if each.value is chosen), None)
        if compiled.has_cases
        else None
    )
    # What comes by post is not handed in here, so that it cannot be missing here.
    level = None if compiled.document.by_post else compiled.required(frame)
    said_of_all = frame[compiled.said_slot] if compiled.said_slot is not None else None
    given = facts.documents.get(compiled.document.id, {})

    def state(item: str, period: Period | None) -> DocumentState:
        # Where it is asked several times, a word can be said of one of them alone.
        word = answers.values.get(f"{compiled.document.path}.{item}?") if item else None
        said = word if word in compiled.document.said else said_of_all
        papers = tuple(_paper(each, given.get(item, {}), frame) for each in rule.papers)
        return DocumentState(
            compiled.document, item, rule.kind, case, rule.at_least, papers, said,
            said is not None or _enough(rule, papers), level, period,
        )  # fmt: skip

    return [state(item, period) for item, period in _items(compiled, frame, answers, facts)]


def _paper(paper: CompiledPaper, given: Mapping[str, Provided], frame: Frame) -> AlternativeState:
    asked = paper.when is None or paper.when(frame) is True
    provided = given.get(paper.id)
    by_field = paper.field_slot is not None and frame[paper.field_slot] is not None
    files = provided.files if provided else 0
    return AlternativeState(
        paper.id, asked, files, provided.dated if provided else None, files > 0 or by_field
    )


def _enough(rule: CompiledRule, papers: Sequence[AlternativeState]) -> bool:
    asked = [each for each in papers if each.asked]
    there = sum(each.satisfied for each in asked)
    match rule.kind:
        case "none":
            return True
        case "all_of":
            return there == len(asked)
        case "at_least":
            return (
                sum(max(each.files, each.satisfied) for each in asked) >= rule.at_least
                if len(papers) == 1
                else there >= rule.at_least
            )
        case _:
            return there > 0


def _periods(compiled: CompiledDocument, frame: Frame, facts: Facts) -> tuple[Period, ...]:
    over = compiled.over(frame) if compiled.over else None
    if over is None or compiled.period is None:
        return ()
    return counted_back(facts.started_on or facts.today, over, compiled.period)


__all__ = [
    "SINGLE",
    "CompiledDocument",
    "CompiledPaper",
    "CompiledRule",
    "SaidOfParts",
    "node",
    "states",
]
