"""Several of the same: children, jobs, vehicles."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import Construct, Invalid, Keyed, Place, optional, read_construct, walk
from formgen.language.expressions import Type
from formgen.language.fields.base import Field, FieldContext, Form, fields_by_id
from formgen.language.readers import Cases, Text, cases_or, mapping_of, text, whole_number
from formgen.language.source import Mapping, Node, Scalar

ITEM_LIMIT = 50


def _page() -> type[Construct]:
    # A page holds fields, so that pages are defined after them.
    from formgen.language.steps import Page

    return Page


def _read_page(node: Node, place: Place, id_node: Scalar) -> Construct | Invalid:
    return read_construct(_page(), node, place, id_node)


def _list_inside(fields: object) -> ListField | None:
    return next((part for part in walk(fields) if isinstance(part, ListField)), None)


class ListField(Field):
    """Items with fields of their own, each on a screen.

    For example:

        type: list
        label: Your children
        first_question: Do you have children?
        item: "{{ first_names }}"
        fields:
          first_names:
            type: text
            label: First names
          birth_date:
            type: date
            label: Date of birth
    """

    noun = "a list"
    type_name = "list"
    without = ("default", "prefill", "copied_from", "if_missing", "autocomplete", "widget", "or_say")
    fault_codes = ("list_empty", "too_few_items", "too_many_items")
    one: Text | None = optional(
        text(), "the word for one of them, on buttons and in titles", example="one: Vehicle"
    )
    item: Text | None = optional(text(), "how one item is called", example='item: "{{ first_names }}"')
    fields: dict[str, Field] = optional(fields_by_id(), "what is asked of an item", default={})
    pages: dict[str, Any] = optional(
        mapping_of(_read_page, "pages", lambda: Keyed(_page()), item=_page),
        "what is asked of an item, over several screens",
        default={},
    )
    min: int = optional(whole_number(0, 1000), "at least so many", default=0, example="min: 1")
    max: int = optional(whole_number(1, 1000), "at most so many", default=ITEM_LIMIT, example="max: 12")
    first_question: Text | Cases[Text] | None = optional(
        cases_or(text()),
        "asked before the list: are there any?",
        example='first_question: "Do you have children?"',
    )

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        if bool(values.get("fields")) == bool(values.get("pages")):
            place.report(
                "S017",
                node.entries[0].key,
                "A list has either `fields` or `pages`.",
                "Write what is asked of an item below `fields:`.",
            )
            return False
        inner = _list_inside(values.get("fields") or values.get("pages"))
        if inner is not None:
            place.report(
                "S017",
                inner.id_span,
                f"`{inner.id}` is a list inside a list; an item cannot hold a list.",
                "Ask for the inner ones in a list of their own, or as a text.",
            )
            return False
        return super().check_keys(values, node, place)

    def value_type(self, context: FieldContext) -> Type:
        return context.member_types(self)

    def collect(self, form: Form, name: str) -> None:
        return None
