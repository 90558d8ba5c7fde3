"""The header of every page, and help.

1. Who is signed in is called by name on every page: statements, help, the page of a number, refusals.
2. *My requests* is marked in the navigation on the pages of an account, and not where one signs in first.
3. Help names each service in charge once.
"""

from __future__ import annotations

from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser
from tests.web.space.given import Serve, known


def test_a_name_on_every_page(office: Browser) -> None:
    """Requirement 1."""
    assert "Marlène Aebischer" not in office.open("/").text
    assert "/account/sign-in" in office.page.links
    known(office)
    pages = ["/", "/accessibility", "/data", "/help", "/check/unknown", "/account", "/account/space"]
    pages += [
        "/tse_ue_renewal",
        "/village_hall",
        "/nowhere",
        "/village_hall/nothing/page",
        "/account/sign-out",
    ]
    for address in pages:
        page = office.open(address)
        assert "Marlène Aebischer" in page.text, address
        assert "/account/space" in page.links, address
        assert "/account/sign-in" not in page.links, address
    office.open("/village_hall")
    page = office.press("start")
    assert "Marlène Aebischer" in page.text
    elsewhere = office.client.post("/account/password", headers={"origin": "http://elsewhere.example"})
    assert elsewhere.status_code == 403
    assert "Marlène Aebischer" in elsewhere.text


def test_where_one_is(office: Browser) -> None:
    """Requirement 2."""
    marked = 'href="/account/space" aria-current'
    for address in (
        "/account/sign-in",
        "/account/forgotten",
        "/account/signed-out",
        "/account/link/" + "x" * 43,
    ):
        page = office.open(address)
        assert "/account/space" in page.links, address
        assert marked not in page.html, address
    known(office)
    for address in ("/account", "/account/password", "/account/space"):
        assert marked in office.open(address).html, address


def test_refusals_speak_the_language_chosen(office: Browser) -> None:
    """Requirement 1."""
    known(office).open("/?language=en")
    refused = office.open("/nowhere")
    assert (refused.status, 'lang="en"' in refused.html) == (404, True)


def test_help(serve: Serve, renewal: Procedure, village_hall: Procedure) -> None:
    """Requirement 3."""
    browser = Browser(serve(renewal, village_hall))
    page = browser.open("/help")
    service = renewal.spec.service
    assert service.email
    assert page.links.count(f"mailto:{service.email}") == 1
    assert "/account/forgotten" in page.links
    alone = Browser(serve(village_hall)).open("/help")
    assert "/account/forgotten" not in alone.links
