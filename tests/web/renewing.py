"""Marlène Aebischer, a Swiss citizen of the example register, renewing her card page by page."""

from __future__ import annotations

from tests.web.browser import Browser, Page
from tests.web.papers import jpg, pdf
from tests.web.signing import make_account

NUMBER = "5903006620"
CODE = "AB12CD34EF56GH78IJ90KL"


def date(name: str, day: int, month: int | str, year: int) -> dict[str, str]:
    """The three boxes of a date."""
    return {f"{name}.day": str(day), f"{name}.month": str(month), f"{name}.year": str(year)}


IDENTITY = {
    "identified_by": "foreigner_number",
    "foreigner_number": "59 03 00 66 20",
    **date("valid_from", 3, "avril", 2017),
    **date("valid_until", 2, 4, 2027),
}
ENTRIES = {
    "identified_by": "foreigner_number",
    "foreigner_number": "59 03 00 66 20",
    "valid_from": {"day": "3", "month": "avril", "year": "2017"},
    "valid_until": {"day": "2", "month": "4", "year": "2027"},
}
"""The same as an account keeps it."""
SPOUSE = {
    "spouse.birth_name": "Lambert",
    "spouse.first_names": "Paul",
    **date("spouse.birth_date", 1, 2, 1970),
    "spouse.nationality": "FRA",
    **date("spouse.union_date", 27, 3, 2007),
    "spouse.union_place": "Lille, France",
    "spouse.life_together": "yes",
}
CHILD = {
    "family_name": "Lambert",
    "given_names": "Léa",
    **date("born_on", 5, 6, 2010),
    "sex": "female",
    "citizenship": "FRA",
    "lives_in_france": "yes",
}
CONTACT = {"address_correct": "yes", "housing": "own_home", "phone": "06 12 34 56 78"}


def to_identification(browser: Browser) -> Page:
    """From the start to the page that asks who the person is."""
    browser.open("/tse_ue_renewal")
    browser.press("start")
    browser.press("continue", {"beneficiary": "myself"})
    return browser.press("continue", {"situation": "permit"})


def identify(browser: Browser) -> Page:
    """From the page that asks who the person is, through an account made by the mail's link, on."""
    browser.press("continue", IDENTITY)
    return make_account(browser)


def to_family(browser: Browser) -> Page:
    """On to the page about the family; who is signed in already is not asked who they are."""
    if to_identification(browser).name == "identify":
        identify(browser)
    browser.press("continue", {"request_kind": "renewal"})
    browser.press("continue")
    return browser.press("continue", {"civil_status_wrong": "no"})


def to_documents(browser: Browser) -> Page:
    """On to the first page of documents."""
    to_family(browser)
    browser.press("continue", {"marital_status": "married", **SPOUSE})
    browser.press("add:children", {"children?": "yes"})
    browser.press("continue", CHILD)
    browser.press("continue")
    return browser.press("continue", CONTACT)


def to_review(browser: Browser) -> Page:
    """On to the review, with all documents."""
    to_documents(browser)
    answers = {"has_photo_code": "yes", "photo_code": CODE}
    browser.press("upload", answers, {"file:identity::passport": pdf("passport.pdf")})
    browser.press("upload", None, {"file:card_held::front": jpg("front.jpg")})
    browser.press("upload", None, {"file:card_held::back": jpg("back.jpg")})
    browser.press("upload", None, {"file:proof_of_home::lease": pdf("lease.pdf")})
    browser.press("continue", date("dated:proof_of_home::lease", 1, 10, 2026))
    browser.press("upload", {"long_absence": "no"}, {"file:presence:0:provided": pdf("salary.pdf")})
    return browser.press("continue")


def declared(page: Page) -> dict[str, str | list[str]]:
    """Every declaration of the review, ticked."""
    return {name: "yes" for name in page.names() if name.startswith("declarations.")}
