"""The tables, the register and the drawings that the procedures come with.

1. The table of prefectures has one row for each of the 101 departments, Corsica's and overseas' included.
2. Each site is four digits of its own, so that a request number has its 19; that of Nord is 5901.
3. Nobody real can be written to or called: domains are `.example`, phones of the range kept for fiction.
4. The register's columns are the names that the spec gives to its record; an address is in parts.
5. Keys of the register have the formats of the domain, and no two people share one.
6. The register holds the cases that are easily forgotten: another kind of card, an expired card, no used
   name, no address, a name of 60 characters, a name in two scripts, visa numbers, overseas and Corsica.
7. A drawing says what it shows, asks for nothing from outside, and runs nothing.
8. The smallest example stays under 30 lines.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from formgen.language.source import Mapping, Scalar, parse

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "specs" / "tse_ue_renewal.yaml"
DRAWINGS = sorted((ROOT / "specs" / "images").glob("*.svg"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def prefectures() -> list[dict[str, str]]:
    return rows(ROOT / "specs" / "prefectures.csv")


@pytest.fixture(scope="module")
def register() -> list[dict[str, str]]:
    return rows(ROOT / "examples" / "register.csv")


def record_columns() -> dict[str, str]:
    node = parse(SPEC.read_bytes(), SPEC.name).root
    for key in ("sources", "permit_register", "record"):
        assert isinstance(node, Mapping)
        node = node.get(key)
    assert isinstance(node, Mapping)
    return {entry.key.value: entry.value.value for entry in node.entries if isinstance(entry.value, Scalar)}


def test_every_department_has_its_prefecture(prefectures: list[dict[str, str]]) -> None:  # 1
    mainland = {f"{number:02}" for number in range(1, 96)} - {"20"}
    assert [row["department"] for row in prefectures].count("59") == 1
    elsewhere = {"2A", "2B", "971", "972", "973", "974", "976"}
    assert {row["department"] for row in prefectures} == mainland | elsewhere
    assert len(prefectures) == 101


def test_sites_are_four_digits_of_their_own(prefectures: list[dict[str, str]]) -> None:  # 2
    sites = {row["department"]: row["site"] for row in prefectures}
    assert all(re.fullmatch("[0-9]{4}", site) for site in sites.values())
    assert len(set(sites.values())) == len(sites)
    assert sites["59"] == "5901"


def test_an_office_lies_in_its_own_department(prefectures: list[dict[str, str]]) -> None:  # 1
    for row in prefectures:
        postcode = re.search("[0-9]{5}", row["address"])
        assert postcode is not None, row
        assert postcode[0].startswith("20" if row["department"] in ("2A", "2B") else row["department"]), row


def test_nobody_real_can_be_reached(prefectures: list[dict[str, str]]) -> None:  # 3
    for row in prefectures:
        assert re.fullmatch(r"etrangers@[a-z-]+\.example", row["email"]), row
        assert re.fullmatch("01 99 00 [0-9]{2} [0-9]{2}", row["phone"]), row
    written = SPEC.read_text(encoding="utf-8")
    assert re.findall(r"\S+@\S+", written)
    assert all(address.endswith(".example") for address in re.findall(r"\S+@\S+", written))


def test_register_has_the_columns_of_the_record(register: list[dict[str, str]]) -> None:  # 4
    written = {column.partition(".")[0] for column in register[0]}
    assert written == set(record_columns())
    parts = {column for column in register[0] if column.startswith("address.")}
    assert parts == {"address.line1", "address.postcode", "address.city", "address.country"}


def test_keys_of_the_register_are_well_formed_and_unique(register: list[dict[str, str]]) -> None:  # 5
    for row in register:
        assert re.fullmatch("[0-9]{10}", row["foreigner_number"]), row
        assert re.fullmatch("([A-Z0-9]{9,12})?", row["visa_number"]), row
        assert re.fullmatch("[A-Z0-9]{9,10}", row["card_number"]), row
        assert row["valid_from"] < row["valid_until"]
    for key in ("foreigner_number", "card_number"):
        assert len({row[key] for row in register}) == len(register)


def test_register_holds_the_cases_easily_forgotten(register: list[dict[str, str]]) -> None:  # 6
    swiss = next(row for row in register if row["foreigner_number"] == "5903006620")
    assert (swiss["nationality"], swiss["address.city"]) == ("CHE", "Lille")
    assert swiss["card_kind"] == "eu_permanent"
    assert len(register) == 10
    assert len({row["nationality"] for row in register}) >= 8
    assert any(row["card_kind"] != "eu_permanent" for row in register)
    assert any(row["valid_until"] < "2024" for row in register)
    assert any(not row["used_name"] for row in register)
    assert any(not row["address.line1"] for row in register)
    assert max(len(row["birth_name"]) for row in register) == 60
    assert any(re.search("[Ͱ-Ͽ]", row["birth_name"]) for row in register)
    assert any(re.search("[Ѐ-ӿ]", row["birth_name"]) for row in register)
    assert any(row["visa_number"] for row in register)
    assert {"20200", "97122"} <= {row["address.postcode"] for row in register}


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_says_what_it_shows_and_does_nothing(drawing: Path) -> None:  # 7
    written = drawing.read_text(encoding="utf-8")
    assert re.search(r"<title[^>]*>[^<]+</title>", written)
    assert re.search(r"<desc[^>]*>[^<]+</desc>", written)
    assert not re.search(r"<script|<image|<foreignObject|\son\w+=|href=|url\(", written)


def test_both_drawings_are_there() -> None:  # 7
    assert [drawing.stem for drawing in DRAWINGS] == ["permit_card", "visa"]


def test_smallest_example_is_small() -> None:  # 8
    lines = (ROOT / "examples" / "village_hall.yaml").read_text(encoding="utf-8").splitlines()
    # Its first line is for editors, which a person does not write.
    assert lines[0].startswith("# yaml-language-server:")
    assert len(lines[1:]) < 30
