"""A number with rules of its own.

1. IBAN, SIRET and others as people type them, with their check digits.
2. Which rule is broken is told.
3. What is written, posted and collected is read as it was.
4. Many kinds, and anything typed: refused or read, never an error of the library.
"""

from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("iban", "FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
        ("iban", "fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606"),
        ("fr.siret", "732 829 320 00074", "73282932000074"),
        ("be.nn", "85.07.30-033 28", "85073003328"),
        ("iban", "  ", None),
    ],
)
def test_as_people_type(kind: str, typed: str, value: str | None) -> None:  # 1
    assert given(f"type: identifier, label: A, kind: {kind}").read(typed) == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("FR15 2004 1010 0505 0001 3M02 606", "identifier_checksum"),
        ("73282932000075", "identifier_checksum"),
        ("7328293200007", "identifier_length"),
        ("7328293200007x", "identifier_format"),
    ],
)
def test_what_is_broken(typed: str, code: str) -> None:  # 2
    kind = "iban" if typed.startswith("FR") else "fr.siret"
    assert given(f"type: identifier, label: A, kind: {kind}").code(typed) == code


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("cn.ric", "360326199101010471"), ("gh.tin", "C0000B03561"), ("iso6346", "cs²u3054383")],
)
def test_modules_that_stumble(kind: str, typed: str) -> None:  # 2
    assert given(f"type: identifier, label: A, kind: {kind}").code(typed) == "identifier_format"


def test_round_trip() -> None:  # 3
    for kind, value in (("iban", "FR1420041010050500013M02606"), ("fr.siret", "73282932000074")):
        assert given(f"type: identifier, label: A, kind: {kind}").posted(value) == value


@pytest.mark.parametrize(
    "kind",
    [
        "iban",
        "fr.siret",
        "fr.nir",
        "be.nn",
        "de.idnr",
        "it.codicefiscale",
        "isbn",
        "luhn",
        "eu.vat",
        "ch.ssn",
    ],
)
def test_anything(kind: str) -> None:  # 4
    field = given(f"type: identifier, label: A, kind: {kind}")

    @for_all(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789AB -./")), max_size=40))
    def hold(typed: str) -> None:
        assert field.outcome(typed) in ("", *field.field.fault_codes)

    hold()
