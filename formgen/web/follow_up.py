"""Questions and documents that an answer of the same page has just brought up.

With scripts questions are seen at once, and so are papers of a document that is asked already. A document
that an answer calls for, and without scripts all of them, could not be seen before the page was handed in:
leaving them blank was no mistake, so the page comes back with them and says so, and not with errors.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import Final

from formgen.compiler.evaluation import Evaluation, FieldProblem
from formgen.compiler.procedure import Document, Field, Page

UNANSWERED: Final = frozenset({"empty", "not_agreed"})


def asks_more(page: Page, before: Evaluation, now: Evaluation, *, live: bool) -> bool:
    """Whether all that keeps a page from being done was not there to be seen when it was handed in.

    `live`: scripts showed what the answers given on the page asked for.
    """
    wrong = [
        document
        for document in page.documents
        if any(each.level == "error" for each in now.document(document.id).problems)
    ]
    if not all(_is_new_document(document, before, now, live=live) for document in wrong):
        return False
    fields = [each for each in now.answer_problems if each.level == "error" and each.path in _paths_of(page)]
    if not all(not live and _is_new(each, before, now) for each in fields):
        return False
    return bool(wrong or fields)


def _is_new_document(document: Document, before: Evaluation, now: Evaluation, *, live: bool) -> bool:
    """Whether nothing is wrong with a document but that something it did not ask before is missing."""
    errors = [each for each in now.document(document.id).problems if each.level == "error"]
    return all(each.code == "document_missing" for each in errors) and bool(
        _wanted(document, now, live=live) - _wanted(document, before, live=live)
    )


def _wanted(document: Document, at: Evaluation, *, live: bool) -> set[tuple[object, ...]]:
    """What a document asks for, as far as the person could see it."""
    found: set[tuple[object, ...]] = set()
    for state in at.document(document.id).states:
        found.add((state.item, state.rule, state.case))
        if not live:
            found |= {(state.item, each.id) for each in state.alternatives if each.asked}
    return found


def item_asks_more(fields: Iterable[Field], prefix: str, before: Evaluation, now: Evaluation) -> bool:
    """The same for these fields of an item; `prefix` is where they stand ("children.0.")."""
    return _only_new(frozenset(prefix + path for path in _paths(fields)), before, now)


def _only_new(paths: Container[str], before: Evaluation, now: Evaluation) -> bool:
    blocking = [each for each in now.answer_problems if each.level == "error" and each.path in paths]
    return bool(blocking) and all(_is_new(each, before, now) for each in blocking)


def _is_new(problem: FieldProblem, before: Evaluation, now: Evaluation) -> bool:
    if problem.code == "list_empty":
        # "Yes, there are some" has only just been said: now they can be added.
        return before.answers.get(f"{problem.path}?") is not True
    if problem.code not in UNANSWERED:
        return False
    return not before.asked(problem.path) or _offers_others(problem.path, before, now)


def _offers_others(path: str, before: Evaluation, now: Evaluation) -> bool:
    """Whether options that an answer of the page calls for were not there to be chosen."""
    field = now.procedure.fields.get(path)
    conditions = field.option_conditions if field is not None else {}
    return any(met(now.frame) is True and met(before.frame) is not True for met in conditions.values())


@lru_cache(maxsize=4096)
def _paths_of(page: Page) -> frozenset[str]:
    return frozenset(_paths((*page.fields, *page.said_fields)))


def _paths(fields: Iterable[Field]) -> Iterator[str]:
    for each in fields:
        yield each.path
        if each.type_name != "list":
            yield from _paths(each.members)
