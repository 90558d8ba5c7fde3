"""What expressions give (language.md §2 and §11), in Python; test_javascript proves the same of JavaScript.

1. Kleene's three values for `and`, `or`, `not`.
2. Comparisons with an empty side are unknown; `is answered`, `is empty`, `is found` never are.
3. `or_say`: answered, but the value is unknown.
4. Choices: an empty set includes nothing, and is empty.
5. Lists: count, any, all, sum; unanswered, without items, with unknown items.
6. `earliest`, `latest`, `smallest`, `largest` leave empties out.
7. Numbers are exact; division to 12 places, half up; by zero unknown; rounding; money; per cent.
8. Dates clamp to the month's end; durations are added from left to right; months and days are not compared.
9. Ages.
10. Texts and the parts of an address.
11. Documents and verdicts.
12. On the frame of an item, its own fields and the dossier's are read.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.language.values import Address, Duration
from tests.language.expressions.household import HOUSEHOLD, checked, value

TRUTH = st.sampled_from([True, False, None])
A, B, C = "lives_as_couple", "under_protection", "address_correct is yes"


@given(TRUTH, TRUTH, TRUTH)
def test_kleene(a: bool | None, b: bool | None, c: bool | None) -> None:  # 1
    """`and` is the least and `or` the greatest where False < unknown < True."""
    rank = {False: 0, None: 1, True: 2}
    answers = {"lives_as_couple": a, "under_protection": b, "address_correct": c}
    for text, operands in ((f"{A} {{}} {B}", (a, b)), (f"{A} {{}} {B} {{}} {C}", (a, b, c))):
        assert value(text.replace("{}", "and"), **answers) is min(operands, key=rank.__getitem__)
        assert value(text.replace("{}", "or"), **answers) is max(operands, key=rank.__getitem__)
    assert value(f"not {A}", **answers) is (None if a is None else not a)
    assert value(f"not ({A} and {B})", **answers) is value(f"not {A} or not {B}", **answers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("marital_status is married", None),
        ("marital_status is not married", None),
        ("not marital_status is married", None),
        ("marital_status is one of married, other", None),
        ("nationality is in eu_states", None),
        ("fee > 3", None),
        ("fee between 1 and 3", None),
        ("difficulties includes pain", None),
        ("proof_of_home is lease", None),
        ("photo is provided", None),
        ("fee + 3", None),
        ("phone is answered", False),
        ("phone is empty", True),
        ("phone is not answered", True),
        ("phone is not empty", False),
        ("permit_register is found", False),
        ("permit_register is not found", True),
        ("address.postcode is empty", True),
        ("(fee > 3) is answered", False),
    ],
)
def test_nothing_answered(text: str, expected: Any) -> None:  # 2
    assert value(text) is expected


def test_blank_text_is_empty_but_no_and_zero_are_answers() -> None:  # 2
    assert value("phone is empty", phone="") is True
    assert value("address_correct is answered", address_correct=False) is True
    assert value("fee is answered", fee=Decimal(0)) is True
    assert value("children is answered", children=[]) is True
    assert value("permit_register is found", permit_register_found=True) is True


def test_said() -> None:  # 3
    said = {"medication_said": "nothing"}
    assert value("medication is said nothing", **said) is True
    assert value("medication is said unknown", **said) is False
    assert value("medication is not said unknown", **said) is True
    assert value("medication is answered", **said) is True
    assert value('medication is "aspirin"', **said) is None
    assert value("medication is said nothing", medication="aspirin") is False
    assert value("medication is said nothing") is False
    assert value("medication is not said nothing") is True


def test_choices() -> None:  # 4
    assert value("difficulties includes pain", difficulties=frozenset({"pain", "sleep"})) is True
    assert value("difficulties includes pain", difficulties=("sleep",)) is False
    assert value("difficulties includes pain", difficulties=frozenset()) is False
    assert value("difficulties is empty", difficulties=frozenset()) is True
    both = {"difficulties": frozenset({"pain"}), "former_difficulties": ("pain",)}
    assert value("difficulties is same as former_difficulties", **both) is True


FRENCH, GERMAN, UNKNOWN = {"nationality": "FRA"}, {"nationality": "DEU"}, {"nationality": None}


@pytest.mark.parametrize(
    ("children", "count", "any_of", "all_of"),
    [
        (None, None, None, None),
        ([], 0, False, True),
        ([FRENCH, GERMAN], 1, True, False),
        ([FRENCH, FRENCH], 2, True, True),
        ([FRENCH, UNKNOWN], None, True, None),
        ([GERMAN, UNKNOWN], None, None, False),
    ],
)
def test_lists(children: Any, count: Any, any_of: Any, all_of: Any) -> None:  # 5
    condition = "children with children.nationality is FRA"
    assert value(f"count of {condition}", children=children) == count
    assert value(f"any of {condition}", children=children) is any_of
    assert value(f"all of {condition}", children=children) is all_of
    assert value("count of children", children=children) == (None if children is None else len(children))


@pytest.mark.parametrize(
    ("incomes", "total", "of_answered"),
    [
        (None, None, None),
        ([], 0, 0),
        (["1.10", "2.2"], Decimal("3.30"), Decimal("3.30")),
        (["1.10", None], None, Decimal("1.10")),
        ([None], None, 0),
    ],
)
def test_sums(incomes: Any, total: Any, of_answered: Any) -> None:  # 5
    children = incomes and [{"income": amount and Decimal(amount)} for amount in incomes]
    assert value("sum of children.income", children=children) == total
    assert value("sum of answered children.income", children=children) == of_answered


def test_extremes() -> None:  # 6
    days = {"valid_until": date(2024, 5, 1), "birth_date": None}
    assert value("earliest of valid_until, birth_date, 2025-01-01", **days) == date(2024, 5, 1)
    assert value("latest of valid_until, birth_date", **days) == date(2024, 5, 1)
    assert value("earliest of birth_date, photo_date") is None
    assert value("smallest of fee * 2, 100", fee=Decimal(60)) == 100
    assert value("largest of count, 2.5", count=2) == Decimal("2.5")
    assert value("largest of stay, 1 year", stay=Duration(months=13)) == Duration(months=13)
    assert value("largest of stay, 1 year", stay=Duration(days=13)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.333333333333"),
        ("2 / 3", "0.666666666667"),
        ("-2 / 3", "-0.666666666667"),
        ("1 / 8", "0.125"),
        ("0.0000000000005 / 1", "0.000000000001"),
        ("1 / 3 * 3", "0.999999999999"),
        ("10 - 2 - 3", "5"),
        ("2 + 3 * 4", "14"),
        ("50 % * 3", "1.5"),
        ("2.5 rounded to 1", "3"),
        ("-2.5 rounded to 1", "-3"),
        ("2.5 rounded down to 1", "2"),
        ("-2.5 rounded down to 1", "-3"),
        ("2.1 rounded up to 1", "3"),
        ("-2.9 rounded up to 1", "-2"),
        ("1.23 rounded to 0.05", "1.25"),
        ("17 EUR * 1.5 rounded down to 10 EUR", "20"),
        ("10 EUR / 4 EUR", "2.5"),
    ],
)
def test_numbers(text: str, expected: str) -> None:  # 7
    assert value(text) == Decimal(expected)


def test_numbers_are_never_cut() -> None:  # 7
    left, right = "12345678901234567890.123456789", "98765432109876543210.987654321"
    assert Fraction(value(f"{left} * {right}")) == Fraction(left) * Fraction(right)
    assert Fraction(value(f"{left}{left.replace('.', '')} %")) == Fraction(left + left.replace(".", "")) / 100
    assert value(f"rate is one of 1, -{left}{left.replace('.', '')}", rate=-Decimal(1)) is False


def test_numbers_that_are_unknown() -> None:  # 7
    assert value("rate / count", rate=Decimal(1), count=0) is None
    assert value("rate rounded to count", rate=Decimal(1), count=0) is None
    assert value("rate rounded to count", rate=Decimal(1), count=-1) is None
    assert str(value("count * 0", count=-1)) == "0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-08-31 - 6 months", "2024-02-29"),
        ("2023-08-31 - 6 months", "2023-02-28"),
        ("2024-02-29 + 1 year", "2025-02-28"),
        ("2024-01-31 + 1 month", "2024-02-29"),
        ("2024-01-31 + 1 month + 1 month", "2024-03-29"),
        ("2024-01-31 + 2 months", "2024-03-31"),
        ("2024-01-30 + 1 month + 1 day", "2024-03-01"),
        ("2024-01-30 + 1 day + 1 month", "2024-02-29"),
        ("2024-12-31 + 2 weeks", "2025-01-14"),
        ("9999-12-31 + 1 day", None),
        ("0001-01-01 - 1 month", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:  # 8
    assert value(text) == (expected and date.fromisoformat(expected))


def test_durations() -> None:  # 8
    assert value("stay >= 5 years", stay=Duration(months=60)) is True
    assert value("stay > 30 days", stay=Duration(months=2)) is None
    assert value("stay is 2 weeks", stay=Duration(days=14)) is True
    assert value("stay is not 1 month", stay=Duration(days=30)) is None
    assert value("stay is one of 1 month, 30 days", stay=Duration(days=30)) is True
    assert value("stay is one of 1 month, 31 days", stay=Duration(days=30)) is None
    assert value("year of today - 1") == 2023


@pytest.mark.parametrize(
    ("birth", "day", "expected"),
    [
        ("2004-03-01", "2022-02-28", 17),
        ("2004-03-01", "2022-03-01", 18),
        ("2004-02-29", "2022-02-28", 17),
        ("2004-02-29", "2022-03-01", 18),
        ("2023-02-28", "2024-02-29", 1),
        ("2024-02-29", "2024-02-29", 0),
        ("2024-03-01", "2024-02-29", None),
    ],
)
def test_ages(birth: str, day: str, expected: int | None) -> None:  # 9
    days = {"birth_date": date.fromisoformat(birth), "filed_on": date.fromisoformat(day)}
    assert value("age of birth_date on filed_on", **days) == expected
    assert value("age of birth_date", birth_date=days["birth_date"], today=days["filed_on"]) == expected


def test_texts() -> None:  # 10
    assert value("length of name", name="Zoé") == 3
    address = Address("1 rue", postcode="75001", country="FRA")
    assert value("first 2 of address.postcode", address=address) == "75"
    assert value("address.country is FRA", address=address) is True
    assert value("address.city is empty", address=address) is True
    assert value('address.postcode is "75001"', address=address) is True


def test_documents() -> None:  # 11
    assert value("proof_of_home is lease", proof_of_home=frozenset({"lease"})) is True
    assert value("proof_of_home is lease", proof_of_home=frozenset()) is False
    assert value("proof_of_home is one of lease, energy_bill", proof_of_home=frozenset({"lease"})) is True
    assert value("photo is provided", photo=frozenset({"provided"})) is True
    assert value("photo is not provided", photo=frozenset()) is True
    assert value("photo is empty", photo=frozenset()) is True
    assert value("verdict of identity is accepted", verdict_of_identity="accepted") is True
    assert value("nationality is in eu_states", nationality="DEU") is True
    assert value("nationality is not in eu_states", nationality="FRA") is True


def test_items() -> None:  # 12
    dossier = HOUSEHOLD.frame(nationality="DEU", children=[{"nationality": "FRA"}, {"nationality": "DEU"}])
    item = HOUSEHOLD.item_frame(dossier, {"nationality": "DEU", "income": Decimal(3)})
    for text, expected in (
        ("children.nationality is same as dossier.nationality", True),
        ("income > 2 and children.nationality is DEU", True),
        ("(count of children with children.nationality is FRA) is 1", True),
        ("any of children with children.nationality is same as dossier.nationality", True),
    ):
        assert checked(text, HOUSEHOLD.in_child).python()(item) is expected
