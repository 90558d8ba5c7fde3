"""Support for a disabled person: a long procedure whose parts depend on who asks, and for whom.

1. `formgen check` finds nothing; there are more than 40 pages and 200 questions.
2. Who asks for somebody else, lives elsewhere or contests a decision is told where to turn.
3. A child's way goes through its parents and school, an adult's through work; nobody sees the other's pages.
4. The pages of a protected adult ask about the measure and the guardian.
5. What the register knows is locked, and gives the best day to file; what it lacks is asked.
6. Costs are added up, and what is refunded taken off; no refund exceeds its cost.
7. Where daily help is needed and the person lives alone, a warning says whom to call.
8. A medical certificate of more than a year, and a move that nobody can receive by mail, stand in the way.
9. Papers follow the situation: one for each cost and each device to pay, a half-year of sick leave each.
10. A place without a home has no proof to give, and is not blocked for it.
11. At most three priorities, in the person's own order.
12. Every page is on the way of somebody.
13. The sector comes from the postcode; where none is known, the number says so.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from formgen.compiler.evaluation import Evaluation, Provided
from tests.compiler.given import day, evaluated, files, items, journey
from tests.specs.given import address, example, loaded, papers_of, stopped, together, told

SUPPORT = example("disability_support")
RECORD = {
    "case_number": "VEX004217",
    "born_on": date(2014, 6, 18),
    "rights": "Allocation",
    "rights_until": date(2027, 1, 31),
    "referent": "Mme Durand-Essai",
}
GESTURES = "washing dressing eating toilet moving walking going_out transport meals shopping cleaning papers"


def asking(whom: str, born: str, **other: Any) -> Evaluation:
    """A first request of a French person who lives at home in Exempleville."""
    entries = together(
        {
            "request_for": whom,
            "lives_here": "yes",
            "request_reason": "first",
            "person.birth_name": "Fictif",
            "person.first_names": "Odile",
            "person.born_on": day(born),
            "person.sex": "female",
            "person.birth_place": "Exempleville",
            "person.citizenship": "FRA",
            "home": address("99000", "FRA"),
            "home_kind": "own_home",
            "shares_home_with": ["alone"],
        },
        {f"{name}.level": "alone" for name in GESTURES.split()},
        {name.replace("__", "."): entry for name, entry in other.items()},
    )
    facts = entries.pop("facts", {})
    return evaluated(SUPPORT, entries, **facts)


def test_nothing_is_wrong_and_it_is_long() -> None:  # 1
    assert loaded("disability_support").problems == ()
    assert sum(page.kind == "page" for page in SUPPORT.pages.values()) > 40
    asked = [
        each for each in SUPPORT.fields.values() if each.spec.asks and each.type_name not in ("group", "list")
    ]
    assert len(asked) > 200


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"request_for": "somebody_else"}, "https://www.service-public.fr"),
        ({"request_for": "myself", "lives_here": "no"}, "https://www.monparcourshandicap.gouv.fr"),
        (
            {"request_for": "myself", "lives_here": "yes", "request_reason": "review"},
            "mailto:recours@autonomie.example",
        ),
    ],
)
def test_others_are_told_where_to_turn(answers: dict[str, str], outcome: str) -> None:  # 2
    evaluation = evaluated(SUPPORT, answers)
    assert stopped(evaluation) == outcome
    assert "civil_status" not in journey(evaluation)


def test_a_child_and_an_adult_go_different_ways() -> None:  # 3
    child = set(journey(asking("my_child", "2014-06-18", schooling="ordinary", second_parent_known="yes")))
    adult = set(journey(asking("myself", "1979-11-02", job_status="employed")))
    assert {
        "first_parent",
        "second_parent",
        "custody",
        "schooling",
        "timetable",
        "school_help",
    } <= child - adult
    assert {"marital_status", "children", "job", "sick_leave", "qualifications"} <= adult - child
    assert "protection" not in child | adult


def test_a_protected_adult() -> None:  # 4
    evaluation = asking("protected_adult", "1990-05-05", protection_kind="guardianship")
    assert "protection" in journey(evaluation)
    assert evaluation.document("judgment").states
    assert evaluation.asked("guardian.birth_name")


def test_the_register() -> None:  # 5
    renewal = {"request_reason": "renewal", "case_number": "vex 004217"}
    known = asking("my_child", "2014-06-18", **renewal, facts={"records": {"case_register": RECORD}})
    assert known.value("rights_until") == date(2027, 1, 31)
    assert known.value("best_filed_before") == date(2026, 7, 31)
    assert not known.asked("rights_end_soon")
    grown_up = {**RECORD, "rights_until": date(2030, 1, 31)}
    older = asking("my_child", "2007-06-18", **renewal, facts={"records": {"case_register": grown_up}})
    assert older.value("best_filed_before") == date(2027, 3, 18)
    assert older.asked("best_day_note")
    assert not known.asked("best_day_note")
    unknown = asking("my_child", "2014-06-19", **renewal, facts={"records": {"case_register": None}})
    assert unknown.asked("case_not_found")
    assert "rights_until" in told(unknown)
    lost = asking("my_child", "2014-06-18", **{"request_reason": "renewal", "case_number?": "lost"})
    assert not lost.asked("case_not_found")


def test_costs_are_added_up() -> None:  # 6
    costs = items(
        {"cost_for": "Téléassistance", "monthly_cost": "25", "refunded": "10"},
        {"cost_for": "Protections", "monthly_cost": "240.40", "refunded?": "unknown"},
    )
    evaluation = asking("myself", "1979-11-02", **{"costs?": "yes", "costs": costs})
    assert evaluation.value("costs_per_month") == Decimal("265.40")
    assert evaluation.value("costs_left") == Decimal("255.40")
    too_much = items({"cost_for": "X", "monthly_cost": "25", "refunded": "26"})
    assert "costs.0.refunded" in told(asking("myself", "1979-11-02", **{"costs?": "yes", "costs": too_much}))


def test_who_is_alone_and_needs_help_is_warned() -> None:  # 7
    helped = asking("myself", "1950-01-01", washing__level="with_help")
    assert helped.asked("not_alone_note")
    assert not asking("myself", "1950-01-01", washing__level="with_difficulty").asked("not_alone_note")
    with_partner = asking("myself", "1950-01-01", washing__level="with_help", shares_home_with=["partner"])
    assert not with_partner.asked("not_alone_note")


@pytest.mark.parametrize(("dated", "good"), [("2025-11-24", True), ("2025-11-23", False)])
def test_the_medical_certificate(dated: str, good: bool) -> None:  # 8
    paper = files(provided=Provided(1, date.fromisoformat(dated)))
    evaluation = asking("myself", "1979-11-02", facts={"documents": {"medical_certificate": {"": paper}}})
    assert ("documents.medical_certificate" not in [each.split(":")[0] for each in told(evaluation)]) is good


def test_mail_needs_an_address() -> None:  # 8
    assert "contact.mail" in told(asking("myself", "1979-11-02", contact__preferred="mail_message"))
    assert "contact.mail" not in told(asking("myself", "1979-11-02", contact__preferred="letter"))


def test_papers_follow_the_situation() -> None:  # 9
    equipment = items(
        {"equipment_name": "Fauteuil", "equipment_state": "in_use", "equipment_for": "body"},
        {"equipment_name": "Rampe", "equipment_state": "wanted", "equipment_for": "at_home", "quoted": "900"},
    )
    evaluation = asking(
        "myself",
        "1979-11-02",
        **{"equipment?": "yes", "equipment": equipment, "job_status": "employed", "on_sick_leave": "yes"},
    )
    assert len(evaluation.document("quotes").states) == 2
    assert len(evaluation.document("sick_leave_proof").states) == 2
    assert evaluation.document("cost_bills").states == ()
    assert "hearing_report" not in papers_of(
        asking("myself", "1979-11-02", hearing__level="alone"), "reports"
    )
    assert "hearing_report" in papers_of(
        asking("myself", "1979-11-02", hearing__level="with_help"), "reports"
    )


def test_without_a_home_nothing_proves_one() -> None:  # 10
    assert papers_of(asking("myself", "1979-11-02", home_kind="no_home"), "home_proof") == []
    assert "documents.home_proof" not in told(asking("myself", "1979-11-02", home_kind="no_home"))
    assert "documents.home_proof" in told(asking("myself", "1979-11-02"))


def test_priorities() -> None:  # 11
    three = asking("myself", "1979-11-02", priorities=["work_again", "learn", "stay_home"])
    assert three.value("priorities") == ("work_again", "learn", "stay_home")
    four = ["work_again", "learn", "stay_home", "health_care"]
    assert "priorities" in told(asking("myself", "1979-11-02", priorities=four))


def test_somebody_sees_each_page() -> None:  # 12
    renewal = {"request_reason": "renewal"}
    costs = {"costs?": "yes", "costs": items({"cost_for": "X", "monthly_cost": "5", "refunded": "0"})}
    rights = {
        "rights_wanted": ["allowance", "compensation", "mobility_card", "worker_status", "establishment"]
    }
    ways = [
        asking("my_child", "2010-06-18", schooling="ordinary", second_parent_known="yes", **renewal),
        asking("my_child", "2010-06-18", schooling="at_home"),
        asking("protected_adult", "1990-05-05", marital_status="married", job_status="jobless"),
        asking(
            "myself", "1979-11-02", job_status="employed", job_threatened="yes", carer_speaks="yes", **rights
        ),
        asking("myself", "1979-11-02", job_status="not_seeking", **costs),
    ]
    seen = {page for way in ways for page in journey(way)}
    everything = {page.id for page in SUPPORT.pages.values() if page.kind in ("page", "orientation")}
    assert everything - seen == set()


@pytest.mark.parametrize(("postcode", "sector"), [("99100", "NRD"), ("99000", "CTR"), ("75011", "VEX")])
def test_the_sector(postcode: str, sector: str) -> None:  # 13
    assert asking("myself", "1979-11-02", home=address(postcode, "FRA")).value("territory") == sector
