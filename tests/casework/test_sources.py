"""Looking people up in a register: a CSV file, a table of SQLite, a table of PostgreSQL.

1. A record found by all its criteria comes with runtime values of the declared kinds.
2. Nobody, an empty criterion, or a blank cell: None.
3. Keys are compared without white space, and without case or signs where that is declared.
4. Two records that match are ambiguous, and no value of theirs is told.
5. A register that cannot be asked says what failed, which setting, what to do; no password is shown.
6. CSV: semicolons, commas or tabs, a byte order mark, decimal commas, quoted line ends.
7. CSV: a changed file is read again; a missing one is unavailable until it is back.
8. CSV: rows that cannot be read are told by line and column, and do not hide the others.
9. SQL: never written to, never waited for longer than the limit, never in the event loop's thread.
10. A kind that does not exist is refused at once.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest

from formgen.casework.sources import Source, SourceAmbiguous, SourceUnavailable
from formgen.casework.sources.columns import Column
from formgen.casework.sources.csv_file import CsvSource
from formgen.casework.sources.sql import SqlSource
from formgen.language.values import Address
from tests.storage import postgres

COLUMNS: Mapping[str, str | Column] = {
    "number": "text",
    "visa": Column("text", ignore="-", fold_case=True),
    "name": "text",
    "born": "date",
    "nationality": "country",
    "children": "integer",
    "rent": "decimal",
    "married": "yes_no",
    "address": "address",
}
HEADER = [
    "number",
    "visa",
    "name",
    "born",
    "nationality",
    "children",
    "rent",
    "married",
    "address.line1",
    "address.postcode",
    "address.city",
]
HOME = ["14 rue des Essais", "59000", "Lille"]
ROWS = [
    [
        "5903006620",
        "",
        "Aebischer",
        "1974-05-11",
        "CHE",
        "2",
        "650.50",
        "yes",
        "14 rue des Essais",
        "59000",
        "Lille",
    ],
    ["6907114203", "FRA-20É", "Bellandi", "1968-02-29", "ITA", "", "", "no", "", "", ""],
    ["7505220917", "X1", "Papadimitriou", "1985-11-23", "GRC", "0", "0", "", "1 rue A", "75011", "Paris"],
    ["7505220917", "X2", "Twin", "1985-11-23", "GRC", "0", "0", "", "1 rue A", "75011", "Paris"],
]


def write_csv(path: Path, rows: list[list[str]], delimiter: str = ";") -> Path:
    path.write_text("\n".join(delimiter.join(row) for row in [HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def look(source: Source, **criteria: Any) -> Any:
    return asyncio.run(source.lookup(criteria))


@pytest.fixture(scope="module")
def postgresql_register() -> Iterator[str]:
    columns = ", ".join(
        f'"{name.replace(".", "_")}" {"date" if name == "born" else "text"}' for name in HEADER
    )
    with postgres.server() as url:
        with psycopg.connect(url) as connection:
            connection.execute(f"CREATE TABLE register ({columns})".encode())
            slots = ", ".join(["%s"] * len(HEADER))
            connection.cursor().executemany(f"INSERT INTO register VALUES ({slots})".encode(), ROWS)
        yield url


def sqlite_register(path: Path) -> str:
    connection = sqlite3.connect(path)
    columns = ", ".join(f'"{name}" TEXT' for name in HEADER)
    connection.execute(f"CREATE TABLE register ({columns})")
    connection.executemany(f"INSERT INTO register VALUES ({', '.join('?' * len(HEADER))})", ROWS)
    connection.commit()
    connection.close()
    return f"sqlite:///{path}"


@pytest.fixture(params=["csv", "sqlite", "postgresql"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Source]:
    source: Source
    if request.param == "csv":
        source = CsvSource(write_csv(tmp_path / "register.csv", ROWS), COLUMNS)
    elif request.param == "sqlite":
        source = SqlSource(sqlite_register(tmp_path / "register.sqlite3"), "register", COLUMNS)
    else:
        source = SqlSource(request.getfixturevalue("postgresql_register"), "register", COLUMNS)
    yield source
    asyncio.run(source.close())


def test_a_record_has_values_of_its_kinds(register: Source) -> None:  # 1
    assert look(register, number="5903006620", born=date(1974, 5, 11)) == {
        "number": "5903006620",
        "visa": None,
        "name": "Aebischer",
        "born": date(1974, 5, 11),
        "nationality": "CHE",
        "children": 2,
        "rent": Decimal("650.50"),
        "married": True,
        "address": Address(line1="14 rue des Essais", postcode="59000", city="Lille"),
    }


def test_blank_cells_are_empty(register: Source) -> None:  # 1
    record = look(register, number="6907114203")
    assert [record[name] for name in ("children", "rent", "married", "address")] == [None, None, False, None]


@pytest.mark.parametrize(
    "criteria",
    [
        {"number": "0000000000"},
        {"number": "5903006620", "born": date(1974, 5, 12)},
        {"number": "5903006620", "visa": ""},
        {"visa": None},
        {"visa": "  "},
        {"number": "%"},
        {"number": "' OR 1=1 --"},
    ],
)
def test_nobody_is_found(register: Source, criteria: dict[str, Any]) -> None:  # 2
    assert look(register, **criteria) is None


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ({"number": " 59 0300\u00a06620 "}, True),
        ({"visa": "fra 20é"}, True),
        ({"visa": "FRA--20É"}, True),
        ({"name": "BELLANDI"}, False),
        ({"number": "690-711-4203"}, False),
    ],
)
def test_keys_are_compared_as_declared(register: Source, criteria: dict[str, Any], found: bool) -> None:  # 3
    assert (look(register, **criteria) is not None) == found


def test_two_that_match_are_ambiguous(register: Source) -> None:  # 4
    with pytest.raises(SourceAmbiguous) as refusal:
        look(register, number="7505220917", born=date(1985, 11, 23))
    assert refusal.value.columns == ("born", "number")
    assert "7505220917" not in str(refusal.value)
    assert look(register, number="7505220917", visa="x2")["name"] == "Twin"


@pytest.mark.parametrize("name", ["unheard_of", "address"])
def test_what_cannot_be_looked_up_by(register: Source, name: str) -> None:  # 5
    with pytest.raises(SourceUnavailable, match=name) as refusal:
        look(register, **{name: "1"})
    assert (refusal.value.setting, bool(refusal.value.advice)) == ("sources", True)


def test_a_missing_table_or_column(tmp_path: Path) -> None:  # 5
    url = sqlite_register(tmp_path / "register.sqlite3")
    for table, columns in (("elsewhere", COLUMNS), ("register", {**COLUMNS, "shoe_size": "text"})):
        source = SqlSource(url, table, columns, setting="sources.register")
        with pytest.raises(SourceUnavailable, match=r"elsewhere|shoe_size") as refusal:
            look(source, number="5903006620")
        assert refusal.value.setting == "sources.register"
        asyncio.run(source.close())


def test_an_absent_database_is_neither_made_nor_told_with_its_password(tmp_path: Path) -> None:  # 5
    for url in (f"sqlite:///{tmp_path / 'absent.sqlite3'}", f"postgresql://agent:s3cret@/x?host={tmp_path}"):
        source = SqlSource(url, "register", COLUMNS)
        with pytest.raises(SourceUnavailable) as refusal:
            look(source, number="5903006620")
        assert "s3cret" not in str(refusal.value)
        asyncio.run(source.close())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_as_spreadsheets_write_it(tmp_path: Path, delimiter: str, mark: str) -> None:  # 6
    row = [
        "1",
        "",
        '"Two\nlines, ""quoted"""',
        "29/02/1968",
        "ita",
        "1\u00a0200",
        '"1 234,5"',
        "Oui",
        '"A;B"',
        "",
        "",
    ]
    path = tmp_path / "register.csv"
    text = "\r\n".join(delimiter.join(cells) for cells in [HEADER, row, [""] * len(HEADER)])
    path.write_text(mark + text, encoding="utf-8", newline="")
    record = look(CsvSource(path, COLUMNS), born=date(1968, 2, 29))
    assert record["name"] == 'Two\nlines, "quoted"'
    assert (record["nationality"], record["children"], record["rent"]) == ("ITA", 1200, Decimal("1234.5"))
    assert (record["married"], record["address"]) == (True, Address(line1="A;B"))


def test_csv_is_read_again_when_it_changes(tmp_path: Path) -> None:  # 7
    path = write_csv(tmp_path / "register.csv", ROWS[:1])
    source = CsvSource(path, COLUMNS, setting="sources.register.file")
    assert look(source, number="6907114203") is None
    write_csv(path, ROWS[:2])
    assert look(source, number="6907114203")["name"] == "Bellandi"
    away = path.rename(tmp_path / "away.csv")
    with pytest.raises(SourceUnavailable, match="cannot be read") as refusal:
        look(source, number="6907114203")
    assert refusal.value.setting == "sources.register.file"
    away.rename(path)
    os.utime(path, ns=(1, 1))
    assert look(source, number="6907114203")["name"] == "Bellandi"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no column number"),
        (";".join(HEADER[1:]).encode(), "no column number"),
        (";".join(["visa", *HEADER]).encode(), "visa twice"),
        (";".join(HEADER).encode() + b"\n\n1;\xe9", "line 3 is not in UTF-8"),
        (";".join(HEADER).encode() + b'\n1;"open', "line 2"),
    ],
)
def test_csv_that_is_no_register(tmp_path: Path, content: bytes, told: str) -> None:  # 8
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(SourceUnavailable, match=told):
        look(CsvSource(path, COLUMNS), number="1")


def test_bad_rows_are_told_and_hide_no_other(tmp_path: Path) -> None:  # 8
    day = ["1", "", "Day", "30/02/1990", "FRA", *[""] * 6]
    country = ["2", "", "Country", "1990-01-01", "Frankreich", *[""] * 6]
    short = ["3", "", "Short"]
    source = CsvSource(write_csv(tmp_path / "r.csv", [day, country, short, *ROWS[:1]]), COLUMNS)
    problems = asyncio.run(source.problems())
    assert [problem.line for problem in problems] == [2, 3, 4]
    assert "column born" in problems[0].message
    assert "column nationality" in problems[1].message
    assert "3 cells instead of 11" in problems[2].message
    assert look(source, number="5903006620")["name"] == "Aebischer"
    with pytest.raises(SourceUnavailable, match="line 3, column nationality"):
        look(source, number="2")


@pytest.mark.parametrize(
    ("criteria", "line"),
    [
        ({"number": "3"}, "line 4: 3 cells instead of 11"),
        ({"number": "3", "born": date(1990, 1, 1)}, "line 4: 3 cells instead of 11"),
        ({"born": date(1990, 1, 2)}, "line 2: a cell that is looked up by cannot be read"),
        ({"number": "1", "born": date(1990, 1, 2)}, "line 2"),
        ({"number": "2", "born": date(1990, 1, 2)}, "line 4"),
        ({"number": "4"}, ""),
    ],
)
def test_somebody_in_a_row_that_cannot_be_read(
    tmp_path: Path, criteria: dict[str, Any], line: str
) -> None:  # 8
    day = ["1", "", "Day", "30/02/1990", "FRA", *[""] * 6]
    country = ["2", "", "Country", "1990-01-01", "Frankreich", *[""] * 6]
    short = ["3", "", "Short"]
    source = CsvSource(write_csv(tmp_path / "r.csv", [day, country, short, *ROWS[:1]]), COLUMNS)
    if line:
        with pytest.raises(SourceUnavailable, match=line):
            look(source, **criteria)
    else:
        assert look(source, **criteria) is None


def test_sql_cannot_write(tmp_path: Path, postgresql_register: str) -> None:  # 9
    for url in (sqlite_register(tmp_path / "register.sqlite3"), postgresql_register):
        source = SqlSource(url, "register", COLUMNS)
        with source._engine.connect() as connection, pytest.raises(Exception, match=r"read-?only"):
            connection.exec_driver_sql("DELETE FROM register")
        asyncio.run(source.close())


def test_sql_is_given_up_without_holding_the_loop(postgresql_register: str) -> None:  # 9
    with psycopg.connect(postgresql_register) as holder:
        holder.execute("LOCK TABLE register IN ACCESS EXCLUSIVE MODE")
        source = SqlSource(postgresql_register, "register", COLUMNS, seconds=0.3)

        async def beside() -> int:
            asked = asyncio.ensure_future(source.lookup({"number": "5903006620"}))
            turns = 0
            while not asked.done():
                await asyncio.sleep(0.01)
                turns += 1
            with pytest.raises(SourceUnavailable):
                await asked
            return turns

        # A loop that was held up would turn once or twice.
        assert asyncio.run(beside()) > 3
    asyncio.run(source.close())


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:  # 10
    with pytest.raises(ValueError, match="colour"):
        CsvSource(tmp_path / "r.csv", {"number": "text", "eyes": "colour"})
    with pytest.raises(ValueError, match="colour"):
        SqlSource("sqlite:///r.sqlite3", "register", {"eyes": "colour"})
