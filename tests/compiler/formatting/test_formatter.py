"""Values in a reader's language.

1. Days, months, times and moments, in French and English; a moment in the service's time zone.
2. Numbers, amounts and durations, with no-break spaces.
3. Yes and no, choices by their labels in the language, several joined as the language does.
4. Countries and nationalities; a code unknown to the table or to CLDR still shows something.
5. Addresses in one line or as on an envelope of their country; telephone numbers.
6. Filters.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from formgen.compiler.formatting import Formatter, Presentation
from formgen.compiler.formatting.nationalities import ENGLISH, FRENCH
from formgen.language.expressions import (
    ADDRESS,
    COUNTRY,
    DATE,
    DURATION,
    INTEGER,
    MOMENT,
    NUMBER,
    TEXT,
    TIME,
    YES_NO,
    Choice,
    Choices,
    Document,
    Money,
    Type,
)
from formgen.language.placeholders.segments import Applied
from formgen.language.values import Address, Duration

PRESENTATIONS = {
    "birth_month": Presentation("month"),
    "birth_year": Presentation("year"),
    "nationality": Presentation("nationality"),
    "phone": Presentation("phone"),
    "surface": Presentation(unit="m²"),
    "share": Presentation(unit="%"),
}
LABELS = {"housing": {"hotel": "Hotel"}, "pains": {"back": "Back", "head": "Head", "knee": "Knee"}}
FORMATTERS = {
    "fr": Formatter("fr", presentations=PRESENTATIONS),
    "en": Formatter("en", presentations=PRESENTATIONS, option_labels=LABELS),
}
HOUSING = Choice({"hotel": "Hôtel", "boat": "Bateau"}, "housing")
PAINS = Choices({"back": "Dos", "head": "Tête", "knee": "Genou"}, "pains")
EVENING = datetime(2022, 10, 17, 22, 30, tzinfo=UTC)
BERN = Address("Rue du Test 3", "", "", "3011", "Bern", "CHE")
LILLE = Address("12 rue des Arts", "Bâtiment B", "", "59000", "Lille", "FRA")


def shown(language: str, type_: Type, value: object, name: str = "", filters: tuple[str, ...] = ()) -> str:
    applied = tuple(
        Applied(each.split()[0], int(each.split()[1]) if " " in each else None, 0, 0) for each in filters
    )
    return FORMATTERS[language].writer(type_, name, applied)(value)


@pytest.mark.parametrize(
    ("type_", "value", "name", "french", "english"),
    [
        (DATE, date(2007, 3, 27), "", "27 mars 2007", "27 March 2007"),
        (DATE, date(2007, 3, 1), "", "1er mars 2007", "1 March 2007"),
        (DATE, date(33, 12, 31), "", "31 décembre 33", "31 December 33"),
        (DATE, date(2007, 3, 1), "birth_month", "mars 2007", "March 2007"),
        (DATE, date(2007, 1, 1), "birth_year", "2007", "2007"),
        (TIME, time(14, 5), "", "14:05", "14:05"),
        (MOMENT, EVENING, "", "18 octobre 2022 à 00:30", "18 October 2022 at 00:30"),
    ],
)
def test_days_and_times(type_: Type, value: object, name: str, french: str, english: str) -> None:  # 1
    assert (shown("fr", type_, value, name), shown("en", type_, value, name)) == (french, english)


@pytest.mark.parametrize(
    ("type_", "value", "name", "french", "english"),
    [
        (NUMBER, Decimal("1234567.125"), "", "1\u202f234\u202f567,125", "1,234,567.125"),
        (INTEGER, 3, "", "3", "3"),
        (NUMBER, Decimal("-0.50"), "", "-0,5", "-0.5"),
        (NUMBER, Decimal("12.5"), "surface", "12,5\u00a0m²", "12.5\u00a0m²"),
        (NUMBER, Decimal(50), "share", "50\u202f%", "50%"),
        (Money("EUR"), Decimal("1234.5"), "", "1\u202f234,50\u00a0€", "€1,234.50"),
        (Money("EUR"), Decimal(0), "", "0\u00a0€", "€0"),
        (Money("CHF"), Decimal("12.00"), "", "12\u00a0CHF", "CHF\u00a012"),
        (DURATION, Duration(6), "", "6\u00a0mois", "6\u00a0months"),
        (DURATION, Duration(120), "", "10\u00a0ans", "10\u00a0years"),
        (DURATION, Duration(18), "", "18\u00a0mois", "18\u00a0months"),
        (DURATION, Duration(6, 3), "", "6\u00a0mois et 3\u00a0jours", "6\u00a0months and 3\u00a0days"),
        (DURATION, Duration(), "", "0\u00a0jour", "0\u00a0days"),
        (DURATION, Duration(-12), "", "−1\u00a0an", "−1\u00a0year"),
    ],
)
def test_numbers(type_: Type, value: object, name: str, french: str, english: str) -> None:  # 2
    assert (shown("fr", type_, value, name), shown("en", type_, value, name)) == (french, english)


def test_yes_no_and_choices() -> None:  # 3
    assert (shown("fr", YES_NO, True), shown("en", YES_NO, False)) == ("Oui", "No")
    assert shown("fr", HOUSING, "hotel", "housing") == "Hôtel"
    assert shown("en", HOUSING, "hotel", "housing") == "Hotel"
    assert shown("en", HOUSING, "boat", "housing") == "Bateau"
    assert shown("fr", PAINS, frozenset({"knee", "back", "head"}), "pains") == "Dos, Tête et Genou"
    assert shown("en", PAINS, ("knee", "back"), "pains") == "Knee and Back"
    assert shown("fr", PAINS, frozenset(), "pains") == ""
    assert shown("fr", Document({"lease": "Bail"}), frozenset({"lease"})) == "Bail"
    assert shown("en", Document(), frozenset({"provided"})) == "Provided"


def test_countries_and_nationalities() -> None:  # 4
    assert (shown("fr", COUNTRY, "CHE"), shown("en", COUNTRY, "DEU")) == ("Suisse", "Germany")
    assert shown("fr", COUNTRY, "CHE", "nationality") == "suisse"
    assert shown("fr", COUNTRY, "ITA", "nationality", ("upper",)) == "ITALIENNE"
    assert shown("en", COUNTRY, "ITA", "nationality") == "Italian"
    assert shown("fr", COUNTRY, "VUT", "nationality") == "Vanuatu"
    assert shown("fr", COUNTRY, "QQQ") == "QQQ"
    assert shown("fr", COUNTRY, "XKX") == "Kosovo"


def test_the_table_of_nationalities() -> None:  # 4
    union = (
        "AUT BEL BGR CHE CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ISL ITA LIE LTU LUX LVA MLT NLD NOR "
        "POL PRT ROU SVK SVN SWE"
    )
    assert set(union.split()) <= set(FRENCH)
    assert set(FRENCH) == set(ENGLISH)
    for code in FRENCH:
        assert shown("fr", COUNTRY, code) != code


def test_addresses() -> None:  # 5
    assert shown("fr", ADDRESS, LILLE) == "12 rue des Arts, Bâtiment B, 59000 Lille"
    assert shown("fr", ADDRESS, LILLE, "", ("lines",)) == "12 rue des Arts\nBâtiment B\n59000 LILLE"
    assert shown("fr", ADDRESS, BERN, "", ("lines",)) == "Rue du Test 3\n3011 Bern\nSUISSE"
    london = Address("1 High Street", "", "", "N1 1AA", "London", "GBR")
    assert shown("en", ADDRESS, london, "", ("lines",)) == "1 High Street\nLondon\nN1 1AA\nUNITED KINGDOM"
    assert shown("en", ADDRESS, Address(city="Lille")) == "Lille"


def test_telephones() -> None:  # 5
    assert shown("fr", TEXT, "+33123456789", "phone") == "01\u00a023\u00a045\u00a067\u00a089"
    assert shown("fr", TEXT, "+41223456789", "phone") == "+41\u00a022\u00a0345\u00a067\u00a089"
    assert shown("fr", TEXT, "12", "phone") == "12"


@pytest.mark.parametrize(
    ("type_", "value", "filters", "french"),
    [
        (TEXT, "Durêt", ("upper",), "DURÊT"),
        (TEXT, "MADAME", ("lower", "capital"), "Madame"),
        (INTEGER, 17, ("digits 7",), "0000017"),
        (DATE, date(2022, 10, 7), ("yyyymmdd",), "20221007"),
        (DATE, date(2022, 10, 7), ("short",), "07/10/2022"),
        (DATE, date(2022, 10, 1), ("weekday",), "samedi 1er octobre 2022"),
        (MOMENT, EVENING, ("date",), "18 octobre 2022"),
        (MOMENT, EVENING, ("yyyymmdd",), "20221018"),
        (MOMENT, EVENING, ("time",), "00:30"),
        (COUNTRY, "CHE", ("nationality", "upper"), "SUISSE"),
        (COUNTRY, "CHE", ("country",), "Suisse"),
        (Money("EUR"), Decimal("1234.50"), ("plain",), "1234,50"),
    ],
)
def test_filters(type_: Type, value: object, filters: tuple[str, ...], french: str) -> None:  # 6
    assert shown("fr", type_, value, "", filters) == french


def test_a_short_date_in_english_cannot_be_mistaken() -> None:  # 1
    assert shown("en", DATE, date(2026, 4, 3), "", ("short",)) == "3 April 2026"


def test_other_languages_show_years_whole() -> None:  # 1
    assert Formatter("de").writer(DATE)(date(2007, 3, 1)) == "1. März 2007"
    assert "2007" in Formatter("de").dates.short(date(2007, 3, 1))
    assert Formatter("es").writer(DATE)(date(2007, 3, 27)) == "27 de marzo de 2007"
