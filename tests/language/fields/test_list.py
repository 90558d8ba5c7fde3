"""Several of the same.

1. What is asked of an item stands under `fields`, or over several screens under `pages`; one of the two.
2. `min` and `max` fit each other.
3. An item holds no list, at whatever depth.
"""

from __future__ import annotations

import pytest

from formgen.language.read import read_text
from tests.language.fields.given import SPEC

LIST = "{type: list, label: B, fields: {x: {type: text, label: X}}}"


def codes(yaml: str) -> list[str]:
    return [each.code for each in read_text(SPEC.replace("{FIELD}", f"{{{yaml}}}"), "given.yaml").problems]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("fields: {x: {type: text, label: X}}", []),
        ("pages: {p: {title: P, fields: {x: {type: text, label: X}}}}", []),
        ("fields: {x: {type: text, label: X}}, pages: {p: {title: P}}", ["S017"]),
        ("max: 3", ["S017"]),
    ],
)
def test_fields_or_pages(options: str, expected: list[str]) -> None:  # 1
    assert codes(f"type: list, label: A, {options}") == expected


def test_bounds() -> None:  # 2
    assert codes("type: list, label: A, min: 3, max: 2, fields: {x: {type: text, label: X}}") == ["S017"]


@pytest.mark.parametrize(
    "inner",
    [
        "fields: {b: {type: list, label: B, fields: {x: {type: text, label: X}}}}",
        f"fields: {{g: {{type: group, label: G, fields: {{b: {LIST}}}}}}}",
        "pages: {p: {fields: {b: {type: list, label: B, fields: {x: {type: text, label: X}}}}}}",
    ],
)
def test_no_list_in_a_list(inner: str) -> None:  # 3
    assert codes(f"type: list, label: A, {inner}") == ["S017"]
