"""J201: a condition that reads an answer of a later page.

1. It is told at the name: conditions of steps, pages, fields, options and stops; requirements, checks.
2. What is read through calculations and conditions counts.
3. The same page, earlier pages, locked fields and options of the same word are no mistake.
4. A step's condition is told of once.
"""

from __future__ import annotations

import pytest

from tests.checks.given import marked, problems, spec

LATER = """
later:
  title: Later
  fields:
    kind: {type: choice, label: Kind, options: {a: A, later: Later}}
    more: {type: text, label: More, when: extra is answered}
    extra: {type: text, label: Extra}
"""
EARLY = """
early:
  title: Early
  %s
"""
PLACES = [
    "when: ⟦kind is a\n  text: Hello",
    "fields: {x: {type: text, label: X, when: ⟦kind is a}}",
    "fields: {x: {type: text, label: X, required: ⟦kind is a}}",
    "fields: {x: {type: text, label: X, required: {cases: [{when: ⟦kind is a, is: false}]}}}",
    "fields: {x: {type: choice, label: X, options: {p: P, q: {label: Q, when: ⟦kind is a}}}}",
    'fields: {x: {type: text, label: X, checks: [{must: x is not "a" or ⟦kind is a, message: M}]}}',
    "fields: {g: {type: group, label: G, fields: {x: {type: text, label: X, when: ⟦kind is a}}}}",
    "fields: {g: {type: list, label: G, fields: {x: {type: text, label: X, when: ⟦kind is a}}}}",
    "text: Hello\n  stop: {when: ⟦kind is a, title: Stop}",
    "text: Hello\n  stop: {when: ⟦special, title: Stop}",
]


@pytest.mark.parametrize("written", PLACES)
def test_places(written: str) -> None:  # 1, 2
    text, place = marked(spec(EARLY % written + LATER, "conditions: {special: kind is a}\n"))
    found = [each for each in problems(text) if each.severity == "error"]
    assert [(each.code, (each.line, each.column)) for each in found] == [("J201", place)]
    assert "`kind`" in found[0].message
    assert "`later`" in found[0].message


@pytest.mark.parametrize(
    "written",
    [
        (
            "fields: {x: {type: choice, label: X, options: {kind: K, other: O}}, "
            "y: {type: text, label: Y, when: x is kind}}"
        ),
        "fields: {x: {type: text, label: X, when: y is answered}, y: {type: text, label: Y}}",
        "text: Hello\n  when: register.name is answered",
    ],
)
def test_no_mistake(written: str) -> None:  # 3
    rest = "sources: {register: {lookup: [{number: extra}], record: {number: text, name: text}}}\n"
    found = problems(spec(EARLY % written + LATER, rest))
    assert not [each for each in found if each.code == "J201"]


def test_locked_field() -> None:  # 3
    pages = EARLY % "text: Hello\n  when: held is answered" + LATER.replace(
        "kind:", "held: {type: text, label: Held, copied_from: register.name}\n    kind:"
    )
    rest = "sources: {register: {lookup: [{number: extra}], record: {number: text, name: text}}}\n"
    assert not [each for each in problems(spec(pages, rest)) if each.severity == "error"]
    asked = pages.replace("copied_from: register.name", "copied_from: register.name, if_missing: ask")
    assert [each.code for each in problems(spec(asked, rest)) if each.severity == "error"] == ["J201"]


def test_step_once() -> None:  # 4
    text = spec(EARLY % "text: Hello" + "other:\n  title: Other\n  text: Hello\n" + LATER)
    text = text.replace("    title: One\n", "    title: One\n    when: kind is a\n")
    assert [each.code for each in problems(text) if each.severity == "error"] == ["J201"]
