"""Fields that belong together, under one name."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import Place, optional
from formgen.language.expressions import Type
from formgen.language.fields.base import Field, FieldContext, Form, fields_by_id
from formgen.language.readers import Text, path
from formgen.language.source import Mapping


class GroupField(Field):
    """Fields under one heading and one name: `spouse.birth_date`.

    For example:

        type: group
        label: Your spouse
        fields:
          birth_date:
            type: date
            label: Date of birth
    """

    noun = "a group"
    type_name = "group"
    # A group has no answer of its own: what is required, and its errors, is said by its fields.
    without = (
        *("required", "errors", "default", "prefill", "copied_from", "if_missing", "autocomplete", "widget"),
        "or_say",
    )
    fields: dict[str, Field] = optional(fields_by_id(), "its fields", default={})
    use: Text | None = optional(path(), "a group of `field_groups`", example="use: full_name")
    add: dict[str, Field] = optional(
        fields_by_id(),
        "fields added to those of `use`",
        default={},
    )

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        if "add" in values and "use" not in values:
            place.report(
                "S017",
                node.get("add") or node,
                "`add` adds fields to those of `use`, and `use` is not there.",
                "Write them below `fields:`.",
            )
            return False
        if bool(values.get("fields")) == ("use" in values):
            place.report(
                "S017",
                node.entries[0].key,
                "A group has either `fields` or `use`.",
                "Write its fields below `fields:`, or name a group of `field_groups` with `use:`.",
            )
            return False
        return super().check_keys(values, node, place)

    def value_type(self, context: FieldContext) -> Type:
        return context.member_types(self)

    def collect(self, form: Form, name: str) -> None:
        return None
