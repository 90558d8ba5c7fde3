"""What checks of conditions tell: problems of journeys, documents and types, not of labels and texts."""

from __future__ import annotations

from formgen.language.problems import Problem
from tests.checks.given import marked, problems, spec


def told_of(text: str) -> list[Problem]:
    """What is told of conditions."""
    return [each for each in problems(text) if each.code[0] in "JDT"]


def told_at(pages: str, rest: str = "") -> tuple[list[Problem], tuple[int, int]]:
    """What is told of a spec with a mark `⟦`, and the line and column of the mark."""
    text, place = marked(spec(pages, rest))
    return told_of(text), place


def one_at_mark(code: str, pages: str, rest: str = "") -> Problem:
    """The one problem that is told, which has this code and stands at the mark."""
    found, place = told_at(pages, rest)
    assert [(each.code, (each.line, each.column)) for each in found] == [(code, place)]
    assert found[0].hint
    return found[0]


def nothing(pages: str, rest: str = "") -> None:
    """Nothing is told."""
    assert told_of(spec(pages, rest)) == []
