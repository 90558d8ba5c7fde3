"""A text as HTML whose placeholders are still to be filled: `{{ name | upper }}`, as authors write them."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from formgen.compiler.formatting import Formatter
from formgen.compiler.texts import highest_heading
from formgen.compiler.texts.html import HtmlWriter
from formgen.compiler.texts.values import Piece, Values
from formgen.language.placeholders import CheckedText, lay_out
from formgen.language.placeholders.nodes import Branches, Element, Loop, Node
from formgen.language.placeholders.segments import For, Insert, Segment, TextFormula, When


def template_html(checked: CheckedText, formatter: Formatter, heading_level: int = 2) -> Markup:
    """A rich text with its placeholders, laid out. The highest heading gets `heading_level`."""
    nodes = lay_out(checked.text, checked.segments, "rich").nodes
    names = {id(each.items): each.name for each in _loops(checked.segments)}
    writer = _TemplateWriter(Values(formatter), heading_level - highest_heading(nodes), names)
    return writer.document(nodes, checked.depth)([])


def placeholder(insert: Insert) -> str:
    """A placeholder as an author writes it."""
    expression = "" if insert.formula is None else insert.formula.expression.text.strip()
    filters = [
        each.name if each.argument is None else f"{each.name} {each.argument}" for each in insert.filters
    ]
    words = [insert.label] if insert.label is not None else []
    return f"{{{{ {' | '.join([expression, *filters, *words])} }}}}"


class _TemplateWriter(HtmlWriter):
    """Writes placeholders where the writer of pages puts values."""

    def __init__(self, values: Values, heading_shift: int, names: dict[int, str]) -> None:
        super().__init__(values, heading_shift)
        self.names = names

    def pieces(self, nodes: tuple[Node, ...], depth: int) -> list[Piece]:
        found: list[Piece] = []
        for node in nodes:
            match node:
                case Insert():
                    found.append(str(escape(placeholder(node))))
                case Branches():
                    found += self._branches(node, depth)
                case Loop():
                    name = self.names.get(id(node.items), "item")
                    found.append(_tag(f"for {name} in {_written(node.items)}"))
                    found += [*self.pieces(node.body, 1), _tag("end")]
                case _:
                    found += super().pieces((node,), depth)
        return found

    def address(self, link: Element, depth: int) -> list[Piece]:
        parts = (placeholder(each) if isinstance(each, Insert) else each for each in link.target)
        return [str(escape(each)) for each in parts]

    def _branches(self, node: Branches, depth: int) -> Iterator[Piece]:
        for index, (condition, body) in enumerate(node.cases):
            yield _tag(f"{'otherwise ' if index else ''}when {_written(condition)}")
            yield from self.pieces(body, depth)
        if node.otherwise:
            yield _tag("otherwise")
            yield from self.pieces(node.otherwise, depth)
        yield _tag("end")


def _tag(words: str) -> str:
    return str(escape(f"{{{{ {words} }}}}"))


def _written(formula: TextFormula | None) -> str:
    return "" if formula is None else formula.expression.text.strip()


def _loops(segments: tuple[Segment, ...]) -> Iterator[For]:
    for segment in segments:
        match segment:
            case For():
                yield segment
                yield from _loops(segment.body)
            case When():
                for branch in (*segment.cases, *([segment.otherwise] if segment.otherwise else [])):
                    yield from _loops(branch.body)


__all__ = ["placeholder", "template_html"]
