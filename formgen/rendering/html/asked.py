"""A field of a page with what filling it wants to know, made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formgen.compiler.procedure import Condition, Field
from formgen.language.expressions import CONDITION, check
from formgen.language.readers import Cases
from formgen.rendering.html.views.questions import Entries


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field of a page with what filling wants to know of it."""

    field: Field
    path: str
    said: str
    """The control of a word said instead, or of a list's first question; "" where there is none."""
    is_list: bool
    slot: int
    may_hide: bool
    required: tuple[tuple[Condition | None, Condition | None, bool], ...]
    """Cases of a requirement that depends on answers: (when, required when, required at all)."""
    options: tuple[tuple[str, Condition], ...]
    source: str


def flat(entries: Mapping[str, Any], shown: Sequence[AskedField]) -> Entries:
    """Entries by the names of controls."""
    found = Entries()
    for each in shown:
        path = each.path
        entry = entries.get(path)
        if entry is not None:
            if entry.__class__ is dict:
                for part, typed in entry.items():
                    found[f"{path}.{part}" if part else path] = typed
            elif not each.is_list:
                found[path] = entry
        if each.said:
            word = entries.get(each.said)
            if word is not None:
                found[each.said] = word
    return found


def requirement_of(field: Field) -> tuple[tuple[Condition | None, Condition | None, bool], ...]:
    """The cases of a requirement that depends on answers; none where it does not."""
    required = field.spec.required
    if isinstance(required, Cases):
        return tuple(
            (
                _compiled(case.when, field),
                _compiled(case.value.condition, field),
                case.value.level is not None,
            )
            for case in required.items
        )
    if required.condition is None:
        return ()
    return ((None, _compiled(required.condition, field), True),)


def _compiled(formula: Any, field: Field) -> Condition | None:
    return None if formula is None else check(formula.expression, field.scope, CONDITION).python()


def is_required(cases: Sequence[tuple[Condition | None, Condition | None, bool]], frame: Any) -> bool:
    """Whether an answer must be given, by the cases of `requirement_of`."""
    for when, condition, required in cases:
        if when is None or when(frame) is True:
            return required if condition is None else condition(frame) is True
    return False
