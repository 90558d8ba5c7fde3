"""The renewal of a residence card, from the start to the receipt, as one person sends it page by page.

1. Identification finds the person in the register; what it holds is shown, locked.
2. A wrong number is told, and nothing typed is lost; too many wrong numbers are slowed down.
3. Every page leads to the next; a list takes, changes and drops items on pages of their own.
4. Documents are taken as they are asked, with their dates.
5. The review shows all of it; filing wants the declarations.
6. The number has 19 digits: the site, the day, the order within the site. The receipt can be downloaded.
7. A stop tells where to go instead; changing the answer leads on.
8. The list of documents is a PDF in the reader's language.
9. The language can be changed on any page, and is remembered.
10. Who finds a mistake in what the register says tells it, with a paper if there is one: it stands on the
    review, in the request and on the receipt, and changes nothing that the register says.
"""

from __future__ import annotations

import io
import re

import pikepdf

from tests.web.browser import Browser
from tests.web.papers import pdf, words_of
from tests.web.renewing import (
    IDENTITY,
    declared,
    identify,
    to_documents,
    to_family,
    to_identification,
    to_review,
)


def test_whole_path(office: Browser) -> None:
    """Requirements 1, 3, 4, 5 and 6."""
    review = to_review(office)
    assert review.name == "review", (review.path, review.text[:2000])
    for words in ("Aebischer", "Lambert", "Léa", "passport.pdf", "salary.pdf", "06"):
        assert words in review.text
    refused = office.press("file")
    assert refused.status == 422
    done = office.press("file", declared(refused))
    assert done.name == "confirmation", done.text
    number = re.search(r"Numéro[^0-9]*([0-9 ]{19,24})", done.text)
    assert number is not None, done.text
    assert number.group(1).replace(" ", "").startswith("5901" + "20261124" + "0000001")
    link = next(link for link in done.links if link.endswith("receipt.pdf"))
    with pikepdf.open(io.BytesIO(office.client.get(link).content)) as receipt:
        assert "/StructTreeRoot" in receipt.Root


def test_identification_fails(office: Browser) -> None:
    """Requirement 2."""
    to_identification(office)
    page = office.press("continue", {**IDENTITY, "foreigner_number": "5903006621"})
    assert page.status == 422
    assert {"5903006621"} == {each.value for each in page.controls if each.name == "foreigner_number"}
    assert office.open(page.path.replace("identify", "family")).name == "identify"
    for _ in range(12):
        page = office.press("continue", {"foreigner_number": "5903006622"})
    assert page.status == 429


def test_locked_values(office: Browser) -> None:
    """Requirement 1."""
    to_identification(office)
    identify(office)
    office.press("continue", {"request_kind": "renewal"})
    page = office.press("continue")
    assert page.name == "civil_status"
    assert "Marlène Odile" in page.text
    assert "first_names" not in page.names()


def test_items(office: Browser) -> None:
    """Requirement 3."""
    to_documents(office)
    page = office.open(office.page.path.replace("about_you", "children"))
    change = next(each for each in page.buttons if each.startswith("change:"))
    office.press(change)
    page = office.press("continue", {"given_names": "Léonie"})
    assert "Léonie" in page.text
    remove = next(each for each in page.buttons if each.startswith("remove:"))
    page = office.press(remove)
    assert "Léonie" in page.text
    assert "Léonie" in office.press("cancel").text
    office.press(remove)
    page = office.press("remove")
    assert page.name == "children"
    assert "Léonie" not in page.text


def test_a_new_item_left_alone_is_none(office: Browser) -> None:
    """Requirement 3."""
    to_family(office)
    office.press("continue", {"marital_status": "single"})
    page = office.press("add:children", {"children?": "yes"})
    address = page.path
    page = office.open(address.rpartition("/children/")[0])
    assert not any(each.startswith("change:") for each in page.buttons)
    page = office.open(address)
    page = office.press("continue", {"family_name": "Lambert"})
    assert page.status == 422
    assert "Lambert" in page.html
    page = office.open(address.rpartition("/children/")[0])
    assert sum(each.startswith("change:") for each in page.buttons) == 1
    # The page of an item that this dossier never gave out is no page.
    assert office.open(address[:-3] + "zzz").status == 404


def test_stop(office: Browser) -> None:
    """Requirement 7."""
    office.open("/tse_ue_renewal")
    office.press("start")
    office.press("continue", {"beneficiary": "myself"})
    page = office.press("continue", {"situation": "no_permit"})
    assert page.name == "no-further"
    assert "Une autre démarche convient" in page.text
    root = page.path.removesuffix("/no-further")
    assert office.open(f"{root}/family").name == "no-further"
    office.open(f"{root}/situation")
    assert office.press("continue", {"situation": "permit"}).name == "identify"


def test_list_of_documents(office: Browser) -> None:
    """Requirement 8."""
    answer = office.client.get("/tse_ue_renewal/checklist.pdf", headers={"accept-language": "fr"})
    assert answer.status_code == 200
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert str(document.Root.Lang) == "fr"
    answer = office.client.get("/tse_ue_renewal/checklist.pdf", headers={"accept-language": "en"})
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert str(document.Root.Lang) == "en"
    assert office.client.get("/tse_ue_renewal/receipt.pdf").status_code == 404


def test_language(office: Browser) -> None:
    """Requirement 9."""
    page = to_family(office)
    assert "Situation familiale" in page.text
    page = office.open(f"{page.path}?language=en")
    assert "language" not in page.url
    assert 'lang="en"' in page.html
    page = office.press("continue", {"marital_status": "single"})
    assert 'lang="en"' in page.html
    assert 'lang="en"' in office.open("/tse_ue_renewal").html
    assert 'lang="en"' in office.open("/?language=xx").html


def test_something_is_wrong(office: Browser) -> None:
    """Requirement 10."""
    review = to_review(office)
    page = office.open(review.path.replace("review", "civil_status") + "?back=review")
    page = office.press("continue", {"civil_status_wrong": "yes"})
    assert "Que faut-il corriger" in page.text
    told = "Je suis née à Bulle, pas à Fribourg."
    page = office.press(
        "upload", {"civil_status_error": told}, {"file:civil_status_proof::provided": pdf("acte.pdf")}
    )
    review = office.press("continue")
    assert review.name == "review", review.text
    assert told in review.text
    assert "acte.pdf" in review.text
    done = office.press("file", declared(review))
    assert done.name == "confirmation", done.text
    link = next(link for link in done.links if link.endswith("receipt.pdf"))
    receipt = words_of(office.client.get(link).content)
    assert told in receipt
    assert "FRIBOURG" in receipt.upper()
