"""Maeve applies for help with heating costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.browser.applicants.controls import RECENTLY, SOON, blank, pictures
from tests.browser.people import dated, paper
from tests.browser.walking import Answers


def maeve(folder: Path) -> Answers:
    """A tenant in Kilmere who owes her supplier money, with a small child and her mother at home."""
    return {
        "lives_here": "yes",
        "heating_paid": "by_household",
        "applicant.first_names": "Maeve",
        "applicant.family_name": "Sample-Doyle",
        **dated("applicant.born_on", date(1985, 3, 27)),
        "applicant.email": "maeve@example.ie",
        "applicant.email.again": "maeve@example.ie",
        "applicant.phone": "01 990 0111",
        "applicant.call_after": "14:30",
        "home.line1": "4 Trial Terrace",
        "home.line2": "",
        "home.line3": "",
        "home.postcode": "W91 AB12",
        "home.city": "Kilmere",
        "district": "KM",
        "tenure": "tenant",
        "lived_there.years": "3",
        "lived_there.months": "2",
        **blank("moving_out"),
        "fuel": "gas",
        "supplier": "county_gas",
        "customer_number": "ab 12-34",
        "yearly_cost": "1200",
        "warm_months.month": "",
        "warm_months.year": "",
        "behind": "yes",
        "owed": "250",
        **dated("cut_off_on", SOON),
        "advice": ["damp", "drafts"],
        "reason_all_the_same": "",
        "pay_to": "account",
        "account_holder": "Maeve Sample-Doyle",
        "iban": "IE64 IRCE 9205 0112 3456 78",
        **pictures(
            folder,
            identity____passport="passport",
            home_proof____agreement="agreement",
            arrears_letter____provided="letter",
            bills__0__provided="bill",
        ),
        "file:incomes:*:payslip": paper(folder, "payslip.jpg"),
        **dated("dated:arrears_letter::provided", RECENTLY),
        "declarations.truthful": True,
        "declarations.household_agrees": True,
        "declarations.ask_others": True,
    }


MAEVE_LIVES_WITH: Sequence[Answers] = (
    {
        "first_names": "Maeve",
        "family_name": "Sample-Doyle",
        **dated("born_on", date(1985, 3, 27)),
        "tie": "self",
        "needs_warmth": "no",
        "income_from": ["wages", "benefits"],
        "net_income": "1350",
    },
    {
        "first_names": "Oisín",
        "family_name": "Sample-Doyle",
        **dated("born_on", date(2023, 9, 1)),
        "tie": "child",
        "needs_warmth": "no",
    },
    {
        "first_names": "Nora",
        "family_name": "Doyle",
        **dated("born_on", date(1949, 1, 12)),
        "tie": "parent",
        "needs_warmth": "no",
        "income_from": ["pension"],
        "net_income": "700",
    },
)
