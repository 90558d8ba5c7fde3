"""Fields that belong together, under one name."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import Place, optional
from formgen.language.expressions import Type
from formgen.language.fields.base import Field, FieldContext, Form, read_field
from formgen.language.readers import Text, mapping_of, path
from formgen.language.source import Mapping


class GroupField(Field):
    """Fields under one heading and one name: `spouse.birth_date`."""

    noun = "a group"
    type_name = "group"
    fields: dict[str, Field] = optional(
        mapping_of(lambda n, p, k: read_field(n, p, k), "fields"), "its fields", default={}
    )
    use: Text | None = optional(path(), "a group of `field_groups`", example="use: full_name")
    add: dict[str, Field] = optional(
        mapping_of(lambda n, p, k: read_field(n, p, k), "fields"),
        "fields added to those of `use`",
        default={},
    )

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        if bool(values.get("fields")) == ("use" in values):
            place.report(
                "S017",
                node.entries[0].key,
                "A group has either `fields` or `use`.",
                "Write its fields below `fields:`, or name a group of `field_groups` with `use:`.",
            )
            return False
        return True

    def value_type(self, context: FieldContext) -> Type:
        return context.member_types(self)

    def collect(self, form: Form, name: str) -> None:
        return None
