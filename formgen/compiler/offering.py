"""Which rows of a list a field offers: those for which its `only` is true (language.md §4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from formgen.compiler.closures import Closures
from formgen.compiler.procedure import Condition, Frame
from formgen.compiler.table_rows import read_list_rows
from formgen.language.fields.choice import OptionsField
from formgen.language.readers import Text
from formgen.language.resolution.layout import Placed


def offered_rows(closures: Closures, placed: Placed, options: Iterable[str]) -> dict[str, Condition]:
    """For each option of a field with `only`, whether its row is offered; empty for any other field."""
    spec, scope = placed.spec, placed.only_scope
    if scope is None or not isinstance(spec, OptionsField) or not isinstance(spec.options, Text):
        return {}
    file = closures.resolution.spec.lists[spec.options.value].file
    only = closures.condition(spec.only, scope)
    if file is None or only is None:
        return {}
    rows = closures.list_rows.get(spec.options.value)
    if rows is None:
        rows = closures.list_rows[spec.options.value] = read_list_rows(closures.resolution, file)
    slots = {column: binding.slot for column, binding in placed.row.items()}
    return {id: _of_row(only, slots, rows.get(id, {})) for id in options}


def _of_row(only: Condition, slots: Mapping[str, int], row: Mapping[str, Any]) -> Condition:
    values: Sequence[tuple[int, Any]] = [(slot, row.get(column)) for column, slot in slots.items()]

    def met(frame: Frame) -> Any:
        # The row stands in the frame only while it is judged: a frame says nothing of rows by itself.
        for slot, value in values:
            frame[slot] = value
        found = only(frame)
        for slot, _ in values:
            frame[slot] = None
        return found

    return met


__all__ = ["offered_rows"]
