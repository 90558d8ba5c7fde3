"""The JSON Schema of the language, for editors.

1. It is a schema of draft 07.
2. Every key of every construct is in it, with its description and an example, and nothing else is.
3. Every example is read by the key that it is an example of, every sample by its construct, and the schema
   takes them too.
4. All specs of the project and of its tests are valid.
5. A key that formgen does not know (S008) is invalid in the schema too, wherever it stands: in every
   construct, every type of field and real specs.
6. The file of the project is the one that `formgen schema` writes.
7. Every spec of the project names the file.
8. No false alarm: a spec with slips in which formgen finds no mistake of shape is valid.
9. What stands in no type of a field is refused there: `options` in a text field.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from formgen.language.constructs import Construct, Invalid, Place, read_construct
from formgen.language.fields import FIELD_TYPES
from formgen.language.fields.base import Field
from formgen.language.read import read_text
from formgen.language.source import Entry, Mapping, Node, Scalar, parse
from formgen.rendering.language.declarations import class_name, constructs, sample
from formgen.rendering.language.plain_values import plain_value, plain_values
from formgen.rendering.language.schema import language_schema, language_schema_text
from tests.checks.test_mutations import mutated

ROOT = Path(__file__).parents[3]
SPECS = sorted(path for folder in ("specs", "examples", "tests") for path in (ROOT / folder).rglob("*.yaml"))
OURS = [path for path in SPECS if path.parent.name in ("specs", "examples")]
SCHEMA = language_schema()
VALIDATOR = Draft7Validator(SCHEMA)
DEFINITIONS = SCHEMA["definitions"]


def valid(name: str, value: object) -> bool:
    """Whether a value is valid by one of the definitions."""
    return Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": DEFINITIONS}).is_valid(value)


def keyed(construct: type[Construct]) -> Any:
    """What the schema says of a construct written as keys."""
    definition = DEFINITIONS[class_name(construct)]
    return definition["anyOf"][-1] if "anyOf" in definition else definition


def parsed(text: str) -> tuple[Node, Place]:
    """A text as readers take it."""
    document = parse(text, "sample.yaml")
    assert document.root is not None, document.problems
    assert not document.problems
    return document.root, Place(document, [])


def test_it_is_a_schema() -> None:  # 1
    Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("construct", constructs(), ids=class_name)
def test_keys(construct: type[Construct]) -> None:  # 2
    schema = keyed(construct)
    own = {"type"} if issubclass(construct, Field) else set()
    assert set(schema["properties"]) - own == set(construct.known)
    assert schema["additionalProperties"] is False
    assert schema.get("required", []) == [name for name, key in construct.known.items() if key.required]
    for name in construct.known:
        described = DEFINITIONS[schema["properties"][name]["$ref"].removeprefix("#/definitions/")]
        assert described["description"].startswith(construct.known[name].doc)
        assert described["examples"]


def test_every_type_of_field() -> None:  # 2
    types = DEFINITIONS["AnyField"]["properties"]["type"]["enum"]
    assert types == [each.type_name for each in FIELD_TYPES]
    assert {class_name(each) for each in FIELD_TYPES} <= set(DEFINITIONS)


@pytest.mark.parametrize("construct", constructs(), ids=class_name)
def test_examples(construct: type[Construct]) -> None:  # 3
    for name, key in construct.known.items():
        definition = keyed(construct)["properties"][name]["$ref"].removeprefix("#/definitions/")
        for example in DEFINITIONS[definition]["examples"]:
            assert valid(definition, example), name
        if key.example:
            node, place = parsed(key.example)
            assert isinstance(node, Mapping)
            assert [entry.key.value for entry in node.entries] == [name]
            read = key.reader.read(node.entries[0].value, place.entering(construct).child(name))
            assert place.problems == []
            assert not isinstance(read, Invalid)


@pytest.mark.parametrize("construct", constructs(), ids=class_name)
def test_samples(construct: type[Construct]) -> None:  # 3
    node, place = parsed(sample(construct))
    ignored = ("type",) if issubclass(construct, Field) else ()
    id_node = Scalar("sample", "plain", 0, 0, place.document)
    read = read_construct(construct, node, place, id_node, ignored)
    assert place.problems == []
    assert isinstance(read, construct)
    assert valid(class_name(construct), plain_value(node))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_specs(path: Path) -> None:  # 4
    faults = [
        f"{fault.json_path}: {fault.message}"
        for fault in VALIDATOR.iter_errors(plain_values(path.read_text("utf-8")))
    ]
    assert faults == []


@pytest.mark.parametrize("construct", constructs(), ids=class_name)
def test_unknown_keys_of_constructs(construct: type[Construct]) -> None:  # 5
    node, _ = parsed(sample(construct))
    written = plain_value(node)
    assert valid(class_name(construct), written)
    assert not valid(class_name(construct), {**written, "lable": "x"})
    for name in written:
        wrong = {key + "x" if key == name else key: value for key, value in written.items()}
        assert not valid(class_name(construct), wrong), name


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_unknown_keys_of_specs(path: Path) -> None:  # 5
    text = path.read_text("utf-8")
    root = parse(text, path.name).root
    assert root is not None
    tried = 0
    found = entries(root)
    for entry in random.Random(path.stem).sample(found, min(40, len(found))):
        at = entry.key.end
        wrong = f"{text[:at]}x{text[at:]}"
        if any(each.code == "S008" for each in read_text(wrong, path.name).problems):
            tried += 1
            assert not VALIDATOR.is_valid(plain_values(wrong)), entry.key.value
    assert tried >= 5


def entries(node: Node) -> list[Entry]:
    """All keys of a spec with their values."""
    if isinstance(node, Mapping):
        return [found for entry in node.entries for found in (entry, *entries(entry.value))]
    return [] if isinstance(node, Scalar) else [found for item in node.items for found in entries(item)]


def test_the_file_is_current() -> None:  # 6
    file = ROOT / "docs" / "language.schema.json"
    assert file.read_text("utf-8") == language_schema_text(), "`make language` writes it anew"
    assert json.loads(language_schema_text()) == SCHEMA


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_modeline(path: Path) -> None:  # 7
    first = path.read_text("utf-8").split("\n", 1)[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("$schema=")[2]).resolve() == ROOT / "docs" / "language.schema.json"


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["village_hall", "food_licence"]), st.integers(0, 2**32), st.integers(1, 3))
def test_no_false_alarm(name: str, seed: int, changes: int) -> None:  # 8
    text = mutated((ROOT / "examples" / f"{name}.yaml").read_text("utf-8"), seed, changes)
    if not any(each.severity == "error" for each in read_text(text, name).problems):
        faults = VALIDATOR.iter_errors(plain_values(text))
        assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


def test_options_belong_to_their_type() -> None:  # 9
    field = {"type": "text", "label": "Colour", "options": {"red": "Red", "blue": "Blue"}}
    assert not valid("AnyField", field)
    assert valid("AnyField", {**field, "type": "choice"})
