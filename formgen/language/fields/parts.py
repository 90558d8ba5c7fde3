"""Parts of fields: options, ways out, checks, help. And fields within fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from formgen.language.constructs import (
    AnyField,
    Construct,
    Invalid,
    Keyed,
    Place,
    Reader,
    key,
    optional,
    read_construct,
)
from formgen.language.readers import (
    Cases,
    Formula,
    Text,
    cases_or,
    condition,
    flag,
    mapping_of,
    path,
    plain,
    text,
    word,
)
from formgen.language.source import Mapping, Node, Scalar

if TYPE_CHECKING:
    from formgen.language.fields.base import Field


def read_field(node: Node, place: Place, id_node: Scalar) -> Field | Invalid:
    """A field of whatever type its `type` names."""
    # The list of field types stands above every type; a field that holds fields asks for it late.
    from formgen.language.fields import read_field as read

    return read(node, place, id_node)


def fields_by_id() -> Reader[dict[str, Field]]:
    """Fields by their ids."""
    return mapping_of(read_field, "fields", AnyField, item=_field)


def _field() -> type[Construct]:
    from formgen.language.fields.base import Field

    return Field


class Check(Construct):
    """What must hold for an answer, with the words for when it does not.

    For example:

        must: union_date <= today
        message: This date is in the future.
    """

    noun = "a check"
    must: Formula = key(condition(), "the condition that must hold", example="must: union_date <= today")
    message: Text = key(
        text(), "what to tell the person when it does not", example="message: This date is in the future."
    )
    when: Formula | None = optional(
        condition(), "the check applies only when this is true", example="when: marital_status is married"
    )
    level: str = optional(
        word("error", "warning"),
        "`warning` tells, but never blocks",
        default="error",
        example="level: warning",
    )
    show_at: Text | None = optional(
        path(), "the field beside which the message stands", example="show_at: union_date"
    )


class Help(Construct):
    """A panel behind a "?" button.

    For example:

        text: The number stands at the top right.
        image: images/card.svg
        alt: The number stands at the top right of the card.
    """

    noun = "a help panel"
    short_key = "text"
    image: str | None = optional(
        plain(), "a picture, as a path beside the spec", example="image: images/card.svg"
    )
    alt: Text | None = optional(
        text(),
        "what the picture shows, for who cannot see it",
        example="alt: The number stands at the top right of the card.",
    )
    text: Text = key(text(), "what helps", example="text: The number has ten digits.")

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        if "image" in values and "alt" not in values:
            place.report(
                "X703",
                node.get("image") or node,
                "This picture has no `alt`: who cannot see it learns nothing.",
                "Add `alt:` with what the picture shows, in a sentence.",
            )
            return False
        return True


class Option(Construct):
    """One of the answers to choose from.

    For example:

        label: Another reason
        then_ask:
          other_reason:
            type: text
            label: Which one?
    """

    noun = "an option"
    short_key = "label"
    label: Text | Cases[Text] = key(cases_or(text()), "what the person reads", example="label: Married")
    hint: Text | None = optional(text(), "a line under the label", example="hint: In France or abroad")
    code: str | None = optional(plain(), "its name outside, any text", example='code: "2.d"')
    when: Formula | None = optional(
        condition(), "offered only when this is true", example="when: age of birth_date >= 18"
    )
    excludes_others: bool = optional(
        flag(), "ticking it unticks the others", default=False, example="excludes_others: true"
    )
    then_ask: dict[str, Field] = optional(
        fields_by_id(),
        "fields asked when it is chosen",
        default={},
    )


class Said(Construct):
    """Something a person may say instead of a value: "I don't know".

    For example:

        label: I do not know
    """

    noun = "a way out"
    short_key = "label"
    label: Text = key(text(), "what the person reads", example="label: I do not know")
    then_ask: dict[str, Field] = optional(
        fields_by_id(),
        "fields asked when it is chosen",
        default={},
    )


def ways_out() -> Reader[dict[str, Said]]:
    """What may be said instead of a value, by its word."""
    return mapping_of(of_said, "ways out", lambda: Keyed(Said), item=lambda: Said)


def of_said(node: Node, place: Place, id_node: Scalar) -> Said | Invalid:
    """A way out, which knows its id."""
    return read_construct(Said, node, place, id_node)
