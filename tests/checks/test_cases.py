"""D401 and D402: cases that leave a situation out, that never apply, that overlap (rows 22, 23).

1. A situation that no case covers is told in the words of conditions: of documents, titles, labels (errors),
   of calculations (a warning).
2. Options, yes and no, numbers and dates with their limits, sets, empty answers, several questions; what
   checks and stops exclude is no gap.
3. Calculations are empty for who is not asked; defaults, requirements and texts apply to nobody else: no gap.
4. A case whose answers are taken by those before it is told of, with their numbers.
5. Cases on the same answers that overlap in part are told of; parts of later cases and priorities are not.
6. Values that hang together are not taken for free: nothing is told that might not be.
"""

from __future__ import annotations

import pytest

from formgen.language.problems import Problem
from tests.checks.conditions import nothing, one_at_mark, told_of
from tests.checks.given import spec

QUESTIONS = """
questions:
  title: Questions
  fields:
    housing: {type: choice, label: H, options: {own: A, hotel: B, boat: C}}
    kept: {type: yes_no, label: K}
    people: {type: integer, label: P, min: 1, max: 9}
    born: {type: date, label: B}
    needs: {type: choices, label: N, options: {ramp: A, bed: B}, required: false}
    phone: {type: text, label: T, required: false}
    more: {type: choice, label: M, options: {a: A, b: B}, when: kept is yes}
"""
PAPERS = "papers:\n  title: Papers\n  documents: [proof]\n"


def document(*conditions: str) -> str:
    """A document whose cases have these conditions."""
    cases = "".join(f"      - {{when: '{each}', one_of: {{a{n}: A, b{n}: B}}}}\n"
                    for n, each in enumerate(conditions))  # fmt: skip
    return f"documents:\n  proof:\n    title: Proof\n    cases:\n{cases}"


def told(*conditions: str) -> list[Problem]:
    return told_of(spec(QUESTIONS + PAPERS, document(*conditions)))


@pytest.mark.parametrize(
    ("conditions", "situation"),
    [
        (("housing is own", "housing is hotel"), "`housing is boat`"),
        (("kept is yes",), "`kept is no`"),
        (("people < 3", "people > 3"), "`people is 3`"),
        (("people < 3", "people between 3 and 8"), "`people is 9`"),
        (("born < 2000-01-01", "born > 2000-01-01"), "`born is 2000-01-01`"),
        (
            ("needs includes ramp", "needs includes bed"),
            "`needs is empty`",
        ),
        (("phone is answered",), "`phone is empty`"),
        (("housing is own", "housing is not own and kept is no"), "`kept is yes` and `housing is hotel`"),
        (("more is a", "more is b"), "`more is empty`"),
    ],
)
def test_gaps(conditions: tuple[str, ...], situation: str) -> None:  # 1, 2
    (problem,) = (each for each in told(*conditions) if each.code == "D401")
    assert problem.severity == "error"
    assert problem.message == f"When {situation}, no case of `proof` applies."
    assert problem.hint is not None
    assert "not_asked: true" in problem.hint


@pytest.mark.parametrize(
    "conditions",
    [
        ("housing is own", "housing is hotel", "housing is boat"),
        ("kept is yes", "kept is no"),
        ("people < 3", "people >= 3"),
        ("people < 5", "people between 5 and 9"),
        ("born < 2000-01-01", "born is 2000-01-01", "born > 2000-01-01"),
        ("more is a", "more is b", "kept is no"),
        ("phone is answered", "phone is empty"),
        ("age of born < 18", "age of born >= 18", "born > today"),
    ],
)
def test_no_gap(conditions: tuple[str, ...]) -> None:  # 2, 6
    assert [each for each in told(*conditions) if each.code == "D401"] == []


LISTS = """
people:
  title: People
  fields:
    members:
      type: list
      label: M
      min: 2
      max: 4
      fields: {income: {type: money, label: I, min: 0}, adult: {type: yes_no, label: A}}
    terms: {type: agreement, label: T}
"""


@pytest.mark.parametrize(
    ("conditions", "gap"),
    [
        (("count of members < 3", "count of members >= 3"), None),
        (("count of members < 3", "count of members is 4"), "`count of members is 3`"),
        (("count of members between 2 and 4",), None),
        (("count of members between 3 and 4",), "`count of members is 2`"),
        (("sum of members.income < 100 EUR", "sum of members.income >= 100 EUR"), None),
        (("(count of members with adult is yes) > 0", "(count of members with adult is yes) is 0"), None),
        (("total < 100 EUR", "total between 100 EUR and 200 EUR", "total > 200 EUR"), None),
        (("total < 100 EUR", "total > 200 EUR"), "`total is 100 EUR`"),
        (("terms is yes",), None),
        (("any of members with adult is yes", "not (any of members with adult is yes)"), None),
    ],
)
def test_lists_sums_and_agreements(conditions: tuple[str, ...], gap: str | None) -> None:  # 2, 6
    rest = """calculations:
  total:
    type: money
    cases:
      - {when: terms is yes, is: sum of members.income}
"""
    found = told_of(spec(LISTS + PAPERS, rest + document(*conditions)))
    assert [each.message for each in found] == (
        [] if gap is None else [f"When {gap}, no case of `proof` applies."]
    )


def test_what_checks_and_stops_exclude() -> None:  # 2
    pages = """
a:
  title: A
  fields:
    n: {type: integer, label: N, checks: [{must: n < 5, message: M}]}
    k: {type: choice, label: K, options: {x: X, y: Y}}
  stop: {when: k is y, title: S}
"""
    nothing(pages + PAPERS, document("n < 2 and k is x", "n between 2 and 4 and k is x"))


def test_labels_and_calculations() -> None:  # 1, 3
    last = "last: {title: L, fields: {f: {type: text, label: {cases: ⟦[{when: kept is yes, is: F}]}}}}\n"
    assert one_at_mark("D401", QUESTIONS + last).severity == "error"
    title = "last: {title: {cases: ⟦[{when: kept is yes, is: F}]}, text: T}\n"
    assert one_at_mark("D401", QUESTIONS + title).message.endswith("no case of the title of `last` applies.")
    cases = "\n      - {when: more is a, is: 1}\n"
    rest = f"calculations:\n  c:\n    type: integer\n    cases:{cases}"
    (problem,) = told_of(spec(QUESTIONS, rest))
    assert (problem.code, problem.severity) == ("D401", "warning")
    assert problem.message == "When `more is b`, no case of `c` applies."
    nothing(QUESTIONS, rest + "      - {when: more is b, is: 2}\n")


def test_what_applies_to_nobody_else() -> None:  # 3
    field = "f: {type: text, label: F, %s: {cases: [{when: kept is yes, is: %s}]}}"
    for key, value in (("default", "F"), ("required", "true")):
        nothing(QUESTIONS + "last: {title: L, fields: {%s}}\n" % (field % (key, value)))
    nothing(QUESTIONS + "last: {title: L, text: {cases: [{when: kept is yes, is: F}]}}\n")


@pytest.mark.parametrize(
    ("conditions", "numbers"),
    [
        (("people < 5", "people < 3", "people >= 5"), "case 1"),
        (("housing is own", "housing is not own", "kept is yes"), "cases 1 or 2"),
        (("kept is yes", "kept is yes", "kept is no"), "case 1"),
    ],
)
def test_too_late(conditions: tuple[str, ...], numbers: str) -> None:  # 4
    (problem,) = told(*conditions)
    assert (problem.code, problem.severity) == ("D402", "warning")
    assert problem.message == (
        f"This case of `proof` never applies: whoever meets it meets {numbers} before it."
    )


@pytest.mark.parametrize(
    ("conditions", "situation", "numbers"),
    [
        (("housing is one of own, hotel", "housing is one of hotel, boat"), "`housing is hotel`", "1 and 2"),
        (("people < 5", "people > 3"), "`people is 4`", "1 and 2"),
    ],
)
def test_overlap(conditions: tuple[str, ...], situation: str, numbers: str) -> None:  # 5
    (problem,) = told(*conditions)
    assert problem.code == "D402"
    assert f"meet cases {numbers} of `proof`; the first is used." in problem.message
    assert situation in problem.message or "people" in situation


@pytest.mark.parametrize(
    "conditions",
    [
        ("people < 3", "people < 6", "people >= 6"),
        ("housing is own", "kept is yes", "housing is not own"),
        ("housing is own", "housing is one of own, hotel", "housing is boat"),
    ],
)
def test_order_says_what_is_meant(conditions: tuple[str, ...]) -> None:  # 5
    assert told(*conditions) == []
