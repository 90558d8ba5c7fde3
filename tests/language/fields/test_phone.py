"""A telephone number.

1. The national forms of `countries`, in order, and the international form of every country.
2. Without `countries` only the international form is understood, and the words say so.
3. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given


@pytest.mark.parametrize(
    ("countries", "typed", "value"),
    [
        ("[FRA]", "03 20 54 20 00", "+33320542000"), ("[FRA]", "03.20.54.20.00", "+33320542000"),
        ("[FRA]", "+33 (0)3 20 54 20 00", "+33320542000"), ("[FRA]", "0033 3 20 54 20 00", "+33320542000"),
        ("[FRA]", "+41 44 668 18 00", "+41446681800"), ("[FRA, CHE]", "03 20 54 20 00", "+33320542000"),
        ("[GBR]", "020 7946 0018", "+442079460018"), ("[FRA]", "   ", None),
    ],
)  # fmt: skip
def test_as_people_type(countries: str, typed: str, value: str | None) -> None:  # 1
    assert given(f"type: phone, label: A, countries: {countries}").read(typed) == value


@pytest.mark.parametrize("typed", ["12", "call me", "+999 1", "0" * 40, "03 20 54 20 00 03 20 54 20 00"])
def test_no_numbers(typed: str) -> None:  # 1
    assert given("type: phone, label: A, countries: [FRA]").code(typed) == "not_a_phone"


def test_international_only() -> None:  # 2
    field = given("type: phone, label: A")
    assert field.read("+33 3 20 54 20 00") == "+33320542000"
    assert field.code("03 20 54 20 00") == "not_an_international_phone"


@for_all(st.from_regex(r"\+33[1-9][0-9]{8}", fullmatch=True))
def test_round_trip(value: str) -> None:  # 3
    assert given("type: phone, label: A").posted(value) == value
