"""Nodes of a text to HTML. Every value passes `escape`; addresses of links are quoted besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from markupsafe import Markup, escape

from formgen.compiler.texts.values import Frame, Piece, Values, Words, branching, joined
from formgen.language.placeholders.links import is_safe_address
from formgen.language.placeholders.nodes import Branches, Break, Element, Loop, Node
from formgen.language.placeholders.segments import Insert

LAST_HEADING: Final = 6
_ON_THEIR_OWN_LINE: Final = frozenset({"p", "h", "ul", "ol", "li"})


class HtmlWriter:
    """Writes the nodes of one text; `heading_shift` is added to the levels of its headings."""

    def __init__(self, values: Values, heading_shift: int) -> None:
        self.values = values
        self.heading_shift = heading_shift

    def document(self, nodes: tuple[Node, ...], depth: int) -> Callable[[Frame], Markup]:
        """The HTML of a whole text, without white space at its ends."""
        write = joined(self.pieces(nodes, depth))
        return lambda frame: Markup(write(frame).strip("\n"))  # noqa: S704 - pieces are ours, values were escaped

    def pieces(self, nodes: tuple[Node, ...], depth: int) -> list[Piece]:
        """Constants and functions in a row."""
        pieces: list[Piece] = []
        for node in nodes:
            match node:
                case str():
                    pieces.append(str(escape(node)))
                case Break(hard=hard):
                    pieces.append("<br>\n" if hard else "\n")
                case Insert():
                    pieces.append(self.insert(node, depth))
                case Element():
                    pieces.extend(self.element(node, depth))
                case Branches(cases=cases, otherwise=otherwise):
                    compiled = [
                        (self.values.condition(condition), joined(self.pieces(body, depth)))
                        for condition, body in cases
                    ]
                    pieces.append(branching(compiled, joined(self.pieces(otherwise, depth))))
                case Loop():
                    pieces.append(self.loop(node, depth))
        return pieces

    def insert(self, insert: Insert, depth: int) -> Words:
        if insert.label is not None:
            return self.given_link(insert, str(escape(insert.label)), depth)
        words = self.values.words(insert, depth)

        def write(frame: Frame) -> str:
            value = escape(words(frame))
            return str(value).replace("\n", "<br>\n") if "\n" in value else value

        return write

    def given_link(self, insert: Insert, label: str, depth: int) -> Words:
        """The link that the system gives; the words alone while there is none."""
        read = self.values.raw(insert, depth)

        def write(frame: Frame) -> str:
            address = read(frame)
            if not is_safe_address(address):
                return label
            return f'<a class="action" href="{escape(address)}">{label}</a>'

        return write

    def element(self, element: Element, depth: int) -> list[Piece]:
        start, end = self.tags(element, depth)
        children = self.pieces(element.children, depth)
        if element.kind in _ON_THEIR_OWN_LINE and not _is_surely_filled(element.children):
            return [_unless_empty(joined(start), joined(children), end)]
        return [*start, *children, end]

    def tags(self, element: Element, depth: int) -> tuple[list[Piece], str]:
        match element.kind:
            case "h":
                level = max(1, min(element.number + self.heading_shift, LAST_HEADING))
                return [f"<h{level}>"], f"</h{level}>\n"
            case "ol" if element.number != 1:
                return [f'<ol start="{element.number}">\n'], "</ol>\n"
            case "ul" | "ol":
                return [f"<{element.kind}>\n"], f"</{element.kind}>\n"
            case "a":
                return ['<a href="', *self.address(element, depth), '">'], "</a>"
            case _:
                end = "\n" if element.kind in _ON_THEIR_OWN_LINE else ""
                return [f"<{element.kind}>"], f"</{element.kind}>{end}"

    def address(self, link: Element, depth: int) -> list[Piece]:
        first = link.target[0]
        if isinstance(first, Insert):
            return [_safe_or_nowhere(self.values.raw(first, depth))]
        safe = "@+" if first.lower().startswith(("mailto:", "tel:")) else ""
        return [
            str(escape(part)) if isinstance(part, str) else _quoted(self.values.raw(part, depth), safe)
            for part in link.target
        ]

    def loop(self, loop: Loop, depth: int) -> Words:
        items = self.values.items(loop.items, depth)
        body = joined(self.pieces(loop.body, 1))
        return lambda frame: "".join([body(item) for item in items(frame)])


def _quoted(read: Words, safe: str) -> Words:
    return lambda frame: quote(read(frame), safe=safe)


def _safe_or_nowhere(read: Words) -> Words:
    def write(frame: Frame) -> str:
        address = read(frame)
        return escape(address) if is_safe_address(address) else "#"

    return write


def _is_surely_filled(nodes: tuple[Node, ...]) -> bool:
    """Whether something shows whatever the answers: an element without words is better left out."""
    return any(
        bool(node.strip())
        if isinstance(node, str)
        else isinstance(node, Element) and _is_surely_filled(node.children)
        for node in nodes
    )


def _unless_empty(start: Words, body: Words, end: str) -> Words:
    def write(frame: Frame) -> str:
        inside = body(frame)
        return f"{start(frame)}{inside}{end}" if inside.strip() else ""

    return write
