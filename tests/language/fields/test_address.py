"""A postal address.

1. Blanks are tidied; an address with nothing but its country is empty.
2. What is missing is named, the postcode too where the country has postcodes of digits.
3. Postcodes of such countries are checked; those of others are let alone.
4. With one country it is not asked, and only countries of `countries` pass.
5. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from formgen.language.values import Address
from tests.language.fields.given import given


def entry(**parts: str) -> dict[str, str]:
    return {"line1": "1 rue de la Paix", "postcode": "59000", "city": "Lille", "country": "FRA", **parts}


def test_tidied() -> None:  # 1
    found = given("type: address, label: A").read(entry(line1="  1  rue ", postcode="59 000"))
    assert found == Address("1 rue", "", "", "59000", "Lille", "FRA")


def test_a_country_alone_is_nothing() -> None:  # 1
    assert given("type: address, label: A").read({"country": "FRA", "city": " "}) is None


@pytest.mark.parametrize(
    ("changed", "code", "parts"),
    [
        ({"line1": ""}, "address_incomplete", ("line1",)),
        ({"city": "", "country": ""}, "address_incomplete", ("city", "country")),
        ({"postcode": ""}, "address_incomplete", ("postcode",)),
        ({"postcode": "", "country": "IRL"}, "", ()),
        ({"postcode": "5900"}, "not_a_postcode", ("postcode",)),
        ({"postcode": "5900A"}, "not_a_postcode", ("postcode",)),
        ({"postcode": "1000", "country": "CHE"}, "", ()),
        ({"postcode": "SW1A 1AA", "country": "GBR"}, "", ()),
        ({"country": "XXX"}, "unknown_country", ("country",)),
        ({"line2": "x" * 101}, "too_long", ("line2",)),
    ],
)
def test_parts(changed: dict[str, str], code: str, parts: tuple[str, ...]) -> None:  # 2, 3
    assert given("type: address, label: A").fault(entry(**changed)) == (code, parts)


def test_one_country() -> None:  # 4
    field = given("type: address, label: A, countries: [FRA]")
    assert "country" not in field.field.parts()
    assert field.read(entry(country="")).country == "FRA"
    assert field.code(entry(country="BEL")) == "unknown_country"


WORDS = st.from_regex(r"[A-Z][a-z]{0,20}", fullmatch=True)


@for_all(WORDS, WORDS, st.from_regex(r"[0-9]{5}", fullmatch=True), WORDS)
def test_round_trip(line1: str, line2: str, postcode: str, city: str) -> None:  # 5
    value = Address(line1, line2, "", postcode, city, "FRA")
    assert given("type: address, label: A").posted(value) == value
    assert given("type: address, label: A, countries: FRA").posted(value) == value
