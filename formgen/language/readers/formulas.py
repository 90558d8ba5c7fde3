"""Readers of texts, conditions and calculations."""

from __future__ import annotations

from formgen.language.constructs import Invalid, Place, Reader, Shape, Single
from formgen.language.expressions import ExpressionFault, parse
from formgen.language.readers.parts import Formula, Text
from formgen.language.readers.scalars import scalar_text
from formgen.language.source import Node, Scalar, Sequence


class _Text:
    expects = "a text"
    shape: Shape = Single("a text")

    def read(self, node: Node, place: Place) -> Text | Invalid:
        value = scalar_text(
            node,
            place,
            self.expects,
            "Write the text behind the colon, in quotes if it holds a colon or braces.",
        )
        if isinstance(value, Invalid):
            return value
        assert isinstance(node, Scalar)
        # A block scalar ends with a line break that nobody wrote on purpose.
        return Text(value.rstrip("\n"), place.path, node)

    def stand_in(self, near: Scalar, place: Place) -> Text:
        """A text that says nothing."""
        return Text("", place.path, near)


class _Formula:
    def __init__(self, expects: str, shape: Shape) -> None:
        self.expects = expects
        self.shape = shape

    def read(self, node: Node, place: Place) -> Formula | Invalid:
        name = place.name
        if not isinstance(node, Scalar):
            written = "a list" if isinstance(node, Sequence) else "keys with values"
            return place.report(
                "S005",
                node,
                f"`{name}` wants {self.expects}; YAML read {written}.",
                _out_of_brackets(node, name),
            )
        if node.value.strip() == "":
            return place.report(
                "S013",
                node,
                f"`{name}` is empty; {self.expects} is wanted.",
                f"Write {self.expects}, or delete the line.",
            )
        try:
            return Formula(parse(node.value), node, place.path)
        except ExpressionFault as fault:
            return place.report(fault.code, node.locate(fault.start, fault.end), fault.message, fault.hint)


def _out_of_brackets(node: Node, name: str) -> str:
    items = node.items if isinstance(node, Sequence) else ()
    if len(items) == 1 and isinstance(items[0], Scalar):
        return f"Write it without brackets: `{name}: {items[0].value}`."
    return f"Write it behind `{name}:` in words, without brackets, braces or dashes."


def text() -> Reader[Text]:
    """A text shown to people: Markdown, placeholders, translated."""
    return _Text()


def condition() -> Reader[Formula]:
    """A condition in the expression language."""
    return _Formula("a condition", Single("a condition", "word"))


def calculation() -> Reader[Formula]:
    """An expression of any type."""
    return _Formula("a calculation", Single("a calculation"))
