"""A checked text to functions of a frame: HTML, and the same words plain.

    text = compile_text(checked, formatter, kind="rich", heading_level=2)
    text.html(frame)       # Markup: <p>Le 27 mars 2007, …</p>
    text.text(frame)       # the words for a mail

The Markdown is laid out once; a frame's values are formatted, escaped and put between pieces that
are HTML already. A text without placeholders is a constant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from markupsafe import Markup, escape

from formgen.compiler.formatting import Formatter
from formgen.compiler.texts.html import HtmlWriter
from formgen.compiler.texts.plain import PlainWriter
from formgen.compiler.texts.values import Frame, Values
from formgen.language.placeholders import CheckedText, lay_out
from formgen.language.placeholders.nodes import Branches, Element, Loop, Node, walk
from formgen.language.placeholders.segments import For, Insert, Segment, When
from formgen.language.placeholders.segments import Literal as Characters

__all__ = ["CompiledText", "Frame", "Kind", "compile_text", "highest_heading"]

Kind: TypeAlias = Literal["rich", "inline", "line"]
"""rich: paragraphs, lists, headings. inline: emphasis and links without a paragraph around them (hints
of options, declarations). line: plain words, no Markdown at all (titles, labels, subjects of mails)."""


@dataclass(frozen=True, slots=True)
class CompiledText:
    """A text ready to be shown. Both functions take a frame of the depth that the text was checked for."""

    html: Callable[[Frame], Markup]
    text: Callable[[Frame], str]
    constant: bool
    """Whether no frame can change it: both functions then give the same object each time, and take []."""


def compile_text(
    checked: CheckedText, formatter: Formatter, kind: Kind = "rich", heading_level: int = 2
) -> CompiledText:
    """Make a text ready for readers of the formatter's language.

    The highest heading of a rich text gets `heading_level`, those below it the levels that follow.
    Raises ValueError for a text with errors: they are to be reported before.
    """
    errors = [fault.message for fault in checked.faults if fault.severity == "error"]
    nodes: tuple[Node, ...]
    if kind == "line":
        nodes = _nodes_of_line(checked.segments)
    else:
        layout = lay_out(checked.text, checked.segments, kind)
        errors += [fault.message for fault in layout.faults if fault.severity == "error"]
        nodes = layout.nodes
    if errors:
        raise ValueError(f"{checked.text!r} cannot be compiled: {errors[0]}")
    values = Values(formatter)
    plain = PlainWriter(values, checked.depth)
    text = plain.line(nodes) if kind == "line" else plain.document(nodes)
    if kind == "line":
        html = _escaped(text)
    else:
        html = HtmlWriter(values, heading_level - highest_heading(nodes)).document(nodes, checked.depth)
    if any(isinstance(node, Insert | Branches | Loop) for node in _with_targets(nodes)):
        return CompiledText(html, text, constant=False)
    fixed_html, fixed_text = html([]), text([])
    return CompiledText(lambda _: fixed_html, lambda _: fixed_text, constant=True)


def _escaped(text: Callable[[Frame], str]) -> Callable[[Frame], Markup]:
    return lambda frame: escape(text(frame))


def highest_heading(nodes: tuple[Node, ...]) -> int:
    """The level of the highest heading as written, 1 without any."""
    return min(
        (node.number for node in walk(nodes) if isinstance(node, Element) and node.kind == "h"), default=1
    )


def _with_targets(nodes: tuple[Node, ...]) -> list[Node]:
    found = list(walk(nodes))
    for node in tuple(found):
        if isinstance(node, Element):
            found.extend(node.target)
    return found


def _nodes_of_line(segments: tuple[Segment, ...]) -> tuple[Node, ...]:
    return tuple(_node_of_line(segment) for segment in segments)


def _node_of_line(segment: Segment) -> Node:
    match segment:
        case Characters(text=text):
            return text
        case Insert():
            return segment
        case When():
            cases = tuple((branch.condition, _nodes_of_line(branch.body)) for branch in segment.cases)
            otherwise = _nodes_of_line(segment.otherwise.body) if segment.otherwise else ()
            return Branches(cases, otherwise)
        case For():
            return Loop(segment.items, _nodes_of_line(segment.body))
