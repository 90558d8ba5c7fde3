"""Odile asks for support."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from tests.browser.applicants.controls import RECENTLY, SOON, pictures
from tests.browser.people import dated, paper
from tests.browser.walking import Answers

GESTURES = (
    *("washing", "dressing", "eating", "toilet", "moving", "walking", "going_out", "transport"),
    *("meals", "shopping", "cleaning", "papers", "speaking", "hearing", "orienting", "behaving"),
)


def odile(folder: Path) -> Answers:
    """A woman of working age, known to the example register, helped by her husband, on sick leave."""
    person: Answers = {
        "request_for": "myself",
        "lives_here": "yes",
        "request_reason": "renewal",
        "person.birth_name": "Fictif",
        "person.used_name": "Fictif-Lenoir",
        "person.first_names": "Odile Jeanne",
        **dated("person.born_on", date(1979, 11, 2)),
        "person.sex": "female",
        "person.birth_place": "Exempleville",
        "person.citizenship": "FRA",
        "social_security": "",
        "social_security?": "none",
        "health_fund": "general",
        "family_fund": "caf",
        "family_fund_number": "1234567 a",
        "home.line1": "8 rue du Modèle",
        "home.line2": "",
        "home.line3": "",
        "home.postcode": "99100",
        "home.city": "Nord-sur-Essai",
        "home_kind": "own_home",
        "home_since.years": "6",
        "home_since.months": "",
        "shares_home_with": ["partner", "children"],
        "contact.mail": "odile@exemple.example",
        "contact.phone": "01 99 00 33 44",
        "contact.preferred": "phone_call",
        "contact.needs": ["step_free"],
        "case_number": "VEX 010884",
        "marital_status": "married",
        "partner.birth_name": "Lenoir",
        "partner.used_name": "",
        "partner.first_names": "Paul",
        **dated("partner.born_on", date(1975, 1, 9)),
        "partner.working": "yes",
        "partner.own_disability": "no",
        "children?": "yes",
        "helped": "yes",
        "helper_name": "Mme Conseil",
        "helper_body": "Centre social",
        "helper_may_be_called": True,
        "urgent": "no",
    }
    return {**person, **_daily_life(), **_work(), **_wishes(folder)}


def _daily_life() -> Answers:
    helped = {"washing": "with_help", "cleaning": "with_help"}
    return {
        "daily_allowance": "",
        "disability_pension": "830,50",
        "pension_category": "second_category",
        "accident_annuity": "",
        "insurance_paid": "no",
        "costs?": "yes",
        "costs_comment": "",
        **{f"{gesture}.level": helped.get(gesture, "with_difficulty") for gesture in GESTURES},
        "washing.who_helps": ["family", "professional"],
        "night_help": "sometimes",
        "night_times": "2",
        "left_alone.weeks": "",
        "left_alone.days": "1",
        "in_danger": "no",
        "helpers?": "yes",
        "equipment?": "yes",
        "suits": "no",
        "obstacles": ["stairs", "bathroom"],
        "works_wanted": "yes",
        "owner_agrees": "is_owner",
        "drives": "yes",
        "car_adapted": "yes",
        "walks_distance": "under_200",
        "stands_up": "yes",
        "extra_trips": "40",
        "priorities": ["rest_for_family", "stay_home"],
        "life_project": "Rester chez moi.",
    }


def _work() -> Answers:
    return {
        "job_status": "employed",
        "job_title": "Comptable",
        "employer": "Société d’Essai",
        "employer_number": "",
        **dated("job_since", date(2009, 9, 1)),
        "contract": "permanent",
        "job_hours": "24",
        "job_threatened": "yes",
        "on_sick_leave": "yes",
        **dated("sick_since", RECENTLY),
        "sick_because": "illness",
        "occupational_doctor": "yes",
        "occupational_opinion": "fit_with_changes",
        "workplace_changes": ["other_hours"],
        "employer_told": "yes",
        "schooling_level": "higher",
        "trainings?": "no",
        "jobs_before?": "no",
        "work_wish": "keep_job",
        "work_wish_text": "",
        "carer_speaks": "yes",
        "carer.birth_name": "Lenoir",
        "carer.used_name": "",
        "carer.first_names": "Paul",
        **dated("carer.born_on", date(1975, 1, 9)),
        "carer.carer_tie": "is_partner",
        "carer.lives_with": "yes",
        "carer_contact.mail": "",
        "carer_contact.phone": "01 99 00 33 45",
        "carer_does": ["does_care", "does_meals"],
        "carer_since.years": "4",
        "carer_since.months": "",
        "carer_hours": "20",
        "carer_replaced": "with_trouble",
        "carer_needs": ["rest"],
        "carer_working": "works_less",
        "carer_health": "yes",
        "carer_text": "",
    }


def _wishes(folder: Path) -> Answers:
    return {
        "rights_wanted": ["allowance", "compensation", "mobility_card", "worker_status"],
        "allowance_before": "yes",
        "household_income": "28 400",
        "bank_account": "FR76 3000 6000 0112 3456 7890 189",
        "compensation_for": ["human_help", "home_works"],
        "helper_paid_how": "by_service",
        "card_mentions": ["parking", "priority"],
        "card_held": "yes",
        **dated("card_ends", SOON),
        "status_before": "yes",
        "status_use": ["keep_post"],
        **pictures(
            folder,
            identity____identity_card="carte",
            home_proof____energy_bill="facture",
            medical_certificate____provided="certificat",
            reports____hospital_report="rapport",
            reports____occupational_report="bilan",
            sick_leave_proof__0__provided="indemnites",
            photo____provided="photo",
        ),
        "file:cost_bills:*:provided": paper(folder, "frais.jpg"),
        "file:quotes:*:provided": paper(folder, "devis.jpg"),
        **dated("dated:home_proof::energy_bill", RECENTLY),
        **dated("dated:medical_certificate::provided", RECENTLY),
        "declarations.truthful": True,
        "declarations.consent": True,
        "declarations.penalties": True,
        "declarations.by_mail": True,
    }


ODILE_HAS: Mapping[str, Sequence[Answers]] = {
    "children": (
        {
            "first_names": "Léa",
            "family_name": "Lenoir",
            **dated("child_born_on", date(2012, 5, 3)),
            "with_us": "all_time",
            "child_rights": "no",
        },
    ),
    "costs": (
        {"cost_for": "Téléassistance", "monthly_cost": "25", "refunded": "10"},
        {"cost_for": "Protections", "monthly_cost": "240,40", "refunded": "0"},
    ),
    "helpers": (
        {
            "helper": "Paul Lenoir",
            "helper_kind": "relative",
            "helper_since.month": "3",
            "helper_since.year": "2022",
            "hours_a_week": "20",
            "helped_with": ["care"],
        },
    ),
    "equipment": (
        {
            "equipment_name": "Monte-escalier",
            "equipment_state": "wanted",
            "equipment_for": "at_home",
            "quoted": "",
            "quoted?": "no_quote",
        },
    ),
}
