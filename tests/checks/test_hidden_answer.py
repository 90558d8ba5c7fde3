"""J203, conditions with `not` on questions that are not asked (row 17).

1. Told at the name, with the situation in which the question is not asked.
2. `is not`, `not (…)`, `is not one of` and `not … includes`; in conditions of pages, fields, documents.
3. Nothing is told where the rest of the condition, or its place, asks the question; nor of what is asked of
   everybody, of what is compared without `not`, nor where emptiness is said to be enough.
"""

from __future__ import annotations

import pytest

from tests.checks.conditions import nothing, one_at_mark

HOME = """
home:
  title: Home
  fields:
    housing: {type: choice, label: H, options: {own: O, hosted: P}}
    kin: {type: choice, label: K, options: {a: A, b: B, c: C}, when: housing is hosted}
    helps: {type: choices, label: L, options: {a: A, b: B}, when: housing is hosted}
"""


@pytest.mark.parametrize(
    "condition",
    [
        "⟦kin is not a",
        "not (⟦kin is a)",
        "⟦kin is not one of a, b",
        "not (⟦helps includes a)",
        "housing is answered and ⟦kin is not a",
        "housing is hosted or ⟦kin is not a",
    ],
)
def test_told(condition: str) -> None:  # 1, 2
    page = f"told: {{title: T, text: T, when: '{condition}'}}\n"
    field = f"told: {{title: T, text: T, fields: {{f: {{type: text, label: F, when: '{condition}'}}}}}}\n"
    paper = f"documents: {{d: {{title: D, when: '{condition}'}}}}\n"
    for pages, more in ((page, ""), (field, ""), ("told: {title: T, documents: [d]}\n", paper)):
        problem = one_at_mark("J203", HOME + pages, more)
        assert problem.severity == "warning"
        assert "is not asked when `housing is own`; then this condition is never met." in problem.message


@pytest.mark.parametrize(
    "condition",
    [
        "housing is hosted and kin is not a",
        "kin is b",
        "kin is not a or kin is empty",
        "housing is not own",
        "kin is not empty",
    ],
)
def test_no_mistake(condition: str) -> None:  # 3
    nothing(HOME + f"told: {{title: T, text: T, when: '{condition}'}}\n")


def test_the_place_asks_it() -> None:  # 3
    nothing(HOME + "told:\n  title: T\n  when: housing is hosted\n  text: T\n"
            "  fields: {f: {type: text, label: F, when: kin is not a}}\n")  # fmt: skip
