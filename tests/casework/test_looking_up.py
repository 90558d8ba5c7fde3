"""What a record of a source is looked up with (language.md §6).

1. Members of groups may be keys, however deep they stand; the record is asked for once all are answered.
2. Samples whose record is found answer them so.
3. A group, a member that is not there, and a field of items are told.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from formgen.casework.registers import Registers
from formgen.casework.sources.csv_file import CsvSource
from formgen.compiler.sampling import sample
from tests.compiler.given import day, evaluated, problems_of, procedure_of

PAGES = """
who:
  title: Who
  fields:
    person:
      type: group
      label: Person
      fields:
        born_on: {type: date, label: Born}
        home: {type: group, label: Home, fields: {town: {type: text, label: Town}}}
    people: {type: list, label: People, required: false, fields: {name: {type: text, label: Name}}}
"""
REGISTER = """
sources:
  register:
    lookup: {{born: {born}, town: {town}}}
    record: {{born: date, town: text, name: text}}
"""
BY_MEMBERS = REGISTER.format(born="person.born_on", town="person.home.town")


def test_members_of_groups(tmp_path: Path) -> None:  # 1
    file = tmp_path / "register.csv"
    file.write_text("born,town,name\n2000-02-03,Lille,Ann\n", encoding="utf-8")
    columns = {"born": "date", "town": "text", "name": "text"}
    registers = Registers(lambda _procedure, _name: CsvSource(file, columns, "sources.register"))
    procedure = procedure_of(PAGES, BY_MEMBERS)

    def outcome(entries: Mapping[str, object]) -> str:
        moment = datetime(2026, 11, 24, tzinfo=UTC)
        return asyncio.run(registers.look_up(evaluated(procedure, entries), "register", {}, moment)).outcome

    born = {"person.born_on": day("2000-02-03")}
    assert outcome({**born, "person.home.town": "Lille"}) == "found"
    assert outcome({**born, "person.home.town": "Paris"}) == "not_found"
    assert outcome(born) == "unanswered"


def test_samples() -> None:  # 2
    procedure = procedure_of(
        f"{PAGES}    card: {{type: text, label: Card, copied_from: register.name}}\n", BY_MEMBERS
    )
    found = [sample(procedure, seed) for seed in range(8)]
    held = [(made, record) for made in found if (record := made.facts.records.get("register")) is not None]
    assert held
    for made, record in held:
        assert record["town"] == made.evaluation.value("person.home.town")
        assert record["born"] == date.fromisoformat(str(made.evaluation.value("person.born_on")))


@pytest.mark.parametrize(
    ("born", "town"),
    [("person", "person.home"), ("person.born_of", "person.homes.town"), ("people", "people.name")],
)
def test_what_is_told(born: str, town: str) -> None:  # 3
    told = [code for code, _ in problems_of(PAGES, REGISTER.format(born=born, town=town))]
    assert told
    assert set(told) == {"N101"}
