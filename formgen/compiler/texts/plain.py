"""Nodes of a text to plain words: for mails, titles, and whatever cannot show HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeAlias

from formgen.compiler.texts.values import Frame, Piece, Values, Words, branching, joined
from formgen.language.placeholders.nodes import Branches, Break, Element, Loop, Node, bodies
from formgen.language.placeholders.segments import Insert

Blocks: TypeAlias = Callable[[Frame], list[str]]

_SPACES: Final = re.compile(r"[ \t]{2,}")
_SPACES_AT_ENDS_OF_LINES: Final = re.compile(r"[ \t]*\n[ \t]*")
_WHITE_SPACE: Final = re.compile(r"[ \t\r\n]+")


class PlainWriter:
    """Writes the nodes of one text."""

    def __init__(self, values: Values, depth: int) -> None:
        self.values = values
        self.depth = depth

    def line(self, nodes: tuple[Node, ...]) -> Words:
        """All in one line."""
        write = joined(self.pieces(nodes, self.depth))
        return lambda frame: _WHITE_SPACE.sub(" ", write(frame)).strip(" ")

    def document(self, nodes: tuple[Node, ...]) -> Words:
        """Paragraphs with an empty line between them."""
        blocks = self.blocks(nodes, self.depth)
        return lambda frame: "\n\n".join(blocks(frame))

    def blocks(self, nodes: tuple[Node, ...], depth: int) -> Blocks:
        """Blocks of words; nodes of a line that stand together make one."""
        parts: list[Blocks] = []
        row: list[Node] = []
        for node in nodes:
            if _is_of_a_line(node):
                row.append(node)
                continue
            if row:
                parts.append(self.paragraph(tuple(row), depth))
                row = []
            parts.append(self.block(node, depth))
        if row:
            parts.append(self.paragraph(tuple(row), depth))
        return _concatenated(parts)

    def block(self, node: Node, depth: int) -> Blocks:
        match node:
            case Element(kind="ul" | "ol"):
                return self.listing(node, depth)
            case Element(children=children):
                return self.paragraph(children, depth)
            case Branches() | Loop():
                return self.controlled(node, self.blocks, depth)
            case _:
                return self.paragraph((node,), depth)

    def paragraph(self, nodes: tuple[Node, ...], depth: int) -> Blocks:
        write = joined(self.pieces(nodes, depth))

        def paragraph(frame: Frame) -> list[str]:
            words = _SPACES_AT_ENDS_OF_LINES.sub("\n", _SPACES.sub(" ", write(frame))).strip()
            return [words] if words else []

        return paragraph

    def listing(self, element: Element, depth: int) -> Blocks:
        items = self.items(element.children, depth)
        numbered, first = element.kind == "ol", element.number

        def listing(frame: Frame) -> list[str]:
            written = []
            for place, item in enumerate(items(frame)):
                bullet = f"{first + place}. " if numbered else "- "
                written.append(bullet + item.replace("\n", "\n" + " " * len(bullet)))
            return ["\n".join(written)] if written else []

        return listing

    def items(self, nodes: tuple[Node, ...], depth: int) -> Blocks:
        """The words of each item of a list."""
        return _concatenated([self.item(node, depth) for node in nodes])

    def item(self, node: Node, depth: int) -> Blocks:
        if isinstance(node, Branches | Loop):
            return self.controlled(node, self.items, depth)
        blocks = self.blocks(node.children if isinstance(node, Element) else (node,), depth)

        def item(frame: Frame) -> list[str]:
            written = blocks(frame)
            return ["\n".join(written)] if written else []

        return item

    def controlled(
        self, node: Branches | Loop, write: Callable[[tuple[Node, ...], int], Blocks], depth: int
    ) -> Blocks:
        if isinstance(node, Loop):
            items, body = self.values.items(node.items, depth), write(node.body, 1)
            return lambda frame: [each for item in items(frame) for each in body(item)]
        cases = [(self.values.condition(condition), write(body, depth)) for condition, body in node.cases]
        return branching(cases, write(node.otherwise, depth))

    def pieces(self, nodes: tuple[Node, ...], depth: int) -> list[Piece]:
        """Constants and functions of a line."""
        pieces: list[Piece] = []
        for node in nodes:
            match node:
                case str():
                    pieces.append(node)
                case Break(hard=hard):
                    pieces.append("\n" if hard else " ")
                case Insert():
                    pieces.append(self.insert(node, depth))
                case Element(kind="a"):
                    pieces.append(self.link(node, depth))
                case Element(children=children):
                    pieces.extend(self.pieces(children, depth))
                case Branches(cases=cases, otherwise=otherwise):
                    compiled = [
                        (self.values.condition(condition), joined(self.pieces(body, depth)))
                        for condition, body in cases
                    ]
                    pieces.append(branching(compiled, joined(self.pieces(otherwise, depth))))
                case Loop(items=formula, body=body):
                    pieces.append(_repeated(self.values.items(formula, depth), joined(self.pieces(body, 1))))
        return pieces

    def insert(self, insert: Insert, depth: int) -> Words:
        if insert.label is None:
            return self.values.words(insert, depth)
        return self._with_address(partial(_constant, insert.label), self.values.raw(insert, depth))

    def link(self, link: Element, depth: int) -> Words:
        """The words of a link, and where it leads when the words do not say so."""
        words = joined(self.pieces(link.children, depth))
        address = joined(
            [part if isinstance(part, str) else self.values.raw(part, depth) for part in link.target]
        )
        return self._with_address(words, address)

    def _with_address(self, words: Words, address: Words) -> Words:
        def write(frame: Frame) -> str:
            label, target = words(frame), address(frame)
            shown = target.removeprefix("mailto:").removeprefix("tel:")
            if not shown or shown in label or target.startswith("#"):
                return label
            return self.values.formatter.words.get("link_in_text", label=label, address=shown)

        return write


def _constant(words: str, _frame: Frame) -> str:
    return words


def _repeated(items: Callable[[Frame], Any], body: Words) -> Words:
    return lambda frame: "".join([body(item) for item in items(frame)])


def _concatenated(parts: list[Blocks]) -> Blocks:
    if len(parts) == 1:
        return parts[0]
    return lambda frame: [each for part in parts for each in part(frame)]


def _is_of_a_line(node: Node) -> bool:
    if isinstance(node, Branches | Loop):
        return all(_is_of_a_line(each) for body in bodies(node) for each in body)
    return not isinstance(node, Element) or node.kind in {"strong", "em", "a"}
