"""Constants, values in the frame, and what is asked about their being there."""

from __future__ import annotations

from typing import Any

from formgen.language.expressions import typed
from formgen.language.expressions.python.closures import Closure, Compile, Frame
from formgen.language.expressions.types import Record


def constant(node: typed.Constant, _: Compile) -> Closure:
    value = node.value
    return lambda _: value


def read(node: typed.Read, _: Compile) -> Closure:
    return slot_reader(node.binding.slot, node.up)


def slot_reader(slot: int, up: bool) -> Closure:
    """Reads `slot` of the frame, or of the frame of the dossier that an item's frame begins with."""
    if up:
        return lambda frame: frame[0][slot]
    return lambda frame: frame[slot]


def address_part(node: typed.AddressPart, compiled: Compile) -> Closure:
    address, part = compiled(node.address), node.part

    def run(frame: Frame) -> Any:
        value = address(frame)
        return None if value is None else getattr(value, part) or None

    return run


def is_empty(value: Any) -> bool:
    """Absent, blank text or nothing chosen; a list without items has been answered."""
    return value is None or (not value and isinstance(value, str | frozenset | tuple))


def answered(node: typed.Answered, compiled: Compile) -> Closure:
    inner, wanted = compiled(node.inner), not node.negated
    said = None
    if isinstance(node.inner, typed.Read) and node.inner.binding.said_slot is not None:
        said = slot_reader(node.inner.binding.said_slot, node.inner.up)
    if said is None:
        return lambda frame: is_empty(inner(frame)) is not wanted
    said_word = said
    return lambda frame: (is_empty(inner(frame)) and said_word(frame) is None) is not wanted


def found(node: typed.Found, _: Compile) -> Closure:
    kind = node.record.type
    assert isinstance(kind, Record)
    record, wanted = slot_reader(kind.found_slot, node.record.up), not node.negated
    return lambda frame: bool(record(frame)) is wanted


def said(node: typed.Said, _: Compile) -> Closure:
    slot = node.inner.binding.said_slot
    assert slot is not None
    word_said, word, wanted = slot_reader(slot, node.inner.up), node.word, not node.negated
    return lambda frame: (word_said(frame) == word) is wanted
