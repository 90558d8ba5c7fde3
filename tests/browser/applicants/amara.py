"""Amara applies for a street food licence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.browser.applicants.controls import RECENTLY, SOON, blank, pictures
from tests.browser.people import dated
from tests.browser.walking import Answers


def amara(folder: Path) -> Answers:
    """A co-operative of the example register that cooks with gas at a public event, and sells beer."""
    return {
        "sells": ["food", "alcohol"],
        "place": "event",
        "occasion": "public",
        "guests": "300",
        "licence_holder": "yes",
        "trading_time": "season",
        "registered": "yes",
        "business_number": "2041 5560",
        "business_address.line1": "3 Sample Wharf",
        "business_address.line2": "",
        "business_address.line3": "",
        "business_address.postcode": "LT3 4BC",
        "business_address.city": "Littleham",
        "business_email": "orders@slowbean.example",
        "business_phone": "01632 960 123",
        "vat_number": "GB 980 7806 84",
        "first_licence": "yes",
        "preparation": "cooked_there",
        "energy": ["gas", "power"],
        "allergens": ["gluten", "milk"],
        "menu": "Bean stew, flat bread, coffee.",
        "water": "no",
        "needs_power": "yes",
        "pitch": "bandstand",
        "season": "summer",
        **dated("starts_on", SOON),
        "days_a_week": "4",
        "opens_at": "11:00",
        "closes_at": "22:30",
        "generator": True,
        "instalments": "at_once",
        **dated("insured_until", SOON + timedelta(days=300)),
        "insured_for": "10,000,000.00",
        **pictures(
            folder,
            hygiene____level_2="hygiene",
            insurance____liability="liability",
            insurance____employers="employers",
            picture____front="front",
            picture____inside="inside",
            gas_safety____provided="gas",
            right_to_trade____articles="articles",
            right_to_trade____identity="identity",
        ),
        **dated("dated:hygiene::level_2", RECENTLY),
        **dated("dated:gas_safety::provided", RECENTLY),
        "declarations.truthful": True,
        "declarations.safe": True,
        "declarations.gas": True,
        "declarations.published": True,
    }


DIRECTORS: Sequence[Answers] = (
    {"full_name": "Ada Example", **blank("born_in"), "born_in.year": "1980", "share": "40", "on_site": "yes"},
    {"full_name": "Bo Trial", **blank("born_in"), "born_in.year": "1975", "share": "20,5", "on_site": "no"},
)
