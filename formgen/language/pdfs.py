"""PDFs: letters with blocks and text, and the list of documents."""

from __future__ import annotations

from typing import ClassVar

from formgen.language.constructs import (
    AnyOf,
    ById,
    Construct,
    Invalid,
    Listed,
    Place,
    Shape,
    Single,
    optional,
)
from formgen.language.readers import Text, list_of, path, text, word
from formgen.language.source import Mapping, Node, Scalar

BLOCKS = ("references", "identity", "address", "code", "answers")
NAMING = ("identity", "address")
"""Blocks that must name what they show."""


class Block(Construct):
    """A part of a letter: a name alone, or with the names of what it shows."""

    noun = "a block"
    kind: ClassVar[str]
    names: ClassVar[tuple[Text, ...]]


class _Block:
    expects = f"a block: {', '.join(BLOCKS)}"

    @property
    def shape(self) -> Shape:
        names = Listed(path().shape, one_allowed=True)
        return AnyOf(
            (
                Single("a block", "word", words=tuple(each for each in BLOCKS if each not in NAMING)),
                ById(lambda: names, "|".join(BLOCKS)),
            )
        )

    def read(self, node: Node, place: Place) -> Block | Invalid:
        if isinstance(node, Scalar):
            kind = word(*BLOCKS).read(node, place)
            if kind in NAMING:
                hint = f"Name it below: `- {kind}: [birth_name]`, with the fields of this spec."
                return place.report("S014", node, f"`{kind}` must say which answers it shows.", hint)
            return kind if isinstance(kind, Invalid) else _block(kind, (), node, place)
        if not isinstance(node, Mapping) or len(node.entries) != 1:
            return place.report(
                "S014",
                node,
                "A block is a name, or one name with what it shows.",
                "Write `- references` or `- identity: [birth_name, birth_date]`.",
            )
        entry = node.entries[0]
        kind = word(*BLOCKS).read(entry.key, place)
        names = list_of(path(), one_allowed=True).read(entry.value, place.child(entry.key.value))
        if isinstance(kind, Invalid):
            return kind
        if isinstance(names, Invalid):
            return names
        return _block(kind, names, node, place)


def _block(kind: str, names: tuple[Text, ...], node: Node, place: Place) -> Block:
    block = Block(node, place, {})
    block.__dict__.update(kind=kind, names=names)
    return block


class Pdf(Construct):
    """A PDF.

    For example:

        title: Receipt
        blocks:
          - references
          - identity: [birth_name]
          - code: request_number
        text: You filed your request on {{ filed_on }}.
    """

    noun = "a PDF"
    layout: str = optional(
        word("letter", "list_of_documents"), "how it is laid out", default="letter", example="layout: letter"
    )
    title: Text | None = optional(text(), "its title", example="title: Receipt")
    blocks: tuple[Block, ...] = optional(
        list_of(_Block()),
        "its parts above the text",
        default=(),
        example="blocks: [references, {identity: [birth_name]}, {code: request_number}]",
    )
    text: Text | None = optional(
        text(), "what it says", example="text: You filed your request on {{ filed_on }}."
    )


__all__ = ["BLOCKS", "Block", "Pdf"]
