"""Sources, locked fields, tables and days (language.md §3, §6, and §11 rules 1, 6, 12 and 13).

1. `X is found` tells whether the record was found; columns are empty before.
2. A field copied from a source has its value, whatever was entered; nothing is wrong with it.
3. Where the source has none, `if_missing: ask` lets the person answer; without it the field stays empty.
4. A column that a choice cannot hold counts as not held. A field not asked is empty though it is held.
5. A row of a table is found by the values of its keys, empty when one is unknown; with `in_force` the row
   counts that is valid on the day, today while a draft.
6. A row kept at filing counts instead of a look-up.
7. `today`, `started_on`, `filed_on` are facts; evaluation reads no clock.
8. Leading zeros that a spreadsheet took are put back; what has too many digits is told of.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.compiler.given import evaluated, problems_of, procedure_of, told

PAGES = """
start:
  fields:
    number: {type: text, label: Number, required: false}
    known: {type: note, text: Known, when: register is found}
    unknown: {type: note, text: Unknown, when: register is not found}
person:
  title: Person
  fields:
    name: {type: text, label: Name, copied_from: register.name, if_missing: ask, length: {max: 5}}
    born: {type: date, label: Born, copied_from: register.born}
    kind: {type: choice, label: Kind, copied_from: register.kind, if_missing: ask, options: {a: A, b: B}}
    hidden: {type: text, label: Hidden, copied_from: register.name, when: kind is b}
    adult: {type: text, label: Adult, required: false, when: age of born >= 18}
"""
SOURCES = """
sources:
  register:
    lookup: [{number: number}]
    record: {number: text, name: text, born: date, kind: text}
"""
HELD = {"name": "Annabelle", "born": date(2000, 1, 1), "kind": "a"}


def person(record: Any, entries: dict[str, Any] | None = None) -> Any:
    return evaluated(procedure_of(PAGES, SOURCES), entries or {}, records={"register": record})


def test_found() -> None:  # 1
    assert person(HELD).asked("known")
    assert not person(HELD).asked("unknown")
    for evaluation in (person(None), evaluated(procedure_of(PAGES, SOURCES), {})):
        assert evaluation.asked("unknown")
        assert not evaluation.asked("known")
        assert evaluation.value("register.name") is None


def test_locked() -> None:  # 2, 4
    evaluation = person(HELD, {"name": "Eve", "kind": "b", "born": "rubbish"})
    assert (evaluation.value("name"), evaluation.value("kind")) == ("Annabelle", "a")
    assert evaluation.asked("adult")
    assert not evaluation.problems
    assert evaluation.value("hidden") is None


def test_missing() -> None:  # 3, 4
    evaluation = person({"name": None, "kind": "z"}, {"name": "Eve", "kind": "b", "born": "rubbish"})
    assert (evaluation.value("name"), evaluation.value("kind"), evaluation.value("born")) == (
        "Eve",
        "b",
        None,
    )
    assert told(evaluation.problems) == [("born", "not_a_date"), ("hidden", "empty")]
    long = person({"name": None}, {"name": "Annabelle", "kind": "a"})
    assert ("name", "too_long") in told(long.problems)


TABLES = """
tables:
  zones:
    file: zones.csv
    match: {department: first 2 of postcode}
    columns: {department: {type: text, digits: 2}, site: text}
  ceilings:
    file: ceilings.csv
    match: {people: people}
    in_force: filed_on
    columns: {people: integer, ceiling: money, span: duration}
calculations:
  allowed: {type: date, is: started_on + ceilings.span}
"""
FIELDS = """
page:
  title: Page
  fields:
    postcode: {type: text, label: Postcode}
    people: {type: integer, label: People}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with tables as a French spreadsheet writes them."""
    (tmp_path / "zones.csv").write_bytes("\ufeffdepartment;site\n1;Bourg\n59;Lille\n2A;Ajaccio\n".encode())
    (tmp_path / "ceilings.csv").write_text(
        "people;ceiling;valid_from;span\n2;1 000,50;2020-01-01;6 months\n2;2 000;01/12/2026;1 year 2 days\n"
    )
    return tmp_path


def test_rows(folder: Path) -> None:  # 5, 8
    procedure = procedure_of(FIELDS, TABLES, folder)
    for postcode, site in (
        ("01000", "Bourg"),
        ("59000", "Lille"),
        ("2A000", "Ajaccio"),
        ("75000", None),
        (None, None),
    ):
        evaluation = evaluated(procedure, {"postcode": postcode} if postcode else {})
        assert evaluation.value("zones.site") == site
        found = procedure.scope.find("zones")
        assert found is not None
        assert evaluation.frame[found.type.found_slot] is (site is not None)  # type: ignore[attr-defined]  # - a record


def test_row_in_force(folder: Path) -> None:  # 5, 7
    procedure = procedure_of(FIELDS, TABLES, folder)
    draft = evaluated(procedure, {"people": "2"})
    assert str(draft.value("ceilings.ceiling")) == "1000.50"
    assert draft.value("allowed") == date(2027, 5, 24)
    filed = evaluated(procedure, {"people": "2"}, filed_on=date(2026, 12, 1))
    assert filed.value("ceilings.ceiling") == 2000
    assert filed.value("allowed") == date(2027, 11, 26)
    assert evaluated(procedure, {"people": "2"}, today=date(2019, 1, 1)).value("ceilings.ceiling") is None


def test_kept_row_counts(folder: Path) -> None:  # 6
    procedure = procedure_of(FIELDS, TABLES, folder)
    kept = {"zones": {"department": "59", "site": "Arras"}, "ceilings": None}
    evaluation = evaluated(procedure, {"postcode": "75000", "people": "2"}, rows=kept)
    assert evaluation.value("zones.site") == "Arras"
    assert evaluation.value("ceilings.ceiling") is None


@pytest.mark.parametrize("cell", ["591", "5 9", "5²"])
def test_wrong_digits(folder: Path, cell: str) -> None:  # 8
    (folder / "zones.csv").write_text(f"department;site\n{cell};Lille\n")
    assert problems_of(FIELDS, TABLES, folder) == [
        ("S018", f"Line 2 of `zones.csv`: `{cell}` in column `department` is no text of 2 digits.")
    ]
