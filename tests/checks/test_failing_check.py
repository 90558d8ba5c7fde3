"""T302: checks that no value can pass, and checks that time alone makes fail (row 30).

1. A check that excludes itself, or that what is asked before excludes, is told of.
2. A blocking check that is true today and may be false tomorrow is told of, at `today`.
3. What only grows truer, what warns, `started_on`, limits of a lifetime: no mistake.
4. Named conditions and calculations are followed.
"""

from __future__ import annotations

import pytest

from tests.checks.conditions import nothing, one_at_mark

PAGE = """
q:
  title: Q
  fields:
    day: {type: date, label: D}
    n: {type: integer, label: N, min: 1, max: 5}
    k: {type: yes_no, label: K}
    f:
      type: text
      label: F
      when: k is yes
      checks:
        - {must: '%s', message: M%s}
"""


@pytest.mark.parametrize(
    ("must", "hint"),
    [
        ("n > 3 and n < 2", "Did you mean `or`?"),
        ("n > 7", "Its parts exclude each other"),
        ("k is no", "Its parts exclude each other"),
    ],
)
def test_cannot_be_passed(must: str, hint: str) -> None:  # 1
    problem = one_at_mark("T302", (PAGE % (must, "")).replace("{must: '", "{must: ⟦'"))
    assert problem.message == "No value can pass this check."
    assert (problem.hint or "").startswith(hint)


@pytest.mark.parametrize(
    "must",
    [
        "day >= ⟦today",
        "day > ⟦today",
        "day is ⟦today",
        "⟦today <= day",
        "day >= ⟦today - 6 months",
        "not (day < ⟦today)",
        "n > 2 or day > ⟦today",
        "day between ⟦today and 2030-01-01",
        "day between 2000-01-01 and 2030-01-01 and ⟦today < 2030-01-01",
        "year of day is year of ⟦today",
        "day + 10 years >= ⟦today",
    ],
)
def test_time_makes_it_fail(must: str) -> None:  # 2
    problem = one_at_mark("T302", PAGE % (must, ""))
    assert problem.severity == "warning"
    assert "may fail it on the day of filing" in problem.message
    nothing(PAGE % (must.replace("⟦", ""), ", level: warning"))


@pytest.mark.parametrize("must", ["⟦age of day < 18", "⟦age of day between 18 and 60", "⟦age of day is 18"])
def test_ages_grow(must: str) -> None:  # 2
    one_at_mark("T302", (PAGE % (must.replace("⟦", ""), "")).replace("must: '", "must: ⟦'"))


@pytest.mark.parametrize(
    "must",
    [
        "day <= today",
        "day < today",
        "age of day >= 18",
        "day <= today - 18 years",
        "day >= started_on",
        "age of day on started_on < 18",
        "day >= today - 120 years",
        "not (day > today)",
        "n > 2",
    ],
)
def test_no_mistake(must: str) -> None:  # 3
    nothing(PAGE % (must, ""))


def test_names_are_followed() -> None:  # 4
    text = (PAGE % ("fresh", "")).replace("must: '", "must: ⟦'")
    one_at_mark("T302", text, "conditions: {fresh: day >= limit}\n"
                "calculations: {limit: {type: date, is: today - 3 months}}\n")  # fmt: skip
