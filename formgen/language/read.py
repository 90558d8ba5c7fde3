"""A file to a Spec: every mistake of its shape found at once, each with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from formgen.language.constructs import Invalid, Place, read_construct
from formgen.language.problems import Problem
from formgen.language.source import Document, parse
from formgen.language.source.intake import MAX_BYTES
from formgen.language.spec import Spec


class Reading:
    """What reading a file gave: a Spec, or None where there are errors; all problems, in order."""

    __slots__ = ("document", "problems", "spec")

    def __init__(self, document: Document, spec: Spec | None, problems: tuple[Problem, ...]) -> None:
        self.document = document
        self.spec = spec
        self.problems = problems


def read_text(data: bytes | str, name: str) -> Reading:
    """Read the text of a spec; `name` is shown in problems. Never raises on what the text contains."""
    document = parse(data, name)
    problems = list(document.problems)
    spec = None
    if document.root is not None and not any(each.severity == "error" for each in problems):
        read = read_construct(Spec, document.root, Place(document, problems))
        spec = None if isinstance(read, Invalid) else read
    problems = _without_echoes(problems)
    problems.sort(key=lambda each: (each.line, each.column))
    return Reading(document, spec, tuple(problems))


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """Curly quotes that make a word unreadable are one mistake: the error, with how to mend the quotes."""
    curly = [each for each in problems if each.code == "S028"]
    if not curly:
        return problems
    found = [each for each in problems if each.code != "S028"]
    for quotes in curly:
        inside = [place for place, each in enumerate(found) if _lies_in(each, quotes)]
        for place in inside[:1]:
            found[place] = replace(found[place], hint=f"{(quotes.hint or '').partition(';')[0]}.")
        if not inside:
            found.append(quotes)
    return found


def _lies_in(problem: Problem, quotes: Problem) -> bool:
    return (
        problem.severity == "error"
        and problem.line == quotes.line
        and quotes.column <= problem.column < quotes.end_column
    )


def read_file(path: Path) -> Reading:
    """Read a spec from a file. Raises OSError when the file cannot be opened."""
    return read_text(spec_bytes(path), str(path))


def spec_bytes(path: Path) -> bytes:
    """The content of a file, cut off where it is too large anyway. Raises OSError."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
