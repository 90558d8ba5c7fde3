"""What a text with placeholders is made of.

A text is a tuple of segments. Offsets count characters in the author's text, the end is exclusive;
`Scalar.locate` turns them into places of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from formgen.language.expressions import Binding, Checked, Expression
from formgen.language.problems import Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a text, at `start` to `end` of it."""

    message: str
    hint: str | None
    start: int
    end: int
    code: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class TextFormula:
    """An expression inside a text; its own offsets count from `start`."""

    expression: Expression
    start: int
    checked: Checked | None = None
    """Typed, once the text was checked without a fault in it."""
    binding: Binding | None = None
    """What a formula that is one name stands for, once checked."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A filter as written: its name, and its number (`digits 7`) or None."""

    name: str
    argument: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal:
    """Characters that stand as they are."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Insert:
    """`{{ name | filter }}`. `formula` is None where the expression could not be read."""

    formula: TextFormula | None
    filters: tuple[Applied, ...]
    start: int
    end: int
    label: str | None = None
    """The words of the link that the system gives: `{{ link | Me connecter }}`."""


@dataclass(frozen=True, slots=True)
class Branch:
    """`{{ when CONDITION }}` or `{{ otherwise when … }}`, and what follows; start and end are the tag's."""

    condition: TextFormula | None
    body: tuple[Segment, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class When:
    """The first branch whose condition is true stands; with none, `otherwise` does."""

    cases: tuple[Branch, ...]
    otherwise: Branch | None
    start: int
    end: int
    end_tag: int
    """Where `{{ end }}` begins."""


@dataclass(frozen=True, slots=True)
class For:
    """`{{ for NAME in LIST }}…{{ end }}`: the body once for each item."""

    name: str
    items: TextFormula | None
    body: tuple[Segment, ...]
    start: int
    end: int
    tag_end: int
    """Where `{{ for … }}` ends."""
    end_tag: int
    """Where `{{ end }}` begins."""
    name_start: int


Segment: TypeAlias = Literal | Insert | When | For


def formulas(segments: tuple[Segment, ...]) -> Iterator[TextFormula]:
    """Every expression of a text, in order, those of loops and branches included."""
    for segment in segments:
        match segment:
            case Insert(formula=TextFormula() as formula):
                yield formula
            case When():
                for branch in segment.cases:
                    if branch.condition is not None:
                        yield branch.condition
                    yield from formulas(branch.body)
                if segment.otherwise is not None:
                    yield from formulas(segment.otherwise.body)
            case For():
                if segment.items is not None:
                    yield segment.items
                yield from formulas(segment.body)
