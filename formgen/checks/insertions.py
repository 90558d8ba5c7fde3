"""What texts insert: each placeholder with the conditions around it, and its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from formgen.language.expressions import Binding, typed
from formgen.language.expressions.typed import Typed
from formgen.language.placeholders import CheckedText, Segment
from formgen.language.placeholders.segments import Branch, For, Insert, When

_STRICT = (typed.Calculated, typed.Negative, typed.Rounded, typed.Age, typed.Part, typed.AddressPart)
"""Operations that come to nothing when something they read is empty."""


@dataclass(frozen=True, eq=False)
class Insertion:
    """A placeholder that reads a name; what surrounds it: true, not true, and all names read there."""

    insert: Insert
    binding: Binding
    must: tuple[Typed, ...] = ()
    must_not: tuple[Typed, ...] = ()
    guards: frozenset[str] = frozenset()


def insertions(checked: CheckedText) -> Iterator[Insertion]:
    """Every name whose emptiness would leave a gap in a text."""
    yield from _within(checked.segments, (), (), frozenset())


def _within(
    segments: tuple[Segment, ...],
    must: tuple[Typed, ...],
    must_not: tuple[Typed, ...],
    guards: frozenset[str],
) -> Iterator[Insertion]:
    for segment in segments:
        if isinstance(segment, Insert) and segment.formula is not None:
            found = segment.formula.checked
            if found is not None and found.typed is not None:
                for binding in _strict(found.typed):
                    yield Insertion(segment, binding, must, must_not, guards)
        elif isinstance(segment, For):
            yield from _within(segment.body, must, must_not, guards)
        elif isinstance(segment, When):
            excluded, read = must_not, guards
            branches = (*segment.cases, *((segment.otherwise,) if segment.otherwise else ()))
            for branch in branches:
                condition, names = _condition(branch)
                read |= names
                yield from _within(branch.body, (*must, *condition), excluded, read)
                excluded = (*excluded, *condition)


def _condition(branch: Branch) -> tuple[tuple[Typed, ...], frozenset[str]]:
    checked = branch.condition.checked if branch.condition is not None else None
    if checked is None or checked.typed is None:
        return (), frozenset()
    return (checked.typed,), checked.reads


def _strict(node: Typed) -> Iterator[Binding]:
    if isinstance(node, typed.Read):
        yield node.binding
    elif isinstance(node, _STRICT):
        for field in node.fields:
            part = getattr(node, field)
            if isinstance(part, Typed):
                yield from _strict(part)
