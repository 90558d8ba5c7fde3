"""Documents: which rule applies, what was handed in, what is missing (language.md §7 and §11, rule 10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from formgen.compiler.answers import Answers
from formgen.compiler.evaluation import AlternativeState, DocumentState, Facts, FieldProblem, Level, Provided
from formgen.compiler.nodes import NO_CASE, WAITING, CompiledCase, Run, choose_case
from formgen.compiler.procedure import Condition, Document, Frame
from formgen.language.documents import Age
from formgen.language.values import Duration, subtract_duration

RuleKind = Literal["one", "one_of", "all_of", "at_least", "none"]
SINGLE = "provided"
"""The alternative of a document that names no papers."""


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
class CompiledDocument:
    """A document with its closures. `items`: the ids of the list it is asked for each item of."""

    document: Document
    asked_slot: int
    value_slot: int
    said_slot: int | None
    page_asked: int
    when: Condition | None
    cases: tuple[CompiledCase, ...]
    """Cases of rules; one without condition where the document has a single rule."""
    has_cases: bool
    required: Callable[[Frame], Any]
    softened: int
    """With `one_per`: so many are needed to file; `required` speaks only of the rest."""
    over: Condition | None
    period: Duration | None
    list_slot: int | None
    list_path: str


def node(compiled: CompiledDocument) -> Run:
    """Fill the slots of a document: asked, the alternatives provided, the word said."""
    id, asked, value, said_slot = (
        compiled.document.id,
        compiled.asked_slot,
        compiled.value_slot,
        compiled.said_slot,
    )
    page_asked, when, said_key = compiled.page_asked, compiled.when, f"{compiled.document.path}?"

    def run(frame: Frame, answers: Answers, facts: Facts) -> None:
        if frame[page_asked] and (when is None or when(frame) is True):
            frame[asked] = True
            provided: set[str] = set()
            for papers in facts.documents.get(id, {}).values():
                provided.update(papers)
            rule = choose_case(compiled.cases, frame)
            if rule.__class__ is CompiledRule:
                # Files of papers that are not asked in this situation are kept aside and do not count.
                names = {paper.id for paper in rule.papers if paper.when is None or paper.when(frame) is True}
                provided &= names
                provided |= {
                    p.id
                    for p in rule.papers
                    if p.id in names and p.field_slot is not None and frame[p.field_slot] is not None
                }
                frame[value] = frozenset(provided)
            if said_slot is not None:
                word = answers.values.get(said_key)
                frame[said_slot] = word if word.__class__ is str else None

    return run


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
    level = compiled.required(frame)
    said = frame[compiled.said_slot] if compiled.said_slot is not None else None
    given = facts.documents.get(compiled.document.id, {})

    def state(item: str, period: tuple[date, date] | None = None) -> DocumentState:
        papers = tuple(_paper(each, given.get(item, {}), frame) for each in rule.papers)
        return DocumentState(
            compiled.document, item, rule.kind, case, rule.at_least, papers, said,
            said is not None or _enough(rule, papers), level, period,
        )  # fmt: skip

    if compiled.period is not None:
        return [state(str(index), period) for index, period in enumerate(_periods(compiled, frame, facts))]
    if compiled.list_slot is not None:
        items = answers.values.get(compiled.list_path) or ()
        return [
            state(item.id or str(index))
            for index, item in enumerate(items[: len(frame[compiled.list_slot] or ())])
        ]
    return [state("")]


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


def _periods(compiled: CompiledDocument, frame: Frame, facts: Facts) -> list[tuple[date, date]]:
    """The periods counted back from the start of the request, the latest first; an index never changes its meaning."""
    over = compiled.over(frame) if compiled.over else None
    period, end = compiled.period, facts.started_on or facts.today
    if over is None or period is None:
        return []
    first_day = subtract_duration(end, over)
    found: list[tuple[date, date]] = []
    last = end
    while last > first_day and len(found) < 200:
        index = len(found) + 1
        start = subtract_duration(end, Duration(period.months * index, period.days * index))
        found.append((max(start, first_day) + timedelta(days=1), last))
        last = start
    return found


def problems_of(
    compiled: CompiledDocument, asked: Sequence[DocumentState], frame: Frame, facts: Facts
) -> list[FieldProblem]:
    """What is missing, too old, or without its date."""
    if not frame[compiled.asked_slot]:
        return []
    path = compiled.document.path
    chosen = choose_case(compiled.cases, frame)
    if chosen is NO_CASE:
        return [FieldProblem(path, "document_undecided", "error")]
    if chosen is WAITING:
        return []
    found: list[FieldProblem] = []
    missing = [each for each in asked if not each.satisfied]
    enough = len(asked) - len(missing)
    if compiled.softened and enough < compiled.softened and not any(each.said for each in asked):
        found.append(
            FieldProblem(path, "too_few_documents", "error", {"least": compiled.softened, "given": enough})
        )
    for each in missing:
        if each.level is not None:
            item_path = f"{path}.{each.item}" if each.item else path
            found.append(FieldProblem(item_path, "document_missing", each.level, {"papers": _wanted(each)}))
    found += [problem for each in asked for problem in _dates(chosen, each, facts)]
    return found


def _wanted(state: DocumentState) -> tuple[str, ...]:
    return tuple(each.id for each in state.alternatives if each.asked and not each.satisfied)


def _dates(rule: CompiledRule, state: DocumentState, facts: Facts) -> list[FieldProblem]:
    found: list[FieldProblem] = []
    day = facts.filed_on or facts.today
    path = f"{state.document.path}.{state.item}" if state.item else state.document.path
    for paper, given in zip(rule.papers, state.alternatives, strict=True):
        if paper.age is None or not given.asked or not given.files:
            continue
        level: Level = "warning" if paper.age.level == "warning" else "error"
        values = {"paper": paper.id, "limit": paper.age.limit}
        if given.dated is None:
            if paper.age.dated == "asked":
                found.append(FieldProblem(path, "document_undated", level, values))
        elif given.dated < subtract_duration(day, paper.age.limit):
            found.append(FieldProblem(path, "document_too_old", level, {**values, "dated": given.dated}))
        elif given.dated > day:
            found.append(FieldProblem(path, "document_from_future", level, {**values, "dated": given.dated}))
    return found


__all__ = ["SINGLE", "CompiledDocument", "CompiledPaper", "CompiledRule", "node", "problems_of", "states"]
