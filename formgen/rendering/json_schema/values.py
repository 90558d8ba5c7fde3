"""The JSON Schema of one answer: its type as pydantic writes it, without what answers may do all the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from pydantic import TypeAdapter

from formgen.compiler.procedure import Field, Procedure
from formgen.language.fields.base import Requirement

Schema = dict[str, Any]
NOTHING: Final[Schema] = {"$ref": "#/$defs/nothing"}
"""No answer: null, or a text of blanks."""
LEFT_OUT: Final = frozenset({"title", "default", "uniqueItems", "description"})
"""Choices may be sent twice and count once; titles of pydantic's own name types, not questions."""
WITHOUT_ZONE: Final = {
    "time": "^[0-9]{2}:[0-9]{2}",
    "date-time": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}",
}
"""JSON Schema's formats want a time zone, which answers need not have."""
_OF_ANOTHER_DIALECT = re.compile(r"\\[pPAzZxuU]|\(\?[^:]|\[\[:|&&|~~")
"""What the engine of patterns reads and that of JSON Schema does not, or otherwise."""


def value_schema(procedure: Procedure, field: Field) -> Schema:
    """What an answer must look like where it is asked and given."""
    context = procedure.resolution.context
    written = TypeAdapter(field.spec.annotation(context)).json_schema(mode="validation")
    definitions = written.pop("$defs", {})
    found: Schema = _plain(written, definitions)
    restated = field.spec.restated(context)
    if restated is not None:
        found |= restated.schema
    if found.get("type") == "string" and "enum" not in found and "const" not in found:
        # A text of blanks is no answer.
        blank = {"pattern": r"\S"}
        found = {**found, "allOf": [blank]} if "pattern" in found else {**found, **blank}
    if field.spec.or_say:
        said = {"enum": list(field.spec.or_say)}
        word: Schema = {"type": "object", "properties": {"said": said}, "required": ["said"]}
        found = {"anyOf": [found, word]}
    return found


def required_schema(field: Field, value: Schema) -> Schema:
    """The same where an answer must be given."""
    if field.type_name == "agreement":
        return {"const": True}
    if value.get("type") == "array":
        return {**value, "minItems": max(1, value.get("minItems", 0))}
    return value


def optional_schema(value: Schema) -> Schema:
    """The same where it may be left out."""
    return {"anyOf": [value, NOTHING]}


def fixed_level(field: Field) -> str | None:
    """What leaving it out means, "" where conditions decide."""
    required = field.spec.required
    return required.level if isinstance(required, Requirement) and required.condition is None else ""


def number(value: Decimal | int) -> int | float:
    """A number as JSON has it."""
    return int(value) if value == int(value) else float(value)


def _plain(schema: Any, definitions: Mapping[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_plain(each, definitions) for each in schema]
    if isinstance(schema, Decimal):
        return number(schema)
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _plain(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    found: Schema = {}
    for name, value in schema.items():
        if name == "properties":
            found[name] = {key: _plain(each, definitions) for key, each in value.items()}
        elif name == "format" and value in WITHOUT_ZONE:
            found["pattern"] = WITHOUT_ZONE[value]
        elif name == "pattern":
            if not _OF_ANOTHER_DIALECT.search(value):
                found[name] = value
        elif name not in LEFT_OUT:
            found[name] = _plain(value, definitions)
    return found


__all__ = ["NOTHING", "Schema", "fixed_level", "number", "optional_schema", "required_schema", "value_schema"]
