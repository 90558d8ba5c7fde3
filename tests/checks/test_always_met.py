"""J205, conditions that all answers meet (row 19).

1. Told where they stand: of steps, pages, fields, options, requirements, documents, papers, declarations; of
   named ones once, where they are defined.
2. What must be answered counts as answered on the pages before, not on the page itself.
3. What may be left empty, or is hidden from some, leaves a condition open.
4. Stops, checks and what a stop has sorted out before are let alone.
"""

from __future__ import annotations

import pytest

from tests.checks.conditions import nothing, one_at_mark

FIRST = "q:\n  title: Q\n  fields:\n    k: {type: choice, label: K, options: {x: X, y: Y}%s}\n"
ALWAYS = "k is x or k is y"
PLACES = [
    "when: ⟦ALWAYS",
    "when: ⟦k is answered",
    "when: ⟦not (k is x and k is y)",
    "fields: {f: {type: text, label: F, when: ⟦ALWAYS}}",
    "fields: {f: {type: text, label: F, required: ⟦ALWAYS}}",
    "fields: {f: {type: choice, label: F, options: {o: O, p: {label: P, when: ⟦ALWAYS}}}}",
    "documents: [d] ---documents: {d: {title: D, when: ⟦ALWAYS}}",
    "documents: [d] ---documents: {d: {title: D, all_of: {p: {title: P, when: ⟦ALWAYS}, q: Q}}}",
    " ---review: {declarations: {d: {text: D, when: ⟦ALWAYS}}}",
    "when: c ---conditions: {c: ⟦ALWAYS}",
]


@pytest.mark.parametrize("written", PLACES)
def test_places(written: str) -> None:  # 1
    page, _, rest = written.replace("ALWAYS", ALWAYS).partition(" ---")
    problem = one_at_mark(
        "J205", FIRST % "" + f"a:\n  title: A\n  text: T\n  {page}\n", f"{rest}\n" if rest else ""
    )
    assert problem.severity == "warning"
    assert problem.message == "This condition is met by all answers."


def test_and_was_meant() -> None:  # 1
    problem = one_at_mark(
        "J205",
        "q:\n  title: Q\n  fields:\n    n: {type: integer, label: N}\n"
        "a: {title: A, text: T, when: ⟦n > 3 or n < 10}\n",
    )
    assert (problem.hint or "").startswith("Did you mean `and`?")


def test_the_same_page() -> None:  # 2
    nothing(FIRST % "" + f"    f: {{type: text, label: F, when: {ALWAYS}}}\n")


@pytest.mark.parametrize("more", [", required: false", ", required: warn"])
def test_what_may_be_empty(more: str) -> None:  # 3
    nothing(FIRST % more + f"a: {{title: A, text: T, when: {ALWAYS}}}\n")


def test_what_is_hidden() -> None:  # 3
    pages = FIRST % "" + "    j: {type: choice, label: J, options: {x: X, y: Y}, when: k is x}\n"
    nothing(pages + "a: {title: A, text: T, when: j is x or j is y}\n")


def test_stops_and_checks() -> None:  # 4
    nothing(
        FIRST % ""
        + "    f: {type: text, label: F, checks: [{must: k is x or k is y, message: M}]}\n"
        + "  stop: {when: k is y, title: S}\na: {title: A, text: T, when: k is x}\n"
    )
