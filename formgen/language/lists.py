"""Lists: options shared by fields, members to compare with, written in the spec or in a file beside it."""

from __future__ import annotations

import re
from typing import Final

from formgen.language.constructs import (
    INVALID,
    AnyOf,
    ById,
    Construct,
    Invalid,
    Keyed,
    Listed,
    Place,
    Reader,
    Shape,
    Single,
    key,
    optional,
    read_construct,
)
from formgen.language.expressions import RESERVED_OPTIONS
from formgen.language.readers import (
    Text,
    by_id,
    by_key,
    plain,
    proposed_id,
    scalar_text,
    text,
    whole_number,
    word,
)
from formgen.language.source import Mapping, Node, Scalar, Sequence

VALUE_TYPES = ("text", "integer", "decimal", "money", "date", "duration", "yes_no", "country", "address")


MEMBER: Final = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
"""What a member of a list looks like; codes of others (`FRA`, `2A`) may be members too."""


class ListItem(Construct):
    """A member of a list written in the spec.

    For example:

        label: Belgium
    """

    noun = "an item of a list"
    short_key = "label"
    label: Text = key(text(), "what the person reads", example="label: Belgium")


class Column(Construct):
    """A column of a table or of a list.

    For example:

        type: text
        digits: 5
    """

    noun = "a column"
    short_key = "type"
    type: str = key(word(*VALUE_TYPES), "the type of its values", example="type: text")
    digits: int | None = optional(
        whole_number(1, 30),
        "so many digits; leading zeros lost by a spreadsheet are put back",
        example="digits: 5",
    )
    label: Text | None = optional(
        text(),
        "what it is called where a condition is said as a sentence",
        example="label: Department",
    )


class ListFile(Construct):
    """A list kept in a CSV file beside the spec.

    For example:

        file: facilities.csv
        id: code
        label: name
        columns:
          state: text
    """

    noun = "a list"
    file: str = key(plain(), "the CSV file, beside the spec", example="file: facilities.csv")
    id_: str = key(plain(), "the column of the ids", example="id: code")
    label: str = key(plain(), "the column of the labels", example="label: name")
    labels: dict[str, str] = optional(
        by_key(plain(), "languages", free_keys=True),
        "the columns of the labels in other languages",
        default={},
        example="labels: {fr: nom}",
    )
    title: Text | None = optional(
        text(), "what the list is called in sentences", example="title: Our facilities"
    )
    columns: dict[str, Column] = optional(
        by_id(Column),
        "further columns with their types, for `only` of fields",
        default={},
        example="columns: {state: text}",
    )


def _members_shape() -> AnyOf:
    labelled = ById(lambda: Keyed(ListItem), MEMBER, RESERVED_OPTIONS | {"file"})
    return AnyOf((Listed(Single("a word", "text", MEMBER), least=1), labelled))


class _Members:
    expects = "the members of a list"

    @property
    def shape(self) -> Shape:
        return _members_shape()

    def read(self, node: Node, place: Place) -> dict[str, ListItem | None] | Invalid:
        if isinstance(node, Sequence) and node.items:
            return _read_words(node, place)
        if isinstance(node, Mapping) and node.entries:
            return _read_labelled(node, place)
        return place.report(
            "S014",
            node,
            "A list is written as [AUT, BEL], as ids with labels, or with `file:`.",
            "Write its members behind the name.",
        )


def members() -> Reader[dict[str, ListItem | None]]:
    """The members of a list written in the spec: `[AUT, BEL]`, or ids with labels."""
    return _Members()


def _read_labelled(node: Mapping, place: Place) -> dict[str, ListItem | None] | Invalid:
    items: dict[str, ListItem | None] = {}
    valid = True
    for entry in node.entries:
        item = read_construct(ListItem, entry.value, place.child(entry.key.value), entry.key)
        if isinstance(item, Invalid) or not _valid_member(entry.key, place):
            valid = False
        else:
            items[entry.key.value] = item
    return items if valid else INVALID


def _read_words(node: Sequence, place: Place) -> dict[str, ListItem | None] | Invalid:
    items: dict[str, ListItem | None] = {}
    valid = True
    for index, each in enumerate(node.items):
        word = scalar_text(each, place.child(str(index)), "a word", "Write ids, such as [AUT, BEL].")
        if isinstance(word, Invalid):
            valid = False
        elif word in items:
            place.report("N107", each, f"`{word}` is written twice in this list.", "Delete one of them.")
            valid = False
        elif isinstance(each, Scalar) and _valid_member(each, place):
            items[word] = None
        else:
            valid = False
    return items if valid else INVALID


class TitledList(Construct):
    """A list written in the spec, with a name for people.

    For example:

        title: The States of the Union
        items: [AUT, BEL]
    """

    noun = "a list"
    title: Text = key(
        text(), "what the list is called in sentences", example="title: The States of the Union"
    )
    items: dict[str, ListItem | None] = key(
        members(), "its members: words, or ids with labels", example="items: [AUT, BEL]"
    )


def list_shape() -> Shape:
    """What `read_list` accepts."""
    return AnyOf((*_members_shape().shapes, Keyed(ListFile), Keyed(TitledList)))


class NamedList:
    """Options shared by fields, or members to compare with: words, labelled items, or a file."""

    __slots__ = ("file", "id_node", "items", "node", "titled")

    def __init__(
        self,
        items: dict[str, ListItem | None],
        file: ListFile | None,
        node: Node,
        id_node: Scalar,
        titled: TitledList | None = None,
    ) -> None:
        self.items = items
        self.titled = titled
        self.file = file
        self.node = node
        self.id_node = id_node

    @property
    def title(self) -> Text | None:
        """What people call it; None where the author gave no title."""
        written = self.file or self.titled
        return written.title if written is not None else None


def read_list(node: Node, place: Place, id_node: Scalar) -> NamedList | Invalid:
    """A list: `[AUT, BEL]`, items with labels, either with a title, or a file."""
    if isinstance(node, Mapping) and node.get("file") is not None:
        file = read_construct(ListFile, node, place, id_node)
        return file if isinstance(file, Invalid) else NamedList({}, file, node, id_node)
    if isinstance(node, Mapping) and isinstance(node.get("items"), Mapping | Sequence):
        titled = read_construct(TitledList, node, place, id_node)
        if isinstance(titled, Invalid):
            return titled
        return NamedList(titled.items, None, titled.node_of("items"), id_node, titled)
    items = members().read(node, place)
    return items if isinstance(items, Invalid) else NamedList(items, None, node, id_node)


def _valid_member(node: Scalar, place: Place) -> bool:
    """Whether a member can be written in conditions; codes of others (`FRA`, `2A`) may be members too."""
    if node.value in RESERVED_OPTIONS:
        place.report(
            "N105",
            node,
            f"`{node.value}` is a word of the language and cannot be a member of a list.",
            f"Choose another, such as `{node.value}_value`.",
        )
        return False
    if not re.fullmatch(MEMBER, node.value):
        place.report(
            "N106",
            node,
            f"`{node.value}` cannot be a member of a list.",
            f"Members are ids, what people read stands behind: `{proposed_id(node.value)}: {node.value}`.",
        )
        return False
    return True
