"""A text laid out: paragraphs, lists, emphasis and links, with placeholders where they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from formgen.language.placeholders.segments import Insert, TextFormula

Kind: TypeAlias = Literal["p", "h", "ul", "ol", "li", "strong", "em", "a"]


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line: one that shows (`hard`), or a space."""

    hard: bool


@dataclass(frozen=True, slots=True)
class Element:
    """`number` is the level of a heading as written, or the first number of a numbered list."""

    kind: Kind
    children: tuple[Node, ...]
    number: int = 1
    target: tuple[str | Insert, ...] = ()
    """Of a link: the address, in pieces."""


@dataclass(frozen=True, slots=True)
class Branches:
    """The nodes of the first case whose condition is true, else `otherwise`."""

    cases: tuple[tuple[TextFormula | None, tuple[Node, ...]], ...]
    otherwise: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """The nodes once for each item."""

    items: TextFormula | None
    body: tuple[Node, ...]


Node: TypeAlias = str | Break | Insert | Element | Branches | Loop


def bodies(node: Branches | Loop) -> tuple[tuple[Node, ...], ...]:
    """Every sequence of nodes that may stand for a conditional or loop."""
    if isinstance(node, Loop):
        return (node.body,)
    return (*(body for _, body in node.cases), node.otherwise)


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """All nodes, outer ones first."""
    for node in nodes:
        yield node
        if isinstance(node, Element):
            yield from walk(node.children)
        elif isinstance(node, Branches | Loop):
            for body in bodies(node):
                yield from walk(body)
