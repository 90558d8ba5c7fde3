"""Named conditions, calculations, lists, tables and groups of fields."""

from __future__ import annotations

import re
from typing import Any, Final

from formgen.language.constructs import (
    INVALID,
    AnyOf,
    ById,
    Construct,
    Invalid,
    Keyed,
    Listed,
    Place,
    Shape,
    Single,
    key,
    optional,
    read_construct,
    walk,
)
from formgen.language.expressions import RESERVED_OPTIONS
from formgen.language.fields.base import Field, fields_by_id
from formgen.language.readers import (
    Cases,
    Formula,
    Text,
    by_id,
    by_key,
    calculation,
    cases,
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


class Calculation(Construct):
    """A value computed from answers; never typed by anyone, never hidden.

    For example:

        type: money
        label: Income of the household
        is: income + other_income
    """

    noun = "a calculation"
    type: str = key(word(*VALUE_TYPES), "the type of the result", example="type: integer")
    is_: Formula | None = optional(calculation(), "the expression", example="is: income + other_income")
    cases: Cases[Formula] | None = optional(
        cases(calculation()),
        "expressions by condition; the first true case applies",
        example="cases:\n  - when: children >= 3\n    is: 10 EUR\n  - otherwise: true\n    is: 20 EUR",
    )
    label: Text | None = optional(
        text(),
        "its name in the review; without one it is not shown",
        example="label: Income of the household",
    )

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        if ("is" in values) == ("cases" in values):
            place.report(
                "S017",
                node.entries[0].key,
                "A calculation has either `is` or `cases`.",
                "Write `is:` with an expression, or `cases:` with a list.",
            )
            return False
        return True


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
    columns: dict[str, Column] = optional(
        by_id(Column),
        "further columns with their types, for `only` of fields",
        default={},
        example="columns: {state: text}",
    )


def list_shape() -> Shape:
    """What `read_list` accepts."""
    labelled = ById(lambda: Keyed(ListItem), MEMBER, RESERVED_OPTIONS | {"file"})
    return AnyOf((Listed(Single("a word", "text", MEMBER), least=1), Keyed(ListFile), labelled))


class NamedList:
    """Options shared by fields, or members to compare with: words, labelled items, or a file."""

    __slots__ = ("file", "id_node", "items", "node")

    def __init__(
        self, items: dict[str, ListItem | None], file: ListFile | None, node: Node, id_node: Scalar
    ) -> None:
        self.items = items
        self.file = file
        self.node = node
        self.id_node = id_node


def read_list(node: Node, place: Place, id_node: Scalar) -> NamedList | Invalid:
    """A list: `[AUT, BEL]`, items with labels, or a file."""
    if isinstance(node, Mapping) and node.get("file") is not None:
        file = read_construct(ListFile, node, place, id_node)
        return file if isinstance(file, Invalid) else NamedList({}, file, node, id_node)
    if isinstance(node, Sequence) and node.items:
        return _read_words(node, place, id_node)
    if isinstance(node, Mapping) and node.entries:
        items: dict[str, ListItem | None] = {}
        valid = True
        for entry in node.entries:
            item = read_construct(ListItem, entry.value, place.child(entry.key.value), entry.key)
            if isinstance(item, Invalid) or not _valid_member(entry.key, place):
                valid = False
            else:
                items[entry.key.value] = item
        return NamedList(items, None, node, id_node) if valid else INVALID
    return place.report(
        "S014",
        node,
        "A list is written as [AUT, BEL], as ids with labels, or with `file:`.",
        "Write its members behind the name.",
    )


def _read_words(node: Sequence, place: Place, id_node: Scalar) -> NamedList | Invalid:
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
    return NamedList(items, None, node, id_node) if valid else INVALID


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


class Table(Construct):
    """Rows by key, kept in a CSV file beside the spec.

    For example:

        file: ceilings.csv
        match:
          people: count of people
        columns:
          people: integer
          ceiling: money
    """

    noun = "a table"
    file: str = key(plain(), "the CSV file, beside the spec", example="file: ceilings.csv")
    match: dict[str, Formula] = key(
        by_key(calculation(), "columns"),
        "the columns that find the row, each with an expression",
        example="match:\n  people: count of people",
    )
    columns: dict[str, Column] = key(by_id(Column), "the columns with their types")
    in_force: Formula | None = optional(
        calculation(), "the day whose row counts, by the column valid_from", example="in_force: filed_on"
    )


class FieldGroup(Construct):
    """Fields written once and used in several places.

    For example:

        fields:
          first_names:
            type: text
            label: First names
          family_name:
            type: text
            label: Family name
    """

    noun = "a group of fields"
    fields: dict[str, Field] = key(fields_by_id(), "the fields")


def no_group_in_itself(groups: dict[str, FieldGroup], place: Place) -> bool:
    """Whether no group of fields holds itself, at whatever depth; reports the first that does."""
    for name, group in groups.items():
        for use in _uses(group.fields):
            reached = {use.value}
            pending = [use.value]
            while pending:
                inner = groups.get(pending.pop())
                for each in _uses(inner.fields) if inner else ():
                    if each.value not in reached:
                        reached.add(each.value)
                        pending.append(each.value)
            if name in reached:
                place.report(
                    "N108",
                    use.node,
                    f"The group of fields `{name}` holds itself, without end.",
                    "Write the fields that are meant, or use another group.",
                )
                return False
    return True


def _uses(fields: dict[str, Field]) -> list[Text]:
    """The names of the groups that fields use, those inside other fields included."""
    found: list[Text] = []
    for part in walk(fields):
        used = getattr(part, "use", None)
        if isinstance(used, Text):
            found.append(used)
    return found


__all__ = [
    "VALUE_TYPES",
    "Calculation",
    "Column",
    "FieldGroup",
    "ListFile",
    "ListItem",
    "NamedList",
    "Table",
    "list_shape",
    "read_list",
]
