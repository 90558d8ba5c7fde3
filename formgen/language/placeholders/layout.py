"""Markdown of texts: paragraphs, lists, emphasis, links and headings; all else is plain characters.

A text is laid out once. Values come later, into nodes of their own, so that they can be neither
Markdown nor HTML.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from formgen.language.placeholders.building import Builder, CutError
from formgen.language.placeholders.marks import Marked, mark
from formgen.language.placeholders.nodes import Branches, Element, Loop, Node, bodies
from formgen.language.placeholders.plain import surely_sound
from formgen.language.placeholders.segments import Fault, Segment

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

STRUCTURE: Final = "X705"
MAX_LENGTH: Final = 50_000
"""Characters of one text: a very long page. Markdown's worst cases take over a second far beyond it."""

_WORTH_LAYING_OUT = re.compile(r"\{\{\s*(?:when|for)\b|\]\(")


@dataclass(frozen=True, slots=True)
class Layout:
    """Nodes of a text, and what is wrong with its structure."""

    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...]


def layout_faults(text: str, segments: tuple[Segment, ...]) -> tuple[Fault, ...]:
    """What is wrong with the structure of a rich text.

    The Markdown reader is loaded only for texts that hold a conditional, a loop or a link in other than plain
    words.
    """
    if len(text) <= MAX_LENGTH and (not _WORTH_LAYING_OUT.search(text) or surely_sound(text, segments)):
        return ()
    return lay_out(text, segments).faults


def lay_out(text: str, segments: tuple[Segment, ...], kind: Literal["rich", "inline"] = "rich") -> Layout:
    """Lay out a text: in blocks ("rich"), or as a line with emphasis and links ("inline"). Never raises."""
    if len(text) > MAX_LENGTH:
        message = f"This text has {len(text)} characters; {MAX_LENGTH} is the most."
        return Layout((), (Fault(message, "Split it over several pages.", 0, len(text), STRUCTURE),))
    try:
        marked = mark(segments)
    except OverflowError:
        message = "This text has too many placeholders."
        return Layout((), (Fault(message, "Split it into several texts.", 0, len(text), STRUCTURE),))
    builder = Builder(text, marked)
    try:
        nodes = builder.build(_tokens(marked, kind))
    except CutError as cut:
        return Layout((), (cut.fault,))
    return Layout(_merge_lists(nodes), tuple(builder.faults))


def _tokens(marked: Marked, kind: str) -> Sequence[Token]:
    environment = {"blocks": marked.blocks}
    reader = _reader()
    return (
        reader.parseInline(marked.text, environment)
        if kind == "inline"
        else reader.parse(marked.text, environment)
    )


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    class Reader(MarkdownIt):
        # Addresses are judged in `building`, with a message; here they are kept as written.
        def validateLink(self, url: str) -> bool:  # noqa: N802 - a method of the base class
            return True

        def normalizeLink(self, url: str) -> str:  # noqa: N802 - a method of the base class
            return url

    reader = Reader("zero", {"maxNesting": 64})
    reader.enable(["list", "heading", "newline", "escape", "emphasis", "link"])
    reader.block.ruler.before("list", "control", _control_line, {"alt": ["paragraph", "list"]})
    return reader


def _control_line(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """A line that holds the mark of a block and nothing else."""
    line = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]].strip()
    if len(line) != 1 or line not in state.env["blocks"]:
        return False
    if not silent:
        token = state.push("control", "", 0)
        token.content = line
        state.line = start_line + 1
    return True


def _merge_lists(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """One list where conditionals and loops hold items of the list that stands beside them."""
    merged: list[Node] = []
    joins = False
    for node in nodes:
        current = _as_list(_inside(node))
        previous = merged[-1] if merged else None
        from_control = isinstance(node, Branches | Loop)
        if (
            isinstance(current, Element)
            and isinstance(previous, Element)
            and current.kind == previous.kind
            and current.kind in {"ul", "ol"}
            and (joins or from_control)
        ):
            merged[-1] = replace(previous, children=(*previous.children, *current.children))
        else:
            merged.append(current)
        joins = from_control
    return tuple(merged)


def _inside(node: Node) -> Node:
    match node:
        case Element(kind="ul" | "ol" | "li"):
            return replace(node, children=_merge_lists(node.children))
        case Branches():
            cases = tuple((condition, _merge_lists(body)) for condition, body in node.cases)
            return Branches(cases, _merge_lists(node.otherwise))
        case Loop():
            return replace(node, body=_merge_lists(node.body))
        case _:
            return node


def _as_list(node: Node) -> Node:
    """A list of conditional items for a conditional that holds nothing but one list."""
    if not isinstance(node, Branches | Loop):
        return node
    filled = [body for body in bodies(node) if body]
    lists = [body[0] for body in filled if len(body) == 1]
    if not filled or len(lists) < len(filled):
        return node
    first = lists[0]
    if not isinstance(first, Element) or first.kind not in {"ul", "ol"}:
        return node
    if any(not isinstance(each, Element) or each.kind != first.kind for each in lists):
        return node
    return replace(first, children=(_with_items(node),))


def _with_items(node: Branches | Loop) -> Branches | Loop:
    def items(body: tuple[Node, ...]) -> tuple[Node, ...]:
        return body[0].children if body and isinstance(body[0], Element) else ()

    if isinstance(node, Loop):
        return replace(node, body=items(node.body))
    return Branches(tuple((condition, items(body)) for condition, body in node.cases), items(node.otherwise))
