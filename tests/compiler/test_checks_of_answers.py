"""Problems of answers (language.md §4, and §11 rules 5, 6 and 11).

1. What cannot be read is empty, and is itself a problem with its own code; blank is empty.
2. `required` is error, warning, never, or by a condition; only errors block.
3. A check fails only on false, and only when its `when` is true and its field is asked.
4. What is wrong with an answer itself silences the checks written at it, not those of others.
5. A check of a page is told at the first field asked that it reads, `show_at` at the field it names; where
   that is not asked, at what is.
6. A check may be a warning.
7. Declarations that are asked and required must be made.
8. Problems stand in the order of the file: a field, its checks, then what follows it.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.compiler.given import day, evaluated, procedure_of, told

PAGE = """
page:
  title: Page
  fields:
    amount:
      type: integer
      label: Amount
      min: 1
      max: 10
      checks: [{must: amount > 20, message: More.}, {must: total < 5, message: Total.}]
    total: {type: integer, label: Total, required: warn}
    name: {type: text, label: Name, required: false}
    why: {type: text, label: Why, required: amount > 5}
"""


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ({}, [("amount", "empty", "error"), ("total", "empty", "warning")]),
        ({"amount": "  "}, [("amount", "empty", "error"), ("total", "empty", "warning")]),
        ({"amount": "ten", "total": "1"}, [("amount", "not_an_integer", "error")]),
        ({"amount": "0", "total": "9"}, [("amount", "too_small", "error")]),
        ({"amount": "6", "total": "1", "why": "x"}, [("amount", "check", "error")]),
        ({"amount": "6", "total": "1"}, [("amount", "check", "error"), ("why", "empty", "error")]),
        ({"amount": "5", "total": "9"}, [("amount", "check", "error"), ("amount", "check", "error")]),
        ({"amount": "5"}, [("amount", "check", "error"), ("total", "empty", "warning")]),
    ],
)
def test_fields(entries: dict[str, str], found: list[Any]) -> None:  # 1, 2, 3, 4
    evaluation = evaluated(procedure_of(PAGE), entries)
    assert [(each.path, each.code, each.level) for each in evaluation.problems] == found
    assert evaluation.complete is not any(level == "error" for _, _, level in found)
    assert len(evaluation.blocking) == sum(level == "error" for _, _, level in found)


TRIP = """
page:
  title: Page
  fields:
    intro: {type: note, text: Hello}
    far: {type: yes_no, label: Far?}
    trip:
      type: group
      label: Trip
      fields:
        start: {type: date, label: Start, when: far is yes}
        end: {type: date, label: End}
      checks:
        - {must: trip.end > 2026-01-01, message: Too early., show_at: trip.end}
        - {must: trip.end < 2030-01-01, message: Too late., show_at: trip.start, level: warning}
  checks:
    - {when: far is yes, must: trip.end > trip.start, message: Order.}
    - {must: trip.end is not 2026-06-06, message: Not that day.}
"""


def test_where_checks_are_told() -> None:  # 5, 6
    procedure = procedure_of(TRIP)
    late = {"far": "yes", "trip.start": day("2033-01-01"), "trip.end": day("2032-01-01")}
    found = evaluated(procedure, late).problems
    assert [(each.path, each.check.message.value, each.level) for each in found] == [
        ("trip.start", "Too late.", "warning"), ("trip.start", "Order.", "error"),
    ]  # fmt: skip
    near = evaluated(procedure, {**late, "far": "no"}).problems
    assert [(each.path, each.check.message.value) for each in near] == [("trip", "Too late.")]
    early = evaluated(procedure, {"far": "no", "trip.end": day("2025-01-01")}).problems
    assert told(early) == [("trip.end", "check")]
    assert told(evaluated(procedure, {"far": "no", "trip.end": day("2026-06-06")}).problems) == [
        ("trip.end", "check")
    ]


def test_declarations() -> None:  # 7
    procedure = procedure_of(
        "page:\n  title: P\n  fields:\n    far: {type: yes_no, label: Far?}",
        """
        review:
          declarations:
            truthful: It is true.
            near: {text: It is near., when: far is no}
            electronic: {text: By mail., required: false}
        """,
    )
    assert told(evaluated(procedure, {"far": "yes"}).problems) == [("declarations.truthful", "not_declared")]
    assert told(
        evaluated(
            procedure, {"far": "no", "declarations.truthful": "yes", "declarations.near": "no"}
        ).problems
    ) == [("declarations.near", "not_declared")]
    assert evaluated(procedure, {"far": "yes", "declarations.truthful": "yes"}).complete
    for forged in (True, 1, ["yes"], "YES"):
        assert not evaluated(procedure, {"far": "yes", "declarations.truthful": forged}).complete


def test_order_of_problems() -> None:  # 8
    procedure = procedure_of(
        """
        page:
          title: Page
          fields:
            kind:
              type: choice
              label: Kind
              options: {a: {label: A, then_ask: {more: {type: text, label: More}}}, b: B}
              checks: [{must: kind is b, message: Not A.}]
            last: {type: text, label: Last}
        """
    )
    assert told(evaluated(procedure, {"kind": "a"}).problems) == [
        ("kind", "check"),
        ("more", "empty"),
        ("last", "empty"),
    ]
