"""Account, identification, translations (language.md §1 and §6).

1. `identify_with` asks its fields on a page of its own, behind the orientation and before `signed_in`.
2. Nobody found: told there, and nothing further is shown. Found: locked values are the record's.
3. What else belongs to accounts is read, typed and checked.
4. Texts are those of the catalogue beside the spec, in the reader's language.
"""

from __future__ import annotations

from formgen.settings import SourceSettings
from tests.constructs.given import FOLDER, Serve, begin, evaluated, procedure
from tests.web.browser import Browser

ROY = {"permits": {"number": "P1", "name": "Roy"}}


def test_order_of_pages() -> None:  # 1
    journey = [page.id for page in evaluated("account", {}, records=ROY).journey]
    assert journey == ["first", "identify", "second", "about", "review", "confirmation"]


def test_what_is_read() -> None:  # 3
    account = procedure("account").spec.account
    assert account is not None
    assert account.confirm_email is not None
    assert account.return_with is not None
    assert account.return_with.code is not None
    assert account.return_with.code.tries == 5
    assert account.access == "optional"


def test_in_the_wizard(serve: Serve) -> None:  # 1, 2
    browser = begin(serve, "account", sources={"permits": SourceSettings(file=FOLDER / "permits.csv")})
    page = browser.press("continue", {"aim": "renew"})
    assert page.name == "identify"
    assert "We look you up." in page.text
    assert browser.press("continue", {"number": "P9", "mail": "roy@service.example"}).status == 422
    assert browser.open(page.url.replace("identify", "second")).name == "identify"
    page = browser.press("continue", {"number": "P1"})
    assert page.name == "second"
    page = browser.press("continue", {"sure": "yes"})
    assert "Roy" in page.text
    assert "name" not in page.names()


def test_in_french(serve: Serve) -> None:  # 4
    client = serve(procedure("account"), sources={"permits": SourceSettings(file=FOLDER / "permits.csv")})
    browser = Browser(client, language="fr")
    assert "Une demande de quelqu’un de connu" in browser.open("/with_account").text
    page = browser.press("start")
    assert "Renouveler" in page.text
    assert 'lang="fr"' in page.html
