"""Somebody who represents another signs in for themselves, and files for the other person.

1. The other person's card is looked up in the register; what it holds of them is locked, and nothing of the
   account's owner stands in their place. The representative's own name comes from the account's record.
2. A card that the register does not know leads no further, and neither does one it cannot be asked about: the
   record of the account's owner never serves for the other person.
3. Who tries numbers is slowed down, as at identification.
4. A mandate is asked from who has one; the review and the receipt say who filed for whom.
5. Who holds no card of their own makes an account by an address of mail, which the link is sent to, and signs
   in with it; such an account renews no card of its own.
6. One account may file for several people: only a second request for the same card resumes the first.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser, Page
from tests.web.papers import pdf, words_of
from tests.web.renewing import CONTACT, IDENTITY, date, declared
from tests.web.signing import EMAIL, PASSWORD, database_of, last_link, mails, make_account, sign_in
from tests.web.test_registers import Moody

LAWYER = "maitre.dupin@example.org"
TOMMASO = {
    "represented.foreigner_number": "69 07 11 42 03",
    **date("represented.valid_from", 2, 3, 2017),
    **date("represented.valid_until", 1, 3, 2027),
}
ELENI = {
    "represented.foreigner_number": "7505220917",
    **date("represented.valid_from", 15, 1, 2018),
    **date("represented.valid_until", 14, 1, 2028),
}


@pytest.fixture
def register(root: Path, renewal: Procedure) -> Moody:
    return Moody(root / "examples" / "register.csv", renewal)


@pytest.fixture
def citizen(serve: Callable[..., TestClient], renewal: Procedure, register: Moody) -> Browser:
    return Browser(serve(renewal, make_source=lambda _procedure, _name: register), "fr")


def to_identify(browser: Browser) -> Page:
    browser.open("/tse_ue_renewal")
    browser.press("start")
    browser.press("continue", {"beneficiary": "someone_else"})
    return browser.press("continue", {"situation": "permit"})


def to_represented(browser: Browser) -> Page:
    """To the page that asks whom the person represents; an account is made on the way if there is none."""
    if to_identify(browser).name == "identify":
        browser.press("continue", IDENTITY)
        make_account(browser)
    assert browser.page.name == "represented", browser.page.text
    return browser.page


def to_representative(browser: Browser) -> Page:
    to_represented(browser)
    browser.press("continue", TOMMASO)
    browser.press("continue", {"request_kind": "renewal"})
    return browser.press("continue")


def test_the_other_persons_card(citizen: Browser) -> None:
    """1"""
    to_represented(citizen)
    page = citizen.press("continue", TOMMASO)
    assert page.name == "request"
    assert "Q3V8N6R1ZD" in page.text
    assert "K7T4M2P9X" not in page.text
    citizen.press("continue", {"request_kind": "renewal"})
    page = citizen.press("continue")
    assert page.name == "representative"
    assert "Aebischer" in page.text
    assert "representative.family_name" not in page.names()
    page = citizen.press("continue", {"representative.capacity": "lawyer"})
    assert page.name == "representative", page.text
    page = citizen.press("upload", None, {"file:representative_identity::passport": pdf("passport.pdf")})
    page = citizen.press("continue")
    assert page.name == "civil_status"
    assert "Bellandi" in page.text
    assert "Aebischer" not in _main(page)
    assert "birth_name" not in page.names()


def _main(page: Page) -> str:
    """A page without the head of the portal, which greets who is signed in."""
    return page.html.partition("<main")[2]


def test_an_unknown_card(citizen: Browser) -> None:
    """2"""
    to_represented(citizen)
    page = citizen.press("continue", {**TOMMASO, "represented.foreigner_number": "6907114204"})
    assert page.status == 422
    assert "Le registre n’a pas de carte avec ce numéro" in page.text
    for name in ("request", "civil_status"):
        assert citizen.open(page.path.replace("represented", name)).name == "represented"


def test_a_silent_register(citizen: Browser, register: Moody) -> None:
    """2"""
    to_represented(citizen)
    register.silent = True
    page = citizen.press("continue", TOMMASO)
    assert page.status == 503
    assert "ne répond pas" in page.text
    assert citizen.open(page.path.replace("represented", "civil_status")).name == "represented"
    register.silent = False
    assert "Q3V8N6R1ZD" in citizen.press("continue", TOMMASO).text
    # Another card, while the register is silent: the one found before is not taken for it.
    citizen.open(page.path)
    register.silent = True
    assert citizen.press("continue", ELENI).status == 503
    assert citizen.open(page.path.replace("represented", "request")).name == "represented"


def test_who_tries_numbers_is_slowed_down(citizen: Browser) -> None:
    """3"""
    to_represented(citizen)
    for number in range(10):
        typed = {**TOMMASO, "represented.foreigner_number": f"690711430{number}"}
        assert citizen.press("continue", typed).status == 422
    assert citizen.press("continue", TOMMASO).status == 429
    assert citizen.open(citizen.page.path.replace("represented", "request")).name == "represented"


def test_the_mandate_and_the_receipt(office: Browser) -> None:
    """4"""
    page = to_representative(office)
    page = office.press("upload", {"representative.capacity": "mandate"}, {
        "file:representative_identity::passport": pdf("passport.pdf")
    })  # fmt: skip
    page = office.press("continue")
    assert page.status == 422
    assert "mandat" in page.text.lower()
    office.press("upload", None, {"file:mandate::signed_mandate": pdf("mandat.pdf")})
    assert office.press("continue").name == "civil_status"
    office.press("continue", {"civil_status_wrong": "no"})
    office.press("continue", {"marital_status": "single"})
    office.press("continue", {"children?": "no"})
    office.press("continue", CONTACT)
    # Every paper that is missing can be said to be so; here it is the quick way.
    review = _say_cannot(office)
    assert review.name == "review", review.text
    assert "Elle m’a donné mandat" in review.text
    assert "mandat.pdf" in review.text
    done = office.press("file", declared(review))
    assert done.name == "confirmation", done.text
    link = next(link for link in done.links if link.endswith("receipt.pdf"))
    receipt = words_of(office.client.get(link).content)
    assert "Marlène Odile Aebischer a déposé en votre nom" in receipt
    assert "Bellandi" in receipt


def _say_cannot(browser: Browser) -> Page:
    for typed in ({"has_photo_code": "yes", "photo_code": "AB12CD34EF56GH78IJ90KL"}, {"long_absence": "no"}):
        page = browser.page
        boxes = {
            each.name
            for each in page.controls
            if each.kind in ("checkbox", "radio") and "cannot" in each.value
        }
        reasons = {each.name: "perdu" for each in page.controls if each.name.endswith("why")}
        browser.press("continue", {**typed, **dict.fromkeys(boxes, "cannot"), **reasons})
    return browser.page


def test_a_lawyer_without_a_card(citizen: Browser) -> None:
    """5"""
    to_identify(citizen)
    page = citizen.press("continue", {"identified_by": "neither"})
    if page.name == "identify":
        page = citizen.press("continue", {"own_email": LAWYER})
    assert page.name == "make-account", page.text
    assert LAWYER in page.text
    assert "email" not in page.names()
    # What is typed elsewhere does not lead the link astray.
    headers = {"origin": citizen.origin, "accept-language": "fr"}
    citizen.client.post(page.path, data={"do": "continue", "email": EMAIL, "again": EMAIL}, headers=headers)
    assert [to for to, _, _ in mails(database_of(citizen))] == [LAWYER]
    citizen.open(last_link(database_of(citizen)))
    page = citizen.press("continue", {"password": PASSWORD, "again": PASSWORD})
    assert page.name == "represented"
    citizen.press("continue", TOMMASO)
    citizen.press("continue", {"request_kind": "renewal"})
    page = citizen.press("continue")
    assert page.name == "representative"
    assert "representative.family_name" in page.names()
    citizen.client.cookies.clear()
    assert sign_in(citizen, LAWYER.upper()).path == "/"
    citizen.open("/tse_ue_renewal")
    citizen.press("start")
    citizen.press("continue", {"beneficiary": "myself"})
    page = citizen.press("continue", {"situation": "permit"})
    if page.name == "request":
        page = citizen.press("continue", {"request_kind": "renewal"})
    assert page.name == "no-further", (page.path, page.text)
    assert "Aucune carte à renouveler" in page.text


def test_several_people(citizen: Browser) -> None:
    """6"""
    first = to_representative(citizen).path
    to_represented(citizen)
    citizen.press("continue", ELENI)
    second = citizen.press("continue", {"request_kind": "renewal"}).path
    assert second.split("/")[2] != first.split("/")[2]
    to_represented(citizen)
    citizen.press("continue", TOMMASO)
    assert citizen.press("continue", {"request_kind": "renewal"}).path.split("/")[2] == first.split("/")[2]


def test_documents_that_an_answer_calls_for(citizen: Browser) -> None:
    """4: nobody is told off for a document that was not on the page."""
    page = to_representative(citizen)
    assert "mandat daté" not in page.text.lower()
    citizen.press("upload", None, {"file:representative_identity::passport": pdf("passport.pdf")})
    page = citizen.press("continue", {"representative.capacity": "mandate"})
    assert page.name == "representative"
    assert "Votre réponse amène d’autres questions ou documents" in page.text
    assert "mandat daté" in page.text.lower()
    assert "Fournissez « Preuve" not in page.text
    assert "Fournissez « Preuve" in citizen.press("continue").text
