"""What comes back from an identity provider, or pretends to.

1. Whatever goes wrong at the provider is told on a page that leads to the password, which goes on working;
   nothing of the provider's answer is left in an address.
2. An answer that this browser did not ask for signs nobody in.
3. A provider whose userinfo must be signed signs nobody in without that.

Which answers are believed is tested where they are read: tests/casework/accounts/oidc.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import flask
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from formgen.settings import OidcSettings
from tests.tools.oidc import QUIET, TOKEN, USERINFO, IdentityProvider
from tests.web.account.oidc.arriving import START, arrive, begin, connect, is_in, post
from tests.web.browser import Browser, NewBrowser
from tests.web.renewing import NUMBER
from tests.web.signing import PASSWORD, sign_in

pytestmark = QUIET


def test_addresses_that_are_none(office: Browser) -> None:
    """1"""
    for path in ("/account/oidc/nobody", f"{START}/elsewhere", f"{START}/failed?why=x", f"{START}/back/x"):
        assert office.open(path).status == 404
    assert post(office, START).status == 405


def spoil_token(there: IdentityProvider) -> None:
    there.spoiled[TOKEN] = lambda _: flask.make_response("down", 500)


def refuse_token(there: IdentityProvider) -> None:
    there.spoiled[TOKEN] = lambda _: flask.make_response(flask.jsonify(error="invalid_grant"), 400)


def forge(there: IdentityProvider) -> None:
    there.forger = RSAKey.generate_key(2048)


FAULTS = (
    (spoil_token, "unreachable", 503),
    (refuse_token, "refused", 200),
    (forge, "refused", 200),
)


def test_a_provider_at_fault(holder: Browser, another: NewBrowser, there: IdentityProvider) -> None:
    """1: a page that says so, and the password."""
    connect(holder, there)
    for spoil, why, status in FAULTS:
        there.spoiled.clear()
        spoil(there)
        phone = another()
        page = arrive(phone, there, following="/account/email")
        assert (page.path, page.status) == (f"{START}/failed", status), spoil
        assert parse_qs(urlsplit(page.url).query) == {"why": [why], "next": ["/account/email"]}
        assert "Mon État" in page.text
        assert not is_in(phone)
        to_password = next(link for link in page.links if link.startswith("/account/sign-in"))
        assert sign_in(phone, NUMBER, PASSWORD, to_password).path == "/account/email"


def test_a_provider_that_is_away(holder: Browser, another: NewBrowser) -> None:
    """1: told before anybody is sent there."""
    phone = another()
    page = phone.open("/account/oidc/bank?next=/account/email")
    assert (page.path, page.status) == ("/account/oidc/bank/failed", 503)
    assert "La Banque ne répond pas" in page.text
    to_password = next(link for link in page.links if link.startswith("/account/sign-in"))
    assert sign_in(phone, NUMBER, PASSWORD, to_password).path == "/account/email"


def test_the_provider_says_no(office: Browser) -> None:
    """1: with the state of this browser and without; its words are for the log."""
    for query, why in (
        ("error=access_denied", "cancelled"),
        ("error=server_error&error_description=%3Cb%3E", "refused"),
    ):
        state = parse_qs(urlsplit(begin(office, "/village_hall")).query)["state"][0]
        page = office.open(f"{START}/back?{query}")
        assert parse_qs(urlsplit(page.url).query) == {"why": [why]}
        page = office.open(f"{START}/back?{query}&state={state}")
        assert parse_qs(urlsplit(page.url).query) == {"why": [why], "next": ["/village_hall"]}
        assert page.status == 200
        assert not is_in(office)


def test_who_breaks_off(office: Browser, there: IdentityProvider) -> None:
    """1: pressing "deny" there."""
    page = office.open(there.deny(begin(office)))
    assert "interrompue" in page.text


def test_an_answer_for_another_browser(holder: Browser, another: NewBrowser, there: IdentityProvider) -> None:
    """2: who is made to open the answer of somebody else's sign-in is not signed in as them."""
    connect(holder, there)
    back = there.sign_in(begin(another()), "marlene")
    victim = another()
    for _ in range(2):
        page = victim.open(back)
        assert parse_qs(urlsplit(page.url).query)["why"] == ["again"]
        assert not is_in(victim)
        begin(victim)
    assert TOKEN not in there.requests[there.requests.index("/oauth2/authorize") + 3 :]


def test_a_forged_answer_does_not_end_a_sign_in(
    holder: Browser, another: NewBrowser, there: IdentityProvider
) -> None:
    """2: the true one comes through after it, once."""
    connect(holder, there)
    phone = another()
    back = there.sign_in(begin(phone), "marlene")
    phone.open(f"{START}/back?code=x&state=y")
    phone.open(f"{START}/back?error=access_denied")
    phone.open(back)
    assert is_in(phone)
    post(phone, "/account/sign-out")
    assert parse_qs(urlsplit(phone.open(back).url).query)["why"] == ["again"]
    assert not is_in(phone)


def test_answers_that_are_none(office: Browser) -> None:
    """2"""
    state = parse_qs(urlsplit(begin(office)).query)["state"][0]
    for query in (
        "",
        "code=x",
        "state=x",
        f"code=x&code=y&state={state}",
        "state=%ff&code=x",
        "code=" + "x" * 9000,
    ):
        page = office.open(f"{START}/back?{query}")
        assert parse_qs(urlsplit(page.url).query)["why"] == ["again"], query


def test_the_answer_of_another_provider(office: Browser, there: IdentityProvider) -> None:
    """2: neither at the address of another, nor by the name of another (RFC 9207)."""
    back = there.sign_in(begin(office), "marlene")
    elsewhere = back.replace("/oidc/state/", "/oidc/bank/")
    assert parse_qs(urlsplit(office.open(elsewhere).url).query)["why"] == ["again"]
    named = f"{back}&iss=https%3A%2F%2Fother.example"
    assert parse_qs(urlsplit(office.open(named).url).query)["why"] == ["refused"]


def test_another_site_begins_nothing(office: Browser, there: IdentityProvider) -> None:
    """2"""
    answer = office.client.get(START, follow_redirects=False, headers={"sec-fetch-site": "cross-site"})
    assert answer.headers["location"].startswith("/account/sign-in")
    assert "formgen_oidc_flow" not in office.client.cookies


def test_cookies(
    serve: Callable[..., TestClient], renewal: Procedure, given: dict[str, OidcSettings]
) -> None:
    """2: for this host alone, over TLS alone, and out of the reach of scripts."""
    client = serve(renewal, oidc=given, secure_cookies=True, base_url="https://testserver")
    answer = client.get(START, follow_redirects=False)
    assert re.fullmatch(
        r"__Host-formgen_oidc_flow=[\w-]{43}\.; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure",
        answer.headers["set-cookie"],
    )
    assert answer.headers["cache-control"] == "no-store"


def test_signed_userinfo(
    serve: Callable[..., TestClient],
    renewal: Procedure,
    there: IdentityProvider,
    given: dict[str, OidcSettings],
) -> None:
    """3"""
    strict = given["state"].model_copy(update={"userinfo_signed": True})
    browser = Browser(serve(renewal, oidc={"state": strict}), language="fr")
    assert parse_qs(urlsplit(arrive(browser, there).url).query)["why"] == ["refused"]
    there.signed = True
    assert "Marlène Aebischer" in arrive(browser, there).text
    assert USERINFO in there.requests
