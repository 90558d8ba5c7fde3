"""Help with heating costs: whether it is granted, how much, and what must be shown.

1. `formgen check` finds nothing.
2. Who lives elsewhere, or whose heating somebody else pays, is told where to turn and asked nothing more.
3. Every district has a zone, and every zone a ceiling for one to six people on each day that figures change.
4. At 60 % of the ceiling all of the cost is paid, above it 60 % of it up to the ceiling, above that nothing.
5. Help is rounded up to 5 EUR and never exceeds what the table says.
6. A young child, an old person or an illness adds 80 EUR, but only to help that is paid.
7. Each person beyond the sixth raises the ceiling by 400 EUR.
8. The figures of the day count: of today for a draft, of the day of filing afterwards.
9. An income that somebody does not know is never taken for none.
10. Exactly one person is the applicant, and at most one the partner.
11. Papers follow the situation: one proof of income a person, a bill for each half-year.
12. The award ends with the tenancy if that ends sooner than a year.
13. A supplier is chosen among those of one's fuel.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from formgen.compiler.evaluation import Evaluation, Facts
from tests.compiler.given import day, evaluated, items, journey
from tests.specs.given import EXAMPLES, address, example, letter, loaded, papers_of, stopped, together, told

HEATING = example("heating_help")
ADULT = {"first_names": "Maeve", "family_name": "Doyle", "tie": "self", "needs_warmth": "no"}


def person(born: str, income: str = "0", **other: Any) -> dict[str, Any]:
    """A person of a household; under 16 no income is asked."""
    return {**ADULT, "born_on": day(born), "income_from": ["wages"], "net_income": income, **other}


def household(
    *people: dict[str, Any], district: str = "KM", cost: str = "1200", other: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A household that heats with gas."""
    return together(
        {
            "lives_here": "yes",
            "heating_paid": "by_household",
            "applicant.first_names": "Maeve",
            "applicant.family_name": "Doyle",
            "applicant.born_on": day("1985-03-27"),
            "applicant.email": {"": "m@example.ie", "again": "m@example.ie"},
            "applicant.phone": "01 990 0111",
            "home": address("W91 AB12", "IRL"),
            "district": district,
            "tenure": "tenant",
            "lived_there": {"years": "3", "months": ""},
            "people": items(*people),
            "fuel": "gas",
            "supplier": "county_gas",
            "customer_number": "AB1234",
            "yearly_cost": cost,
            "behind": "no",
            "pay_to": "post_office",
            "declarations.truthful": "yes",
        },
        other or {},
    )


def alone(income: str, **given: Any) -> Evaluation:
    """One adult of 41 in Kilmere (lowland), with an income."""
    return evaluated(HEATING, household(person("1985-03-27", income), **given))


def test_nothing_is_wrong() -> None:  # 1
    assert loaded("heating_help").problems == ()


def test_others_are_told_where_to_turn() -> None:  # 2
    elsewhere = evaluated(HEATING, {"lives_here": "no"})
    assert stopped(elsewhere) == "https://councils.example/find"
    assert journey(elsewhere) == ["county"]
    free = evaluated(HEATING, {"lives_here": "yes", "heating_paid": "by_other"})
    assert free.stop is not None
    assert journey(free) == ["county", "heating_costs"]


def test_the_tables_leave_nobody_out() -> None:  # 3
    def rows(name: str) -> list[dict[str, str]]:
        with (EXAMPLES / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    zones = {row["zone"] for row in rows("heating_districts.csv")}
    given = [(row["zone"], row["people"], row["valid_from"]) for row in rows("heating_ceilings.csv")]
    days = {valid_from for _, _, valid_from in given}
    assert sorted(given) == sorted((z, str(n), d) for z in zones for n in range(1, 7) for d in days)


@pytest.mark.parametrize(
    ("income", "share", "help_paid"),
    [
        ("936", "1", "335"),
        ("936.01", "0.6", "335"),
        ("1560", "0.6", "335"),
        ("1560.01", "0", "0"),
    ],
)
def test_the_share_falls_with_income(income: str, share: str, help_paid: str) -> None:  # 4
    evaluation = alone(income)
    assert evaluation.value("ceiling") == Decimal(1560)
    assert evaluation.value("share_paid") == Decimal(share)
    assert evaluation.value("estimate") == Decimal(help_paid)
    assert (income == "1560.01") is (evaluation.asked("reason_all_the_same"))


@pytest.mark.parametrize(("cost", "paid"), [("100", "60"), ("101", "65"), ("558.33", "335"), ("5000", "335")])
def test_help_is_rounded_up_and_capped(cost: str, paid: str) -> None:  # 5
    assert alone("1200", cost=cost).value("basic_help") == Decimal(paid)


@pytest.mark.parametrize(
    ("other", "supplement"),
    [
        (person("2022-11-25", tie="child"), "80"),
        (person("2021-11-24", tie="child"), "0"),
        (person("1956-11-24", tie="parent"), "80"),
        (person("1956-11-25", tie="parent"), "0"),
        (person("1990-01-01", tie="partner", needs_warmth="yes"), "80"),
    ],
    ids=["child of 4", "child of 5", "70 today", "70 tomorrow", "ill"],
)
def test_who_needs_warmth_gets_a_supplement(other: dict[str, Any], supplement: str) -> None:  # 6
    poor = evaluated(HEATING, household(person("1985-03-27", "500"), other))
    assert poor.value("warmth_supplement") == Decimal(supplement)
    rich = evaluated(HEATING, household(person("1985-03-27", "9000"), other))
    assert rich.value("estimate") == 0


def test_large_households() -> None:  # 7
    child = person("2015-01-01", tie="child")
    ceilings = [
        evaluated(HEATING, household(person("1985-03-27"), *[child] * children)).value("ceiling")
        for children in (5, 6, 8)
    ]
    assert ceilings[1] - ceilings[0] == 400
    assert ceilings[2] - ceilings[0] == 1200


def test_the_figures_of_the_day_count() -> None:  # 8
    entries = HEATING.read(household(person("1985-03-27", "1000")))

    def ceiling(today: date, filed_on: date | None = None) -> Any:
        return HEATING.evaluate(entries, Facts(today=today, started_on=today, filed_on=filed_on)).value(
            "ceiling"
        )

    assert ceiling(date(2026, 9, 30)) == 1510
    assert ceiling(date(2026, 10, 1)) == 1560
    assert ceiling(date(2026, 11, 24), filed_on=date(2026, 9, 30)) == 1510


def test_an_unknown_income_gives_no_estimate() -> None:  # 9
    unknown = {**person("1990-01-01", tie="partner"), "net_income": "", "net_income?": "unknown"}
    evaluation = evaluated(HEATING, household(person("1985-03-27", "500"), unknown))
    assert evaluation.asked("uncertain_note")
    assert not evaluation.asked("estimate_note")
    child = person("2015-01-01", tie="child")
    assert evaluated(HEATING, household(person("1985-03-27", "500"), child)).asked("estimate_note")


def test_one_applicant_and_one_partner_at_most() -> None:  # 10
    nobody = evaluated(HEATING, household(person("1985-03-27", tie="partner")))
    assert "people" in told(nobody)
    two = evaluated(HEATING, household(person("1985-03-27"), *[person("1990-01-01", tie="partner")] * 2))
    assert "people" in told(two)
    assert "people" not in told(alone("500"))


def test_papers_follow_the_situation() -> None:  # 11
    evaluation = evaluated(HEATING, household(person("1985-03-27"), person("2015-01-01", tie="child")))
    assert len(evaluation.document("incomes").states) == 2
    assert len(evaluation.document("bills").states) == 2
    assert papers_of(evaluation, "home_proof") == ["agreement"]
    assert evaluation.document("arrears_letter").states == ()
    in_rent = household(person("1985-03-27"), other={"heating_paid": "in_rent", "rent_share": "60"})
    rented = evaluated(HEATING, in_rent)
    assert papers_of(rented, "home_proof") == ["agreement", "rent_book"]
    assert rented.document("bills").states == ()
    assert "fuel" not in journey(rented)


def test_the_award_ends_with_the_tenancy() -> None:  # 12
    assert alone("500").value("paid_until") == date(2027, 11, 24)
    leaving = alone("500", other={"moving_out": day("2027-03-01")})
    assert leaving.value("paid_until") == date(2027, 3, 1)
    assert "reply" in letter(leaving, "receipt", "en")


def test_suppliers_of_ones_fuel() -> None:  # 13
    assert told(alone("500", other={"supplier": "hill_oil"}))[0] == "supplier"
    assert "supplier" not in told(alone("500", other={"supplier": "hill_oil", "fuel": "oil"}))
