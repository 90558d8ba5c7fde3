"""What makes two parts of expressions the same: their structure and the names they read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from formgen.language.expressions import Binding, typed
from formgen.language.expressions.typed import Typed


def key_of(node: Any) -> str:
    """The same for the same calculation, wherever it is written."""
    if isinstance(node, Binding):
        return node.name
    if isinstance(node, typed.Read):
        return node.binding.name
    if isinstance(node, Typed):
        readable = _as_written(node)
        if readable is not None:
            return readable
        parts = (key_of(getattr(node, field)) for field in node.fields if field != "type")
        return f"{type(node).__name__}({', '.join(parts)})"
    if isinstance(node, tuple):
        return f"[{', '.join(key_of(each) for each in node)}]"
    return repr(node)


def reads_in(node: Any) -> Iterator[typed.Read]:
    """The names that a part reads, those read in the items of a list included."""
    if isinstance(node, typed.Read):
        yield node
    elif isinstance(node, Typed):
        for field in node.fields:
            yield from reads_in(getattr(node, field))
    elif isinstance(node, tuple):
        for each in node:
            yield from reads_in(each)


def _as_written(node: Typed) -> str | None:
    """The simplest operations as an author writes them, so that they can be told; None for any other."""
    match node:
        case typed.Age(birth=typed.Read(binding=birth), day=typed.Read(binding=day)) if day.name == "today":
            return f"age of {birth.name}"
        case typed.Quantified(quantifier="count", items=typed.Read(binding=items), condition=None):
            return f"count of {items.name}"
        case typed.Part(part="first", inner=typed.Read(binding=inner), count=count):
            return f"first {count} of {inner.name}"
        case typed.Part(part=part, inner=typed.Read(binding=inner)):
            return f"{part} of {inner.name}"
        case _:
            return None
