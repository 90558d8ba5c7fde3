"""A field takes values of a source's column as they are, so both are of one type (T301).

1. `copied_from` and `prefill` of a column of another type are an error at the column's name, with both types
   and a mend; this is told once.
2. Columns of the same type are taken, and texts for choices, countries and written types such as an email.
"""

from __future__ import annotations

import pytest

from tests.checks.given import problems, spec

REST = """
sources:
  register:
    lookup: [{number: number}]
    record: {number: text, name: text, count: integer, share: decimal, born: date, land: country}
"""


def found(field: str) -> list[tuple[str, str, str]]:
    pages = f"""
start:
  title: Start
  fields:
    number: {{type: text, label: Number}}
other:
  title: Other
  fields:
    taken: {{label: Taken?, {field}, required: false}}
"""
    return [(each.code, each.message, each.hint or "") for each in problems(spec(pages, REST))]


@pytest.mark.parametrize("key", ["copied_from", "prefill"])
@pytest.mark.parametrize(
    ("kind", "column", "types"),
    [
        ("type: integer", "name", ("a text", "a number")),
        ("type: integer", "share", ("may have decimals", "a whole number")),
        ("type: date", "name", ("is a text", "a date")),
        ("type: text", "count", ("a number", "a text")),
        ("type: yes_no", "born", ("a date", "yes or no")),
        ("type: choices, options: {a: A}", "name", ("a text", "a choice of several")),
    ],
)
def test_other_type(key: str, kind: str, column: str, types: tuple[str, str]) -> None:  # 1
    [(code, message, hint)] = found(f"{kind}, {key}: register.{column}")
    assert code == "T301"
    assert message.startswith(f"`register.{column}` ")
    assert types[0] in message
    assert f"`taken` is {types[1]}" in message
    assert "under `sources`" in hint


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("type: text", "name"), ("type: email", "name"), ("type: long_text", "name"),
        ("type: choice, options: {a: A, b: B}", "name"), ("type: country", "name"), ("type: country", "land"),
        ("type: integer", "count"), ("type: decimal", "count"), ("type: decimal", "share"),
        ("type: date", "born"), ("type: phone", "name"), ("type: identifier, kind: iban", "name"),
    ],
)  # fmt: skip
def test_one_type(kind: str, column: str) -> None:  # 2
    assert [each for each in found(f"{kind}, prefill: register.{column}") if each[0] == "T301"] == []
