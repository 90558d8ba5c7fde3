"""A file to a Spec: every mistake of its shape found at once, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from formgen.language.constructs import Invalid, Place, read_construct
from formgen.language.problems import Problem
from formgen.language.source import Document, parse
from formgen.language.source.intake import MAX_BYTES
from formgen.language.spec import Spec

MANY: Final = 50
"""With more errors than so many, no others are looked for: there is enough to do, and hardly a spec."""

if TYPE_CHECKING:
    from formgen.language.gaps import Gaps


class Reading:
    """What reading a file gave: a Spec, or None where there are errors; all problems, in order.

    Where only single parts are at fault, `part` is the Spec without them and `gaps` what that leaves in
    doubt: enough to look for other mistakes, and for nothing else.
    """

    __slots__ = ("document", "gaps", "part", "problems", "spec")

    def __init__(
        self,
        document: Document,
        spec: Spec | None,
        problems: tuple[Problem, ...],
        part: Spec | None = None,
        gaps: Gaps | None = None,
    ) -> None:
        self.document = document
        self.spec = spec
        self.problems = problems
        self.part = part
        self.gaps = gaps


def read_text(data: bytes | str, name: str) -> Reading:
    """Read the text of a spec; `name` is shown in problems. Never raises on what the text contains."""
    document = parse(data, name)
    place = Place(document, list(document.problems))
    spec = None
    if document.root is not None and not _failed(place.problems):
        read = read_construct(Spec, document.root, place)
        spec = None if isinstance(read, Invalid) or not _settled(read, place) else read
    problems = _without_echoes(place.problems)
    problems.sort(key=lambda each: (each.line, each.column))
    if spec is None or not _failed(problems):
        return Reading(document, spec, tuple(problems))
    gaps = _gaps(place)
    return Reading(document, None, tuple(problems), None if gaps.hopeless else spec, gaps)


def _settled(spec: Spec, place: Place) -> bool:
    """Whether a spec can be worked with: its parts fit together, or what does not is told of."""
    if sum(each.severity == "error" for each in place.problems) > MANY:
        return False
    if not _failed(place.problems):
        return spec.settle(place)
    gaps = _gaps(place)
    if gaps.hopeless:
        return False
    apart = Place(place.document, [], trail=place.trail)
    sound = spec.settle(apart)
    place.problems += [each for each in apart.problems if not gaps.doubts(each)]
    return sound


def _gaps(place: Place) -> Gaps:
    from formgen.language.gaps import Gaps  # only where something is wrong

    return Gaps(place.document, place.problems, place.trail, Spec.known)


def _failed(problems: Iterable[Problem]) -> bool:
    return any(each.severity == "error" for each in problems)


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
