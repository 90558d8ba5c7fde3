"""Tokens of Markdown to nodes, with the tags of conditionals and loops closed where they must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from formgen.language.placeholders.links import fault_of_link
from formgen.language.placeholders.marks import PRIVATE, Control, Marked
from formgen.language.placeholders.nodes import Branches, Break, Element, Kind, Loop, Node
from formgen.language.placeholders.segments import Fault, For, Insert, When

if TYPE_CHECKING:
    from markdown_it.token import Token

STRUCTURE: Final = "X705"

_KINDS: Final[dict[str, Kind]] = {
    "paragraph": "p",
    "heading": "h",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "strong": "strong",
    "em": "em",
    "link": "a",
}
_CALLED: Final[dict[Kind, str]] = {
    "p": "a paragraph",
    "h": "a heading",
    "ul": "a list",
    "ol": "a list",
    "li": "a list item",
    "strong": "words between asterisks",
    "em": "words between asterisks",
    "a": "the words of a link",
}


class CutError(Exception):
    """A conditional or loop that would cut a paragraph, list item, emphasis or link in two."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(slots=True)
class _Level:
    """Nodes being gathered: of the text (neither), of an element, or of a branch of a conditional or loop."""

    nodes: list[Node] = field(default_factory=list)
    element: Element | None = None
    control: When | For | None = None
    finished: list[tuple[Node, ...]] = field(default_factory=list)


class Builder:
    """Builds the nodes of one text."""

    def __init__(self, text: str, marked: Marked) -> None:
        self.text = text
        self.marked = marked
        self.faults: list[Fault] = []
        self.levels = [_Level()]
        self.seen = 0

    def build(self, tokens: Sequence[Token]) -> tuple[Node, ...]:
        """The nodes. Raises CutError at the first tag that cuts something in two."""
        for token in tokens:
            if token.type == "inline":
                depth = len(self.levels)
                for child in token.children or ():
                    self.token(child)
                if len(self.levels) > depth:
                    raise self.cut(self.levels[-1].control, "begins in one paragraph and ends in another")
            else:
                self.token(token)
        if self.seen != len(self.marked.inserts) + len(self.marked.controls):
            message = "A placeholder stands where Markdown wants none, such as the title of a link."
            raise CutError(Fault(message, "Move it into the text.", 0, len(self.text), STRUCTURE))
        return tuple(self.levels[0].nodes)

    def token(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if token.type == "control":
            self.control(self.marked.controls[token.content])
        elif token.type == "text":
            self.words(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            self.levels[-1].nodes.append(Break(token.type == "hardbreak"))
        elif token.hidden:
            # The paragraph of an item in a list without blank lines; two of them stay two lines.
            if token.nesting == 1 and self.levels[-1].nodes:
                self.levels[-1].nodes.append(Break(hard=True))
        elif token.nesting == 1:
            self.levels.append(_Level(element=self.element(token, _KINDS[name])))
        else:
            self.close(_KINDS[name])

    def element(self, token: Token, kind: Kind) -> Element:
        if kind == "h":
            return Element(kind, (), number=int(token.tag[1]))
        if kind == "ol":
            return Element(kind, (), number=int(token.attrs.get("start", 1)))
        if kind == "a":
            return Element(kind, (), target=self.target(token))
        return Element(kind, ())

    def target(self, token: Token) -> tuple[str | Insert, ...]:
        address = str(token.attrs.get("href", ""))
        pieces: list[str | Insert] = []
        for piece, character in self.split(address):
            if piece:
                pieces.append(piece)
            insert = self.marked.inserts.get(character)
            if insert is not None:
                self.seen += 1
                pieces.append(insert)
            elif character:
                raise self.cut(self.marked.controls[character].of, "stands inside the address of a link")
        fault = fault_of_link(tuple(pieces), self.text, titled="title" in token.attrs)
        if fault is not None:
            self.faults.append(fault)
        return tuple(pieces)

    def words(self, content: str) -> None:
        for piece, character in self.split(content):
            if piece:
                self.levels[-1].nodes.append(piece)
            if character in self.marked.inserts:
                self.seen += 1
                self.levels[-1].nodes.append(self.marked.inserts[character])
            elif character:
                self.control(self.marked.controls[character])

    @staticmethod
    def split(content: str) -> list[tuple[str, str]]:
        """Pieces of plain characters, each with the mark behind it ("" at the end)."""
        pieces = PRIVATE.split(content)
        return list(zip(pieces, [*PRIVATE.findall(content), ""], strict=True))

    def control(self, control: Control) -> None:
        self.seen += 1
        if control.branch == 0:
            self.levels.append(_Level(control=control.of))
            return
        level = self.levels[-1]
        if level.control is not control.of:
            where = _CALLED[level.element.kind] if level.element is not None else "something else"
            raise self.cut(control.of, f"begins outside of {where} and goes on inside")
        level.finished.append(tuple(level.nodes))
        level.nodes = []
        if control.branch is None:
            self.levels.pop()
            self.levels[-1].nodes.append(_finished(control.of, level.finished))

    def close(self, kind: Kind) -> None:
        level = self.levels.pop()
        element = level.element
        if element is None:
            raise self.cut(level.control, f"begins inside {_CALLED[kind]} and ends outside")
        children = tuple(level.nodes)
        self.levels[-1].nodes.append(Element(element.kind, children, element.number, element.target))

    def cut(self, control: When | For | None, how: str) -> CutError:
        assert control is not None
        word = "for" if isinstance(control, For) else "when"
        end = control.tag_end if isinstance(control, For) else control.cases[0].end
        hint = (
            "Close it with `{{ end }}` where it was opened: inside the same paragraph, item or emphasis; "
            "or put both tags on lines of their own, around whole paragraphs."
        )
        return CutError(Fault(f"This `{word}` {how}.", hint, control.start, end, STRUCTURE))


def _finished(control: When | For, branches: list[tuple[Node, ...]]) -> Branches | Loop:
    if isinstance(control, For):
        return Loop(control.items, branches[0])
    conditions = [branch.condition for branch in control.cases]
    otherwise = branches[len(conditions)] if control.otherwise is not None else ()
    return Branches(tuple(zip(conditions, branches, strict=False)), otherwise)
