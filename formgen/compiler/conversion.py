"""Values of sources as values of fields: what a register holds, read as the field would read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from formgen.compiler.procedure import Condition, Field, Frame
from formgen.language.expressions import Binding, Choice
from formgen.language.fields.base import Unreadable


def converter(compiled: Field) -> Callable[[Any], Any]:
    """From a column of a source to a value of the field: an unknown option counts as not held."""
    options = compiled.options
    if isinstance(compiled.type, Choice):
        return lambda value: value if value in options else None
    read = compiled.read

    # A record's values are the same at every evaluation of its dossier.
    @lru_cache(maxsize=256)
    def convert(value: Any) -> Any:
        if value.__class__ is str and read is not None:
            try:
                return read(value)
            except Unreadable:
                # The register says something this field cannot hold; it is shown as the register has it.
                return value
        return value

    return convert


def held_value(compiled: Field, column: Binding, depth: int) -> Condition:
    """What a source holds for a field, None where it holds nothing. `depth`: that of the field's frame."""
    slot, convert, in_item = column.slot, converter(compiled), depth > column.depth

    def held(frame: Frame) -> Any:
        value = (frame[0] if in_item else frame)[slot]
        return None if value is None else convert(value)

    return held


__all__ = ["converter", "held_value"]
