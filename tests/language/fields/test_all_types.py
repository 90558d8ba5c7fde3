"""What every type of field keeps to.

1. Every type has a noun, a template in renderers/, and words for every error that it can give.
2. An entry of any shape is read, or refused as Unreadable with a code that the type declares; nothing else.
3. Every code in a type's own file is declared, so that an author can give it words.
4. Nothing typed is nothing collected.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all

from formgen.compiler.catalogues import Words
from formgen.language.fields import FIELD_TYPES
from formgen.language.fields.base import Field
from tests.language.fields.given import HOSTILE, Form, given

ROOT = Path(__file__).parents[3]
NAMES = [each.type_name for each in FIELD_TYPES]
YAML = {
    "choice": "options: {a: A, b: B}",
    "choices": "options: {a: A, b: B}, min: 1, max: 1",
    "identifier": "kind: iban",
    "integer": "min: 0, max: 10",
    "decimal": "min: 0, max: 10",
    "money": "min: 0, max: 10",
    "text": 'pattern: "[a-z]{2,5}", confirm: true, length: {min: 3, max: 9}',
    "long_text": "length: {min: 3, max: 9}",
    "email": "confirm: true",
    "phone": "countries: [FRA]",
    "date": "min: 1900-01-01, max: 2100-01-01",
    "month": "min: 1900-01-01",
    "country": "only: neighbours",
}
ANSWERED = [name for name in NAMES if name not in ("group", "list", "note")]


def of_type(name: str) -> str:
    return f"type: {name}, label: Answer" + (f", {YAML[name]}" if name in YAML else "")


def test_each_has_a_name_of_its_own() -> None:  # 1
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("kind", FIELD_TYPES, ids=NAMES)
def test_each_has_a_noun_and_a_template(kind: type[Field]) -> None:  # 1
    assert kind.noun != Field.noun
    assert (ROOT / "renderers/html/fields" / f"{kind.template or kind.type_name}.html").is_file()


@pytest.mark.parametrize("kind", FIELD_TYPES, ids=NAMES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_error_has_words(kind: type[Field], language: str) -> None:  # 1
    words = Words(language)
    # Two are said in the words for an empty answer of their type.
    said_otherwise = {"not_agreed", "list_empty"}
    assert {code for code in kind.fault_codes if f"error_{code}" not in words} <= said_otherwise


@pytest.mark.parametrize("name", ANSWERED)
def test_an_entry_of_any_shape(name: str) -> None:  # 2
    field = given(of_type(name))
    declared = {"", "unreadable", *field.field.fault_codes}

    @for_all(HOSTILE)
    def hold(entry: Any) -> None:
        code, parts = field.fault(entry)
        assert code in declared
        assert set(parts) <= {"again", *field.field.parts()}

    hold()


@pytest.mark.parametrize("name", ANSWERED)
def test_what_can_go_wrong_is_declared(name: str) -> None:  # 3
    text = (ROOT / "formgen/language/fields" / f"{name}.py").read_text("utf-8")
    written = re.findall(r'Unreadable\(\s*"([a-z_]+)"', text)
    kind = FIELD_TYPES[NAMES.index(name)]
    assert set(written) <= {"unreadable", *kind.fault_codes}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_typed(name: str) -> None:  # 4
    if name in ("group", "list", "note"):
        members = ", fields: {x: {type: text, label: X}}" if name != "note" else ", text: Hello"
        field = given(f"type: {name}, label: Answer{members}")
        assert field.field.collect(Form([("answer", "forged")]), "answer") is None
        return
    field = given(of_type(name))
    blank: object = {"agreement": "no", "choices": []}.get(name)
    assert field.field.collect(Form([]), "answer") == blank
    if name not in ("choices", "agreement"):
        spaces = [("answer", "  "), *((f"answer.{part}", " ") for part in (*field.field.parts(), "again"))]
        assert field.field.collect(Form(spaces), "answer") is None
