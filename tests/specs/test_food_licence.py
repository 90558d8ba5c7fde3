"""Which licence to sell food: the outcomes of the orientation, and the licence that is applied for here.

1. `formgen check` finds nothing, in the spec and in its French catalogue.
2. Each answer leads to its outcome, and nothing is asked behind one.
3. Whoever needs the street food licence goes on; a private party is sent to another procedure of the folder.
4. The fee is the day's rate times days and weeks, three quarters for a first licence, plus the waste.
5. The rate of the day on which trading begins counts.
6. What the register knows is not asked; what it lacks, or if it does not know the business, is.
7. Where power is needed only pitches with power are offered.
8. Shares beyond 100 % block, below 50 % they are only told.
9. Papers follow the business: an insurance of employers for companies, gas only where it is used.
10. The receipt names what was applied for, in the reader's language; French is set as French.
11. A pitch closes after it opens, and the insurance covers the first day.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from formgen.compiler.evaluation import Evaluation
from formgen.language.catalogues import read_po
from tests.compiler.given import day, evaluated, items, journey
from tests.specs.given import (
    EXAMPLES,
    address,
    example,
    letter,
    loaded,
    papers_of,
    stopped,
    together,
    told,
    warned,
)

LICENCE = example("food_licence")
STREET = {"sells": ["food"], "place": "street", "trading_time": "season"}
EVENT = {"sells": ["food"], "place": "event"}
RECORD = {
    "business_number": "20415560",
    "name": "The Slow Bean Co-operative",
    "legal_form": "cooperative",
    "trading_address": None,
    "contact_email": "orders@slowbean.example",
    "registered_on": date(2021, 2, 8),
}


def stall(**other: Any) -> dict[str, Any]:
    """A sole trader's stall at the bandstand (zone park) in summer, four days a week."""
    return together(
        STREET,
        {
            "registered": "no",
            "business_name": "Amara’s",
            "business_form": "sole_trader",
            "business_address": address("LT2 9ZZ", "GBR"),
            "business_email": "a@example.org",
            "business_phone": "01632 960 123",
            "first_licence": "no",
            "preparation": "cold",
            "allergens": ["milk"],
            "menu": "Cheese.",
            "water": "yes",
            "needs_power": "no",
            "pitch": "bandstand",
            "season": "summer",
            "starts_on": day("2027-04-01"),
            "days_a_week": "4",
            "opens_at": "11:00",
            "closes_at": "18:00",
            "instalments": "at_once",
            "insured_until": day("2028-01-31"),
            "insured_for": "5000000",
        },
        other,
    )


def apply(**other: Any) -> Evaluation:
    """What such an application comes to."""
    return evaluated(LICENCE, stall(**other))


def test_nothing_is_wrong() -> None:  # 1
    assert loaded("food_licence").problems == ()


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"sells": ["no_food"]}, "https://littleham.example/street-trading"),
        ({"sells": ["food"], "place": "market"}, "tel:+441632960111"),
        ({"sells": ["food"], "place": "premises"}, "https://littleham.example/register-premises"),
        ({"sells": ["soft_drinks"], "place": "home_kitchen"}, "https://littleham.example/register-premises"),
        ({"sells": ["food"], "place": "round"}, "https://county.example/mobile-traders"),
        ({**EVENT, "occasion": "private"}, "village_hall"),
        ({**EVENT, "occasion": "charity", "guests": "199"}, None),
        ({**EVENT, "occasion": "public", "guests": "5000"}, "mailto:events@littleham.example"),
        (
            {**STREET, "sells": ["food", "alcohol"], "licence_holder": "no"},
            "https://county.example/personal-licence",
        ),
        ({**STREET, "trading_time": "days"}, "https://littleham.example/temporary-notice"),
    ],
)
def test_each_outcome(answers: dict[str, Any], outcome: str | None) -> None:  # 2
    evaluation = evaluated(LICENCE, answers)
    assert evaluation.stop is not None
    assert stopped(evaluation) == outcome
    assert journey(evaluation)[-1] == evaluation.stop.page


@pytest.mark.parametrize(
    "answers",
    [
        STREET,
        {**STREET, "sells": ["alcohol"], "licence_holder": "yes"},
        {**EVENT, "occasion": "charity", "guests": "200", "trading_time": "season"},
        {**EVENT, "occasion": "public", "guests": "4999", "trading_time": "year"},
    ],
)
def test_who_needs_the_licence_goes_on(answers: dict[str, Any]) -> None:  # 3
    evaluation = evaluated(LICENCE, answers)
    assert evaluation.stop is None
    assert journey(evaluation)[-1] == "papers"


def test_other_procedures_are_there() -> None:  # 3
    stops = (stop for page in LICENCE.pages.values() for stop in page.stops)
    targets = {each.spec.go_to for each in stops if each.spec.go_to and ":" not in each.spec.go_to}
    assert targets == {"village_hall"}
    assert all((EXAMPLES / f"{target}.yaml").is_file() for target in targets)


@pytest.mark.parametrize(
    ("answers", "fee", "whole"),
    [
        ({}, "884", "979"),
        ({"first_licence": "yes"}, "663", "758"),
        ({"days_a_week": "1", "first_licence": "yes"}, "166", "261"),
        ({"pitch": "station", "trading_time": "year", "days_a_week": "7"}, "4368", "4463"),
    ],
)
def test_the_fee(answers: dict[str, Any], fee: str, whole: str) -> None:  # 4
    evaluation = apply(**answers)
    assert evaluation.value("yearly_fee") == Decimal(fee)
    assert evaluation.value("whole_fee") == Decimal(whole)


def test_the_rate_of_the_first_day_counts() -> None:  # 5
    assert apply(starts_on=day("2026-03-31")).value("yearly_fee") == 832
    assert apply(starts_on=day("2026-04-01")).value("yearly_fee") == 884


def test_what_the_register_knows_is_not_asked() -> None:  # 6
    known = evaluated(
        LICENCE,
        stall(registered="yes", business_number="20415560", business_name="Another name"),
        records={"businesses": RECORD},
    )
    assert known.value("business_name") == "The Slow Bean Co-operative"
    assert known.value("business_form") == "cooperative"
    assert known.value("business_address").postcode == "LT2 9ZZ"
    assert "owners" in journey(known)
    unknown = evaluated(
        LICENCE, stall(registered="yes", business_number="99999999"), records={"businesses": None}
    )
    assert unknown.asked("business_not_found")
    assert unknown.value("business_name") == "Amara’s"


def test_pitches_with_power() -> None:  # 7
    assert "pitch" in told(apply(needs_power="yes", pitch="lido"))
    assert "pitch" not in told(apply(needs_power="no", pitch="lido"))


def test_shares() -> None:  # 8
    def company(*shares: str) -> Evaluation:
        people = [
            {"full_name": "A", "born_in": {"year": "1980"}, "share": s, "on_site": "no"} for s in shares
        ]
        return apply(business_form="company", directors=items(*people))

    assert "directors" in told(company("60", "41"))
    assert "directors" in warned(company("49.9"))
    fine = company("60", "40")
    assert "directors" not in [*told(fine), *warned(fine)]


def test_papers_follow_the_business() -> None:  # 9
    trader = apply()
    assert papers_of(trader, "insurance") == ["liability"]
    assert papers_of(trader, "right_to_trade") == ["passport", "licence"]
    assert papers_of(trader, "gas_safety") == []
    company = apply(business_form="company", preparation="cooked_there", energy=["gas"])
    assert papers_of(company, "insurance") == ["liability", "employers"]
    assert papers_of(company, "right_to_trade") == ["articles", "identity"]
    assert company.document("gas_safety").states
    assert company.document("allergen_sheet").states
    assert apply(allergens=["no_allergens"]).document("allergen_sheet").states == ()


def test_the_receipt() -> None:  # 10
    evaluation = apply()
    assert "£884 for the pitch and £95 for the waste, £979 in all" in letter(evaluation, "receipt", "en")
    french = letter(evaluation, "receipt", "fr")
    assert "l’emplacement Bandstand, Victoria Park, à partir du 1er avril 2027" in french
    assert "4 jours par semaine" in french


def test_french_is_set_as_french() -> None:  # 10
    file = EXAMPLES / "food_licence.fr.po"
    for entry in read_po(file.read_bytes(), file.name).entries:
        french = re.sub(r"\{\{.*?\}\}|\(https?:[^)]*\)", "x", entry.string)
        assert not re.search(r" [;:?!%»]|« |[^\W\d]'[^\W\d]|[^\W\d»][;?!]", french), entry.context


def test_hours_and_insurance() -> None:  # 11
    assert "closes_at" in told(apply(closes_at="10:59"))
    assert "insured_until" in told(apply(insured_until=day("2027-03-31")))
    assert "insured_for" in told(apply(insured_for="4999999.99"))
    fine = told(apply())
    assert not {"closes_at", "insured_until", "insured_for"} & set(fine)
