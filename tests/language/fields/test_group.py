"""Fields under one name.

1. It has fields, or uses a group of the spec and may add to it; one of the two.
2. It has no answer of its own: keys about one are not known.
"""

from __future__ import annotations

import pytest

from formgen.language.read import read_text
from tests.language.fields.given import SPEC, given


def codes(yaml: str) -> list[str]:
    return [each.code for each in read_text(SPEC.replace("{FIELD}", f"{{{yaml}}}"), "given.yaml").problems]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("fields: {x: {type: text, label: X}}", []),
        ("use: names", []),
        ("use: names, add: {x: {type: text, label: X}}", []),
        ("use: names, fields: {x: {type: text, label: X}}", ["S017"]),
        ("add: {x: {type: text, label: X}}", ["S017"]),
        ("hint: Nothing", ["S017"]),
    ],
)
def test_where_its_fields_come_from(options: str, expected: list[str]) -> None:  # 1
    assert codes(f"type: group, label: A, {options}") == expected


@pytest.mark.parametrize(
    "key", ["required: false", "default: x", "prefill: a.b", "or_say: {no_idea: I do not know}"]
)
def test_no_answer_of_its_own(key: str) -> None:  # 2
    assert codes(f"type: group, label: A, use: names, {key}") == ["S008"]


def test_defaults_of_what_it_leaves_out() -> None:  # 2
    field = given("type: group, label: A, fields: {x: {type: text, label: X}}").field
    assert field.default is None
    assert field.or_say == {}
