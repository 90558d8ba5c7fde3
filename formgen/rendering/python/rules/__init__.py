"""The parts of a procedure in a generated file: what is asked when, and what must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formgen.compiler.graph import CycleError, in_order
from formgen.compiler.nodes import Node
from formgen.compiler.ordering import fillers, provided_by
from formgen.rendering.python.layout import Source, tuple_of
from formgen.rendering.python.rules.data import write_data
from formgen.rendering.python.rules.documents import write_declarations
from formgen.rendering.python.rules.pages import write_pages
from formgen.rendering.python.rules.writing import Parts, Writing


def parts_of(writing: Writing) -> Source:
    """All parts, in the order in which they are decided."""
    found = Parts()
    write_pages(writing, found)
    write_declarations(writing, found)
    write_data(writing, found)
    return tuple_of([found.sources[each.name] for each in _ordered(writing, found.nodes)])


def _ordered(writing: Writing, nodes: Sequence[Node]) -> Sequence[Node]:
    provided = {
        name: filler
        for name, filler in fillers(writing.resolution, nodes).items()
        if any(each.name == filler for each in nodes)
    }
    waiting = writing.functions.read_while_waiting
    careful = [
        replace(each, reads=each.reads | (waiting(each.reads) - provided_by(each))) if each.waits else each
        for each in nodes
    ]
    try:
        return in_order(careful, provided)
    except CycleError:
        # Cases may wait for a field whose requirement depends on them: then they are decided first.
        return in_order(nodes, provided)


__all__ = ["Writing", "parts_of"]
