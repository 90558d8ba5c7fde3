"""Cases and calculations (language.md §3, and §11 rule 7).

1. Cases are read in order; the first that is true applies.
2. `otherwise` applies when none is true, unless an undecided case waits for a field that is asked, required
   and unanswered: then the result is empty.
3. A field not asked, optional and empty, or answered by a word said, does not make a case wait.
4. What a calculation, a condition or a column of a table reads is read by the case that uses it.
5. Fields of the items of a list make a case wait, as does a list that is unanswered.
6. Whether a field is required may itself go by cases and read what is asked later; two fields whose
   requirements read each other come to an end.
7. The same holds for requirements and documents.
8. Calculations are computed at every call, never taken from entries, and empty when unknown.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compiler.given import evaluated, files, items, outcome, procedure_of, told

BRACKETS = """
page:
  title: Page
  fields:
    works: {type: yes_no, label: Works?}
    income: {type: money, label: Income, when: works is yes}
    gifts: {type: money, label: Gifts, required: false}
    savings: {type: money, label: Savings, or_say: {unknown: I do not know}}
"""
CALCULATION = """
calculations:
  rate:
    type: integer
    cases:
      - {when: income < 1000, is: 1}
      - {when: income < 2000, is: 2}
      - {otherwise: true, is: 3}
  gift_rate:
    type: integer
    cases:
      - {when: gifts < 1000, is: 1}
      - {otherwise: true, is: 3}
  saving_rate:
    type: integer
    cases:
      - {when: savings < 1000, is: 1}
      - {otherwise: true, is: 3}
"""


@pytest.mark.parametrize(
    ("entries", "rate"),
    [
        ({"works": "yes", "income": "10"}, 1),
        ({"works": "yes", "income": "1500"}, 2),
        ({"works": "yes", "income": "2000"}, 3),
        ({"works": "yes"}, None),
        ({"works": "yes", "income": "much"}, None),
        ({"works": "no"}, 3),
        ({"works": "no", "income": "10"}, 3),
        ({}, 3),
    ],
)
def test_brackets(entries: dict[str, str], rate: int | None) -> None:  # 1, 2, 3
    assert evaluated(procedure_of(BRACKETS, CALCULATION), entries).value("rate") == rate


def test_optional_and_said_do_not_wait() -> None:  # 3
    procedure = procedure_of(BRACKETS, CALCULATION)
    assert evaluated(procedure, {}).value("gift_rate") == 3
    assert evaluated(procedure, {}).value("saving_rate") is None
    assert evaluated(procedure, {"savings?": "unknown"}).value("saving_rate") == 3


def test_waiting_through_conditions_and_calculations() -> None:  # 4
    procedure = procedure_of(
        "page:\n  title: P\n  fields:\n    income: {type: money, label: Income}",
        """
        conditions:
          poor: doubled < 100
        calculations:
          doubled: {type: money, is: income * 2}
          rate:
            type: integer
            cases:
              - {when: poor, is: 1}
              - {otherwise: true, is: 2}
        """,
    )
    assert evaluated(procedure, {}).value("rate") is None
    assert evaluated(procedure, {"income": "10"}).value("rate") == 1
    assert evaluated(procedure, {"income": "100"}).value("rate") == 2


def test_waiting_through_a_table(tmp_path: Path) -> None:  # 4
    (tmp_path / "zones.csv").write_text("town;level\nLille;2\nLens;\n")
    procedure = procedure_of(
        "page:\n  title: P\n  fields:\n    town: {type: text, label: Town}",
        """
        tables:
          zones: {file: zones.csv, match: {town: town}, columns: {town: text, level: integer}}
        calculations:
          rate:
            type: integer
            cases:
              - {when: zones.level > 1, is: 1}
              - {otherwise: true, is: 2}
        """,
        tmp_path,
    )
    assert evaluated(procedure, {}).value("rate") is None
    assert evaluated(procedure, {"town": "Lille"}).value("rate") == 1
    assert evaluated(procedure, {"town": "Lens"}).value("rate") == 2
    assert evaluated(procedure, {"town": "Oslo"}).value("rate") == 2


PEOPLE = """
page:
  title: Page
  fields:
    people:
      type: list
      label: People
      fields:
        age: {type: integer, label: Age}
        fare:
          type: text
          label: Fare
          required:
            cases:
              - {when: age < 10, is: false}
              - {otherwise: true, is: true}
"""
YOUNG = """
calculations:
  fare_rule:
    type: integer
    cases:
      - {when: any of people with age < 10, is: 1}
      - {otherwise: true, is: 2}
"""


def test_waiting_for_items() -> None:  # 5, 7
    procedure = procedure_of(PEOPLE, YOUNG)
    assert evaluated(procedure, {}).value("fare_rule") is None
    assert evaluated(procedure, {"$saved": ["page"]}).value("fare_rule") == 2
    assert evaluated(procedure, {"people": items({"age": "30"}, {})}).value("fare_rule") is None
    assert evaluated(procedure, {"people": items({"age": "3"}, {})}).value("fare_rule") == 1
    assert evaluated(procedure, {"people": items({"age": "30"})}).value("fare_rule") == 2
    unknown = evaluated(procedure, {"people": items({}, {"age": "3"}, {"age": "30"})})
    assert told(unknown.problems) == [("people.0.age", "empty"), ("people.2.fare", "empty")]


LATER = """
page:
  title: Page
  fields:
    amount: {type: integer, label: Amount, required: works is yes}
    bonus:
      type: integer
      label: Bonus
      required: {cases: [{when: works is yes, is: true}, {otherwise: true, is: false}]}
    works: {type: yes_no, label: Works?}
"""
RULES = """
calculations:
  one:
    type: integer
    cases:
      - {when: amount > 5, is: 1}
      - {otherwise: true, is: 2}
  two:
    type: integer
    cases:
      - {when: bonus > 5, is: 1}
      - {otherwise: true, is: 2}
"""


@pytest.mark.parametrize(("works", "value"), [("yes", None), ("no", 2)])
def test_requirement_that_reads_what_comes_later(works: str, value: int | None) -> None:  # 6
    evaluation = evaluated(procedure_of(LATER, RULES), {"works": works})
    assert evaluation.value("one") == value
    assert evaluation.value("two") == value


def test_requirements_that_read_each_other() -> None:  # 6
    procedure = procedure_of(
        """
        page:
          title: Page
          fields:
            email:
              type: text
              label: Email
              required: {cases: [{when: phone is "x", is: false}, {otherwise: true, is: true}]}
            phone:
              type: text
              label: Phone
              required: {cases: [{when: email is "x", is: false}, {otherwise: true, is: true}]}
        """
    )
    assert not evaluated(procedure, {"phone": "x"}).problems
    assert told(evaluated(procedure, {"phone": "y"}).problems) == [("email", "empty")]
    evaluated(procedure, {})


def test_document_waits() -> None:  # 7
    procedure = procedure_of(
        """
        page:
          title: Page
          fields:
            housing: {type: choice, label: Housing, options: {own: Own, rented: Rented}}
          documents: [home]
        """,
        """
        documents:
          home:
            title: Home
            cases:
              - {when: housing is own, one_of: {deed: Deed}}
              - {otherwise: true, one_of: {lease: Lease}}
        """,
    )
    waiting = evaluated(procedure, {}, documents={"home": {"": files(lease=1)}})
    assert waiting.documents[0].rule == "none"
    assert waiting.value("documents.home") is None
    assert told(waiting.problems) == [("housing", "empty")]
    rented = evaluated(procedure, {"housing": "rented"}, documents={"home": {"": files(lease=1)}})
    assert rented.complete
    assert rented.value("documents.home") == {"lease"}


@given(st.dictionaries(st.sampled_from(["rate", "gift_rate", "rate?", "lives"]), st.text()))
def test_calculations_are_not_taken_from_entries(forged: dict[str, str]) -> None:  # 8
    shown = {"works": "yes", "income": "1500"}
    assert outcome(evaluated(BRACKET_PROCEDURE, {**shown, **forged})) == outcome(
        evaluated(BRACKET_PROCEDURE, shown)
    )


BRACKET_PROCEDURE = procedure_of(BRACKETS, CALCULATION)
