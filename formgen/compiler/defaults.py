"""What to show in fields of a page that was not saved yet (language.md §11, rule 6): shown only, never counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from formgen.compiler.evaluation import Evaluation
from formgen.compiler.nodes import NO_CASE, WAITING, CompiledCase, choose_case
from formgen.compiler.procedure import Condition, Field, Frame, Procedure
from formgen.language.readers import Formula, Text


def defaults(procedure: Procedure, evaluation: Evaluation, page: str) -> Mapping[str, Any]:
    """Entries by path for the fields of a page; empty once the page was saved."""
    if page in evaluation.answers.saved:
        return {}
    found: dict[str, Any] = {}
    pending = list(procedure.pages[page].fields)
    while pending:
        field = pending.pop()
        pending += [each for each in field.members if each.binding.depth == 0]
        entry = entry_for(procedure, field, evaluation.frame)
        if entry is not None:
            found[field.path] = entry
    return found


def entry_for(procedure: Procedure, field: Field, frame: Frame) -> Any:
    """The default or prefilled entry of one field, as a person would have typed it; None when there is none."""
    if field.prefilled is not None and frame[field.prefilled.slot] is not None:
        return field.spec.write(frame[field.prefilled.slot])
    if field.spec.default is None:
        return None
    cases = [
        _case(procedure, field, when, value)
        for when, value in procedure.resolution.cases_of(field.spec.default)
    ]
    chosen = choose_case(cases, frame)
    if chosen is NO_CASE or chosen is WAITING:
        return None
    return chosen(frame)


def _case(procedure: Procedure, field: Field, when: Formula | None, value: object) -> CompiledCase:
    resolution = procedure.resolution
    scope: Any = field.scope
    condition: Condition | None = None if when is None else resolution.formula(when, scope).python()

    def entry(frame: Frame) -> Any:
        if isinstance(value, Formula):
            computed = resolution.formula(value, scope, field.type).python()(frame)
            return None if computed is None else field.spec.write(computed)
        assert isinstance(value, Text)
        return value.value if not field.spec.parts() else literal_parts(field, value.value)

    return CompiledCase(condition, lambda frame: False, entry)


def literal_parts(field: Field, text: str) -> Any:
    """A literal of a field with several controls: a date written year-month-day."""
    from datetime import date

    try:
        return field.spec.write(date.fromisoformat(text))
    except ValueError:
        return None
