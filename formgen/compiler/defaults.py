"""What fields show before their page was saved (language.md §11, rule 6): shown only, never counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from formgen.compiler import nodes
from formgen.compiler.closures import Closures
from formgen.compiler.evaluation import Evaluation
from formgen.compiler.nodes import CompiledCase
from formgen.compiler.procedure import Field, Frame, Procedure
from formgen.language.fields.base import Field as FieldSpec
from formgen.language.readers import Formula, Text


class Defaults:
    """The defaults of a procedure's fields, compiled when first wanted."""

    def __init__(self, closures: Closures) -> None:
        self._closures = closures
        self._cases: dict[str, tuple[CompiledCase, ...]] = {}

    def entry(self, field: Field, frame: Frame) -> Any:
        """What a field shows, as a person would have typed it; None when there is nothing to show."""
        if field.prefilled is not None:
            in_item = field.binding.depth > field.prefilled.depth
            held = (frame[0] if in_item else frame)[field.prefilled.slot]
            if held is not None:
                return field.spec.write(held)
        if field.spec.default is None:
            return None
        cases = self._cases.get(field.full_path)
        if cases is None:
            cases = self._cases[field.full_path] = self._compiled(field)
        chosen = nodes.choose_case(cases, frame)
        return None if chosen is nodes.NO_CASE or chosen is nodes.WAITING else chosen(frame)

    def _compiled(self, field: Field) -> tuple[CompiledCase, ...]:
        closures = self._closures if field.binding.depth == 0 else self._closures.inside_an_item()

        def shown(value: object) -> nodes.Level:
            if isinstance(value, Formula):
                computed = closures.checked(value, field.scope, field.type).python()
                return lambda frame: _written(field, computed(frame))
            assert isinstance(value, Text)
            return nodes.fixed_level(literal(field.spec, value.value))

        return closures.cases(field.spec.default, field.scope, shown)


def defaults(procedure: Procedure, evaluation: Evaluation, page: str) -> Mapping[str, Any]:
    """Entries by path for the fields of a page; empty once the page was saved."""
    if page in evaluation.answers.saved:
        return {}
    found: dict[str, Any] = {}
    for field in _fields(procedure.pages[page].fields):
        entry = procedure.plan.defaults.entry(field, evaluation.frame)
        if entry is not None:
            found[field.path] = entry
    return found


def item_defaults(
    procedure: Procedure, evaluation: Evaluation, path: str, index: int, page: str = ""
) -> Mapping[str, Any]:
    """The same for one page of an item of the list at `path`, "" for its only one; by paths within the item.

    Raises KeyError, IndexError.
    """
    field = procedure.fields[path]
    frame = (evaluation.frame[field.binding.slot] or [])[index]
    found: dict[str, Any] = {}
    if page in evaluation.answers.values[path][index].saved:
        return found
    written: Any = field.spec
    own = written.pages[page].fields if page else None
    for inner in _fields(tuple(each for each in field.members if own is None or each.name in own)):
        entry = procedure.plan.defaults.entry(inner, frame)
        if entry is not None:
            found[inner.path] = entry
    return found


def _fields(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        if field.type_name != "list":
            yield from _fields(field.members)


def _written(field: Field, value: Any) -> Any:
    return None if value is None else field.spec.write(value)


def literal(spec: FieldSpec, text: str) -> Any:
    """A literal as an entry: that of a field with several controls is a date written year-month-day."""
    if not spec.parts():
        return text
    try:
        return spec.write(date.fromisoformat(text))
    except ValueError:
        return None


__all__ = ["Defaults", "defaults", "item_defaults", "literal"]
