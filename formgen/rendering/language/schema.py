"""The JSON Schema of the language, for editors: completion, descriptions, and slips shown while typing.

Draft 07, which yaml-language-server and the editors built on it handle best. A schema sees the shape of a
spec and not its names: `formgen check` alone says whether a spec is right.
"""

from __future__ import annotations

import json
from functools import singledispatch
from typing import Any, Final

from formgen.language.constructs import (
    AnyField,
    AnyOf,
    ById,
    CasesOf,
    Construct,
    Key,
    Keyed,
    Listed,
    Shape,
    Single,
    WithCases,
)
from formgen.language.fields import FIELD_TYPES
from formgen.language.fields.base import Field
from formgen.language.spec import LANGUAGE_VERSION, Spec
from formgen.rendering.language.declarations import (
    about,
    class_name,
    constructs,
    constructs_in,
    declared_by,
    sample,
)
from formgen.rendering.language.plain_values import plain_values, plain_word

Schema = dict[str, Any]

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_FIELD: Final = "AnyField"
_TYPES: Final[dict[str, Schema]] = {
    "text": {"type": ["string", "number"]},
    "word": {"type": "string"},
    "number": {"type": "number"},
    "whole": {"type": "integer"},
    "flag": {"type": "boolean"},
}


def language_schema() -> Schema:
    """The schema of a spec: its definitions are the constructs by name, and their keys as "Page.title"."""
    definitions: Schema = {}
    for construct in constructs():
        definitions[class_name(construct)] = _construct(construct)
        for key in construct.known.values():
            definitions.setdefault(_key_name(construct, key), _key(key))
    definitions[_FIELD] = _any_field()
    return {
        "$schema": _DRAFT,
        "title": f"formgen, version {LANGUAGE_VERSION} of the language",
        "description": "A procedure: its steps, questions, documents, messages and PDFs.",
        "$ref": f"#/definitions/{class_name(Spec)}",
        "definitions": definitions,
    }


def language_schema_text() -> str:
    """The same as it stands in a file: the same bytes on any machine."""
    return json.dumps(language_schema(), ensure_ascii=False, indent=1) + "\n"


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _key_name(construct: type[Construct], key: Key[Any]) -> str:
    return f"{class_name(declared_by(construct, key))}.{key.name}"


def _construct(construct: type[Construct]) -> Schema:
    properties: Schema = {}
    if issubclass(construct, Field):
        properties["type"] = {"const": construct.type_name}
    for name, key in construct.known.items():
        properties[name] = _reference(_key_name(construct, key))
    required = [name for name, key in construct.known.items() if key.required]
    keyed: Schema = {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }
    described = {"description": about(construct)}
    if construct.short_key is None:
        return {**described, **keyed}
    return {**described, "anyOf": [_of(construct.known[construct.short_key].reader.shape), keyed]}


def _any_field() -> Schema:
    """A field: its `type` decides which keys it may have."""
    names = [each.type_name for each in FIELD_TYPES]
    return {
        "type": "object",
        "properties": {
            "type": {
                "description": "the type of the answer",
                "enum": names,
                "enumDescriptions": [about(each) for each in FIELD_TYPES],
                "examples": [names[0]],
            }
        },
        "required": ["type"],
        "allOf": [
            {
                "if": {"properties": {"type": {"const": each.type_name}}, "required": ["type"]},
                "then": _reference(class_name(each)),
            }
            for each in FIELD_TYPES
        ],
    }


def _key(key: Key[Any]) -> Schema:
    schema: Schema = {"description": _description(key), **_of(key.reader.shape), "examples": [_example(key)]}
    default = key.default
    if isinstance(default, (bool, int, str)):
        schema["default"] = default
    return schema


def _description(key: Key[Any]) -> str:
    example = key.example
    if not example:
        return f"{key.doc}."
    return (
        f"{key.doc}.\n\n```yaml\n{example}\n```"
        if "\n" in example
        else f"{key.doc}. For example: `{example}`"
    )


def _example(key: Key[Any]) -> Any:
    """The value that an example shows; where the key holds constructs, a sample of the first of them."""
    if key.example:
        return plain_values(key.example)[key.name]
    first = next(constructs_in(key.reader.shape))
    shown: Any = plain_values(sample(first))
    match key.reader.shape:
        case ById():
            return {"example": shown}
        case Listed():
            return [shown]
        case AnyOf(shapes) if any(isinstance(each, ById) for each in shapes):
            return {"example": shown}
    return shown


@singledispatch
def _of(shape: Shape) -> Schema:
    raise NotImplementedError(type(shape).__name__)


@_of.register
def _single(shape: Single) -> Schema:
    if shape.words:
        return {"enum": [plain_word(each) for each in shape.words]}
    schema: Schema = dict(_TYPES[shape.kind])
    if shape.pattern:
        schema["pattern"] = f"^(?:{shape.pattern})$"
    if shape.least is not None:
        schema["minimum"] = shape.least
    if shape.most is not None:
        schema["maximum"] = shape.most
    return schema


@_of.register
def _listed(shape: Listed) -> Schema:
    items: Schema = {"type": "array", "items": _of(shape.item)}
    if shape.least:
        items["minItems"] = shape.least
    return {"anyOf": [items, _of(shape.item)]} if shape.one_allowed else items


@_of.register
def _by_id(shape: ById) -> Schema:
    names: Schema = {"pattern": f"^(?:{shape.keys})$"}
    if shape.reserved:
        names["not"] = {"enum": sorted(shape.reserved)}
    return {"type": "object", "additionalProperties": _of(shape.item()), "propertyNames": names}


@_of.register
def _keyed(shape: Keyed) -> Schema:
    return _reference(class_name(shape.construct))


@_of.register
def _any_of(shape: AnyOf) -> Schema:
    return {"anyOf": [_of(each) for each in shape.shapes]}


@_of.register
def _cases(shape: CasesOf) -> Schema:
    return {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": {
                "when": {"description": "The condition of this case.", "type": "string"},
                "otherwise": {"description": "Applies when no case before it does.", "enum": [True]},
                shape.key: {"description": "What then applies.", **_of(shape.value)},
            },
            "required": [shape.key],
            "additionalProperties": False,
        },
    }


@_of.register
def _with_cases(shape: WithCases) -> Schema:
    cases: Schema = {
        "type": "object",
        "properties": {
            "cases": {"description": "By situation; the first true case applies.", **_of(shape.cases)}
        },
        "required": ["cases"],
        "additionalProperties": False,
    }
    return {"anyOf": [_of(shape.cases.value), cases]}


@_of.register
def _field(_: AnyField) -> Schema:
    return _reference(_FIELD)
