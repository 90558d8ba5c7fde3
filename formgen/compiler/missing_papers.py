"""What is wrong with documents: missing, too old, or without its date (language.md §7 and §11, rule 10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from formgen.compiler.answers import Answers
from formgen.compiler.evaluation import DocumentState, Facts, FieldProblem
from formgen.compiler.nodes import NO_CASE, WAITING, choose_case
from formgen.compiler.papers import CompiledDocument, CompiledRule
from formgen.compiler.periods import day_before
from formgen.compiler.procedure import Frame


def problems_of(
    compiled: CompiledDocument,
    asked: Sequence[DocumentState],
    frame: Frame,
    answers: Answers,
    facts: Facts,
) -> list[FieldProblem]:
    """What is missing, too old, or without its date; and what is wrong with what was said of a part."""
    if not frame[compiled.asked_slot] or compiled.document.by_post:
        return []
    path = compiled.document.path
    chosen = choose_case(compiled.cases, frame)
    if chosen is NO_CASE:
        return [FieldProblem(path, "document_undecided", "error")]
    if chosen is WAITING:
        return []
    found = _missing(compiled, asked)
    found += [problem for each in asked if not each.said for problem in _dates(chosen, each, facts)]
    if compiled.said_of_parts is not None and compiled.said_slot is not None:
        for each in asked:
            word = answers.values.get(f"{path}.{each.item}?")
            if each.said and each.said == word:
                found += compiled.said_of_parts.problems(
                    compiled.document, each.item, compiled.said_slot, each.said, frame, answers
                )
    return found


def _missing(compiled: CompiledDocument, asked: Sequence[DocumentState]) -> list[FieldProblem]:
    found: list[FieldProblem] = []
    missing = [each for each in asked if not each.satisfied]
    enough = len(asked) - len(missing)
    # Of fewer periods than are needed, each is: nobody hands in more than there is to prove.
    least = min(compiled.softened, len(asked))
    if enough < least and not any(each.said for each in asked):
        values = {"least": least, "given": enough}
        found.append(FieldProblem(compiled.document.path, "too_few_documents", "error", values))
    for each in missing:
        if each.level is None:
            continue
        wanted = [paper for paper in each.alternatives if paper.asked]
        if not wanted:
            # None of the rule's papers is wanted here: a gap of the spec, as when no case applies.
            found.append(FieldProblem(_path(each), "document_undecided", "error"))
        else:
            papers = tuple(paper.id for paper in wanted if not paper.satisfied)
            found.append(FieldProblem(_path(each), "document_missing", each.level, {"papers": papers}))
    return found


def _path(state: DocumentState) -> str:
    return f"{state.document.path}.{state.item}" if state.item else state.document.path


def _dates(rule: CompiledRule, state: DocumentState, facts: Facts) -> list[FieldProblem]:
    found: list[FieldProblem] = []
    day, path = facts.day_of_documents, _path(state)
    for paper, given in zip(rule.papers, state.alternatives, strict=True):
        if paper.age is None or not given.asked or not given.files:
            continue
        level: Literal["error", "warning"] = "warning" if paper.age.level == "warning" else "error"
        values = {"paper": paper.id, "limit": paper.age.limit}
        if given.dated is None:
            if paper.age.dated == "asked":
                found.append(FieldProblem(path, "document_undated", level, values))
        elif given.dated < day_before(day, paper.age.limit):
            found.append(FieldProblem(path, "document_too_old", level, {**values, "dated": given.dated}))
        elif given.dated > day:
            found.append(FieldProblem(path, "document_from_future", level, {**values, "dated": given.dated}))
    return found


__all__ = ["problems_of"]
