"""Named conditions, calculations, lists, tables and groups of fields."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import (
    Construct,
    Place,
    key,
    optional,
    walk,
)
from formgen.language.fields.base import Field, fields_by_id
from formgen.language.lists import (
    VALUE_TYPES,
    Column,
    ListFile,
    ListItem,
    NamedList,
    TitledList,
    list_shape,
    read_list,
)
from formgen.language.readers import (
    Cases,
    Formula,
    Text,
    by_id,
    by_key,
    calculation,
    cases,
    flag,
    plain,
    text,
    word,
)
from formgen.language.source import Mapping


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
        "its name in sentences and in the review; without one it is not shown",
        example="label: Income of the household",
    )
    in_review: bool = optional(
        flag(),
        "`false`: the review does not show it, though it has a label",
        default=True,
        example="in_review: false",
    )

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        if ("is" in values) == ("cases" in values):
            place.report(
                "S017",
                node.entries[0].key,
                "A calculation has either `is` or `cases`.",
                "Write `is:` with a calculation, or `cases:` with a list.",
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
    label: Text | None = optional(
        text(), "its name for people: “the table of ceilings”", example="label: the table of ceilings"
    )
    in_force: Formula | None = optional(
        calculation(), "the day whose row counts, by the column valid_from", example="in_force: filed_on"
    )


class FieldGroup(Construct):
    """Fields written once and used in several places.

    In its conditions and texts its own name stands before its fields, whichever group uses it: below
    `person:` its `born_on` is `born_on`, or `person.born_on`.

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
    "TitledList",
    "list_shape",
    "read_list",
]
