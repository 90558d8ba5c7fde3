"""The order in which a procedure's nodes run, and the words for a spec that allows none (J202)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formgen.compiler.closures import Closures
from formgen.compiler.graph import CycleError, in_order
from formgen.compiler.nodes import Node
from formgen.language.constructs import Construct
from formgen.language.expressions import names
from formgen.language.problems import Problem
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.source import Node as YamlNode
from formgen.language.source import Span


def ordered(resolution: Resolution, closures: Closures, nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes in an order to run them. Raises CycleError."""
    provided = fillers(resolution, nodes)
    careful = [
        replace(each, reads=each.reads | (closures.read_while_waiting(each.reads) - provided_by(each)))
        if each.waits
        else each
        for each in nodes
    ]
    try:
        return in_order(careful, provided)
    except CycleError:
        # Cases may wait for a field whose requirement depends on them: then they are decided first.
        return in_order(nodes, provided)


def provided_by(node: Node) -> frozenset[str]:
    """The name that a node fills, so that waiting for it is not reading it."""
    return frozenset([node.name.partition(":")[2]])


def fillers(resolution: Resolution, nodes: Sequence[Node]) -> dict[str, str]:
    """Name of a binding -> the node that fills it."""
    names_of = resolution.plan
    provided = {each.name.partition(":")[2]: each.name for each in nodes if each.name.startswith("field:")}
    for name in (*names_of.conditions, *names_of.calculations, *names_of.tables):
        provided[name] = f"data:{name}"
    for name, table in resolution.spec.tables.items():
        provided.update({f"{name}.{column}": f"data:{name}" for column in table.columns})
    for name in names_of.documents:
        provided[f"documents.{name}"] = f"document:{name}"
    for full_path, placed in names_of.placed().items():
        if placed.depth:
            # A field of an item is filled with its list.
            owner = full_path
            while owner not in provided and "." in owner:
                owner = owner.rpartition(".")[0]
            if owner in provided:
                provided[full_path] = provided[owner]
    return provided


def cycle_problem(resolution: Resolution, cycle: CycleError) -> Problem:
    """J202: what needs what, told at the condition that closes the circle."""
    parts = [each for each in cycle.nodes if each.source is not None] or list(cycle.nodes)
    first = min(range(len(parts)), key=lambda index: _line(parts[index]))
    parts = parts[first:] + parts[:first]
    called = [_called(each) for each in parts]
    if len(called) > 1:
        message = f"{called[0]} needs {', which needs '.join((*called[1:], called[0]))}."
    else:
        message = f"{called[0]} needs itself."
    lines = [_line(each, parts[(index + 1) % len(parts)]) for index, each in enumerate(parts)]
    written = ", ".join(map(str, lines))
    hint = f"Write it so that it does without itself (line {written})."
    if len(lines) > 1:
        hint = f"Write one of them so that it does without the next (lines {written})."
    where = _place(parts[0], parts[1 % len(parts)])
    document = resolution.spec.document
    found: Problem = document.problem(
        "J202", "error", where if where is not None else resolution.spec.node, _capital(message), hint
    )
    return _meant_outside(resolution, found, parts[0])


def _meant_outside(resolution: Resolution, found: Problem, node: Node) -> Problem:
    """Where the name hides one outside, that was meant: one message for both, with the way to write it."""
    shadow = next(
        (
            each
            for each in resolution.problems
            if each.code == "N104" and (each.line, each.column) == (found.line, found.column)
        ),
        None,
    )
    outside = resolution.scope.find(node.name.rpartition(".")[2])
    if shadow is None or outside is None:
        return found
    resolution.problems.remove(shadow)
    return replace(found, hint=f"Write `dossier.{outside.name}` if the one outside is meant.")


def _called(node: Node) -> str:
    kind, _, name = node.name.partition(":")
    if kind == "page":
        return f"the page `{name.rpartition('.')[2]}`"
    if kind == "stop":
        return f"the stop of the page `{name.partition(':')[0]}`"
    return f"`{name}`"


def _capital(message: str) -> str:
    return message[:1].upper() + message[1:]


def _line(node: Node, following: Node | None = None) -> int:
    place = _place(node, following)
    if place is None:
        return 0
    return place.line if isinstance(place, Span) else place.span.line


def _place(node: Node, following: Node | None) -> Span | YamlNode | None:
    """The name in a node's formulas that leads to the following node; else the formula, or the construct."""
    if following is not None:
        last = following.name.partition(":")[2].rpartition(".")[2]
        for formula in node.formulas:
            for path in names(formula.expression):
                if path[-1] == last or last in path:
                    return _within(formula, ".".join(path))
    if node.formulas:
        return node.formulas[0].node
    source = node.source
    if isinstance(source, Construct):
        return source.id_span
    return source.node if isinstance(source, Formula) else None


def _within(formula: Formula, name: str) -> Span | YamlNode:
    start = formula.expression.text.find(name)
    if start < 0:
        return formula.node
    return formula.node.locate(start, start + len(name))


__all__ = ["cycle_problem", "fillers", "ordered", "provided_by"]
