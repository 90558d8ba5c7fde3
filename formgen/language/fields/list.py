"""Several of the same: children, jobs, vehicles."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import Place, optional
from formgen.language.expressions import Type
from formgen.language.fields.base import Field, FieldContext, Form, read_field
from formgen.language.readers import Cases, Text, cases_or, mapping_of, text, whole_number
from formgen.language.source import Mapping

ITEM_LIMIT = 50


class ListField(Field):
    """Items with fields of their own, each on a screen."""

    noun = "a list"
    type_name = "list"
    item: Text | None = optional(text(), "how one item is called", example='item: "{{ first_names }}"')
    fields: dict[str, Field] = optional(
        mapping_of(lambda n, p, k: read_field(n, p, k), "fields"), "what is asked of an item", default={}
    )
    pages: dict[str, Any] = optional(
        mapping_of(lambda n, p, k: _read_page(n, p, k), "pages"),
        "what is asked of an item, over several screens",
        default={},
    )
    min: int = optional(whole_number(0, 1000), "at least so many", default=0)
    max: int = optional(whole_number(1, 1000), "at most so many", default=ITEM_LIMIT)
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
        return True

    def value_type(self, context: FieldContext) -> Type:
        return context.member_types(self)

    def collect(self, form: Form, name: str) -> None:
        return None


def _read_page(node: Any, place: Any, id_node: Any) -> Any:
    from formgen.language.constructs import read_construct
    from formgen.language.steps import Page

    return read_construct(Page, node, place, id_node)
