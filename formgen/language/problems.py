"""What can be wrong in a spec, and where.

A problem is data: it is yielded and collected, never printed here; `formgen.report` prints it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "notice"]
"""A notice tells what could not be looked into; nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, at one place of one file.

    `code` is a letter and three digits of the catalogue of mistakes ("S001"). Lines and columns
    are counted from 1, columns in characters (not bytes), and the end is exclusive.
    """

    code: str
    severity: Severity
    message: str
    hint: str | None
    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class SpecError(Exception):
    """A spec that cannot be compiled. `problems` holds at least one error, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(
            f"{fault.file}:{fault.line}:{fault.column}: {fault.severity} {fault.code}: {fault.message}"
            for fault in self.problems
        )


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that an author most likely meant by `word`, or None when none is near.

    Letter case, hyphens and spaces are forgiven; a candidate equal to `word` is never proposed.
    """
    by_plain_form: dict[str, str] = {}
    for candidate in candidates:
        if candidate != word:
            by_plain_form.setdefault(_plain_form(candidate), candidate)
    plain_word = _plain_form(word)
    if plain_word in by_plain_form:
        return by_plain_form[plain_word]
    # Short words need a lower bar: one wrong letter in "emial" or "tpye" already costs much of the ratio.
    cutoff = 0.72 if len(plain_word) > 5 else 0.66
    import difflib  # only where a name is wrong

    matches = difflib.get_close_matches(plain_word, list(by_plain_form), n=1, cutoff=cutoff)
    return by_plain_form[matches[0]] if matches else None


def _plain_form(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
