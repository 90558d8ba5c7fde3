"""Signing in at an identity provider, against a real one.

1. The page for signing in names the providers of the settings; none of them is asked anything before that.
2. An identity that is connected signs in, and leads on where one wanted to go, on this site only; another
   session takes the place of the browser's.
3. An identity that nobody has connected signs nobody in. It is connected by who has signed in with the
   password, or has just made an account, and says so; never because an address of mail or a name is the same.
4. What waits to be connected waits in that browser only, for an hour, and is connected once; the owner of the
   account is told by mail, and can undo it.
5. An identity of another account changes nothing in a browser in which somebody is signed in.
6. A second factor is asked for all the same.
7. Whatever goes wrong at the provider is told on a page that leads to the password, which goes on working;
   nothing of the provider's answer is left in an address.
8. An answer that this browser did not ask for signs nobody in.
9. Who signs out can sign out at the provider, too.
10. A provider whose userinfo must be signed signs nobody in without that.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import pyotp
import pytest
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from formgen.settings import OidcSettings
from tests.tools.oidc import (
    CLIENT,
    DISCOVERY,
    QUIET,
    SECRET,
    TOKEN,
    USERINFO,
    IdentityProvider,
    identity_provider,
)
from tests.web.browser import Browser, NewBrowser, Page
from tests.web.conftest import Clock
from tests.web.renewing import IDENTITY, NUMBER, date, to_identification
from tests.web.signing import EMAIL, PASSWORD, mails, make_account, sign_in

pytestmark = QUIET

START, CONNECT = "/account/oidc/state", "/account/oidc/connect"
AWAY = "http://localhost:1"


@pytest.fixture(scope="module")
def running() -> Iterator[IdentityProvider]:
    with identity_provider() as provider:
        provider.person("marlene", given_name="Marlène", family_name="Aebischer", email=EMAIL)
        provider.person("jean", given_name="Jean", family_name="<b>Petit</b>")
        yield provider


@pytest.fixture
def there(running: IdentityProvider, clock: Clock) -> IdentityProvider:
    """The provider, honest again, with our clock."""
    fresh = IdentityProvider(keys=[RSAKey.generate_key(2048, {"kid": "first"})])
    for name in ("signed", "keys", "claims", "told", "forger", "algorithm", "spoiled", "requests"):
        setattr(running, name, getattr(fresh, name))
    running.clock = lambda: clock().timestamp()
    return running


@pytest.fixture
def given(there: IdentityProvider) -> dict[str, OidcSettings]:
    """The providers of the settings: one that is there, one that is away."""
    common: dict[str, Any] = {"client_id": CLIENT, "client_secret": SECRET, "scopes": ("openid", "profile")}
    return {
        "state": OidcSettings(label="Mon État", issuer=there.issuer, **common),
        "bank": OidcSettings(label="La Banque", issuer=AWAY, **common),
    }


@pytest.fixture
def office(
    serve: Callable[..., TestClient],
    renewal: Procedure,
    village_hall: Procedure,
    given: dict[str, OidcSettings],
) -> Browser:
    """A browser at an installation where one may sign in at a provider."""
    return Browser(serve(renewal, village_hall, oidc=given), language="fr")


def begin(browser: Browser, following: str = "") -> str:
    """Press the link of the provider: where the browser is sent."""
    address = f"{START}?next={following}" if following else START
    answer = browser.client.get(address, follow_redirects=False, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def arrive(browser: Browser, there: IdentityProvider, subject: str = "marlene", following: str = "") -> Page:
    """Sign in at the provider and come back."""
    return browser.open(there.sign_in(begin(browser, following), subject))


def connect(browser: Browser, there: IdentityProvider, subject: str = "marlene") -> Page:
    """Connect an identity with the account that is signed in."""
    assert arrive(browser, there, subject).path == CONNECT
    return browser.press("continue")


def is_in(browser: Browser) -> bool:
    """Whether somebody is signed in."""
    return browser.client.get("/account", follow_redirects=False).status_code == 200


def identities(database: Path) -> list[tuple[str, str]]:
    """Issuer and subject of what is connected."""
    with sqlite3.connect(database) as connection:
        found: list[tuple[str, str]] = connection.execute("SELECT issuer, subject FROM identities").fetchall()
    connection.close()
    return found


def post(browser: Browser, path: str, **values: str) -> Page:
    return Page(
        browser.client.post(path, data={"do": "continue", **values}, headers={"origin": browser.origin})
    )


def test_the_page_names_the_providers(office: Browser, there: IdentityProvider) -> None:
    """1"""
    page = office.open("/account/sign-in?next=/village_hall")
    assert f"{START}?next=%2Fvillage_hall" in page.links
    assert "Se connecter avec Mon État" in page.text
    assert "Se connecter avec La Banque" in page.text
    assert there.requests == []


def test_without_providers(
    serve: Callable[..., TestClient], renewal: Procedure, village_hall: Procedure
) -> None:
    """1"""
    browser = Browser(serve(renewal, village_hall))
    assert not [link for link in browser.open("/account/sign-in").links if "oidc" in link]
    assert browser.open(START).status == 404
    assert browser.open("/account/oidc/").status == 404


def test_addresses_that_are_none(office: Browser) -> None:
    """7"""
    for path in ("/account/oidc/nobody", f"{START}/elsewhere", f"{START}/failed?why=x", f"{START}/back/x"):
        assert office.open(path).status == 404
    assert post(office, START).status == 405


def test_signing_in(holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path) -> None:
    """2, 3, 4: from the password to the provider alone."""
    page = arrive(holder, there)
    assert page.path == CONNECT
    assert "Marlène Aebischer" in page.text
    assert NUMBER in page.text
    assert identities(database) == []
    assert "relié" in holder.press("continue").text
    assert identities(database) == [(there.issuer, "marlene")]
    recipient, _, text = mails(database)[-1]
    assert recipient == EMAIL
    assert "relié" in text

    phone = another()
    phone.open("/village_hall")
    phone.press("start")
    before = phone.client.cookies["formgen"]
    assert arrive(phone, there, following="/account").path == "/account"
    assert NUMBER in phone.page.text
    assert phone.client.cookies["formgen"] != before
    stolen = another()
    stolen.client.cookies.set("formgen", before)
    assert not [link for link in stolen.open("/").links if link.startswith("/village_hall/")]


def test_disconnecting(holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path) -> None:
    """4: on the page of the account, for that account alone."""
    assert f"{START}?next=/account" in holder.open("/account").links
    connect(holder, there)
    assert f"{START}?next=/account" not in holder.open("/account").links
    phone = another()
    assert post(phone, f"{START}/disconnect").path == "/account/sign-in"
    other_person(phone)
    post(phone, f"{START}/disconnect")
    assert len(identities(database)) == 1
    assert holder.open(f"{START}/disconnect").status == 405
    assert f'action="{START}/disconnect"' in holder.open("/account").html
    assert post(holder, f"{START}/disconnect").path == "/account"
    assert identities(database) == []
    assert arrive(another(), there).path == CONNECT


def test_a_known_device(holder: Browser, another: NewBrowser, there: IdentityProvider) -> None:
    """2: the browser is known afterwards as after a password."""
    connect(holder, there)
    phone = another()
    arrive(phone, there)
    assert "formgen_device" in phone.client.cookies


def test_not_to_another_site(holder: Browser, another: NewBrowser, there: IdentityProvider) -> None:
    """2: neither by the address nor by a cookie that somebody wrote."""
    connect(holder, there)
    for path in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:1"):
        assert arrive(another(), there, following=path).url == "http://testserver/"
        phone = another()
        back = there.sign_in(begin(phone), "marlene")
        held = phone.client.cookies["formgen_oidc_flow"]
        phone.client.cookies.delete("formgen_oidc_flow")
        phone.client.cookies.set("formgen_oidc_flow", held + path)
        assert phone.open(back).url == "http://testserver/"
        assert is_in(phone)


def test_the_provider_gets_an_address_of_this_site(office: Browser) -> None:
    """2: that of the settings, whatever the request says."""
    asked = parse_qs(urlsplit(begin(office)).query)
    assert asked["redirect_uri"] == ["http://testserver/account/oidc/state/back"]


def test_an_unknown_identity_signs_nobody_in(
    holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path
) -> None:
    """3: though its address of mail and its name are those of an account."""
    phone = another()
    page = arrive(phone, there, following="/account/email")
    assert page.path == CONNECT
    assert "continue" not in page.buttons
    assert not is_in(phone)
    assert post(phone, CONNECT).path == "/account/sign-in"
    assert identities(database) == []
    # The one at the head of the page and its own lead to the same.
    to_password, *others = [link for link in page.links if link.startswith("/account/sign-in")]
    assert others == [to_password]
    page = sign_in(phone, NUMBER, PASSWORD, to_password)
    assert page.path == CONNECT
    assert identities(database) == []
    page = phone.press("continue")
    assert identities(database) == [(there.issuer, "marlene")]
    assert "/account/email" in page.links


def test_a_wrong_password_connects_nothing(
    holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path
) -> None:
    """3"""
    phone = another()
    page = arrive(phone, there, "jean")
    to_password = next(link for link in page.links if link.startswith("/account/sign-in"))
    assert sign_in(phone, NUMBER, "quatre chevaux bleus", to_password).status == 422
    assert post(phone, CONNECT).path == "/account/sign-in"
    assert identities(database) == []


def test_who_has_no_account_yet(office: Browser, there: IdentityProvider, database: Path) -> None:
    """3: the register knows the person, the account is made, and the identity is connected with it."""
    assert "/tse_ue_renewal" in arrive(office, there).links
    to_identification(office)
    office.press("continue", IDENTITY)
    page = make_account(office)
    assert page.path == CONNECT
    following = parse_qs(urlsplit(page.url).query)["next"][0]
    assert identities(database) == []
    page = office.press("continue")
    assert identities(database) == [(there.issuer, "marlene")]
    assert following in page.links
    assert office.open(following).path.startswith("/tse_ue_renewal/")


def test_names_are_texts(holder: Browser, there: IdentityProvider) -> None:
    """3: what a provider says is shown, and never read."""
    assert "Jean &lt;b&gt;Petit&lt;/b&gt;" in arrive(holder, there, "jean").html


def test_what_waits_waits_here(
    holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path
) -> None:
    """4: another browser of the same person knows nothing of it, and it is connected once."""
    tablet = another()
    sign_in(tablet, NUMBER)
    arrive(another(), there, "jean")
    assert tablet.open(CONNECT).status == 410
    assert post(tablet, CONNECT).status == 410
    connect(holder, there)
    assert post(holder, CONNECT).status == 410
    assert len(identities(database)) == 1


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 410)])
def test_an_hour(
    holder: Browser,
    another: NewBrowser,
    there: IdentityProvider,
    database: Path,
    clock: Clock,
    minutes: int,
    status: int,
) -> None:
    """4"""
    phone = another()
    arrive(phone, there)
    clock.now += timedelta(minutes=minutes)
    sign_in(phone, NUMBER)
    assert post(phone, CONNECT).status == status
    assert len(identities(database)) == (status == 200)


def test_from_another_site(holder: Browser, there: IdentityProvider, database: Path) -> None:
    """4: nobody else presses the button."""
    arrive(holder, there)
    answer = holder.client.post(CONNECT, data={"do": "continue"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert identities(database) == []


OTHER = {
    "identified_by": "foreigner_number",
    "foreigner_number": "6907114203",
    **date("valid_from", 2, 3, 2017),
    **date("valid_until", 1, 3, 2027),
}


def other_person(browser: Browser) -> None:
    """Another person of the register makes an account."""
    to_identification(browser)
    browser.press("continue", OTHER)
    make_account(browser, "kofi@example.org")


def test_the_identity_of_another(
    holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path
) -> None:
    """5: nobody becomes somebody else unawares, and one identity opens one account."""
    connect(holder, there)
    phone = another()
    other_person(phone)
    page = arrive(phone, there)
    assert parse_qs(urlsplit(page.url).query)["why"] == ["other"]
    assert OTHER["foreigner_number"] in phone.open("/account").text
    assert len(identities(database)) == 1


def test_connected_meanwhile(
    holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path
) -> None:
    """5"""
    phone = another()
    other_person(phone)
    assert arrive(phone, there).path == CONNECT
    connect(holder, there)
    assert phone.press("continue").status == 409
    assert len(identities(database)) == 1


def test_the_second_factor(
    holder: Browser, another: NewBrowser, there: IdentityProvider, clock: Clock
) -> None:
    """6"""
    connect(holder, there)
    found = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", holder.open("/account/second-factor").text)
    assert found is not None
    secret = pyotp.TOTP(found[0].replace(" ", ""))
    holder.press("continue", {"code": secret.at(clock.now), "current": PASSWORD})
    phone = another()
    page = arrive(phone, there, following="/account/email")
    assert not is_in(phone)
    action = re.search(r'action="(/account/sign-in[^"]*)"', page.html)
    assert action is not None
    assert "code=" not in page.html
    clock.now += timedelta(seconds=30)
    waiting = page.values()["waiting"][0]
    assert not is_in(phone)
    page = post(phone, action[1], waiting=waiting, code="000000")
    assert page.status == 422
    assert post(phone, action[1], waiting=waiting, code=secret.at(clock.now)).path == "/account/email"


def spoil_discovery(there: IdentityProvider) -> None:
    there.spoiled[DISCOVERY] = lambda _: flask.make_response("down", 503)


def spoil_token(there: IdentityProvider) -> None:
    there.spoiled[TOKEN] = lambda _: flask.make_response("down", 500)


def refuse_token(there: IdentityProvider) -> None:
    there.spoiled[TOKEN] = lambda _: flask.make_response(flask.jsonify(error="invalid_grant"), 400)


def forge(there: IdentityProvider) -> None:
    there.forger = RSAKey.generate_key(2048)


def replay(there: IdentityProvider) -> None:
    there.claims = lambda claims: {**claims, "nonce": "of another sign-in"}


FAULTS = (
    (spoil_token, "unreachable", 503),
    (refuse_token, "refused", 200),
    (replay, "refused", 200),
    (forge, "refused", 200),
)


def test_a_provider_at_fault(holder: Browser, another: NewBrowser, there: IdentityProvider) -> None:
    """7: a page that says so, and the password."""
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
    """7: told before anybody is sent there."""
    phone = another()
    page = phone.open("/account/oidc/bank?next=/account/email")
    assert (page.path, page.status) == ("/account/oidc/bank/failed", 503)
    assert "La Banque ne répond pas" in page.text
    to_password = next(link for link in page.links if link.startswith("/account/sign-in"))
    assert sign_in(phone, NUMBER, PASSWORD, to_password).path == "/account/email"


def test_a_provider_that_comes_back(office: Browser, there: IdentityProvider) -> None:
    """7"""
    spoil_discovery(there)
    assert office.open(START).status == 503


def test_the_provider_says_no(office: Browser) -> None:
    """7: with the state of this browser and without; its words are for the log."""
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
    """7: pressing "deny" there."""
    page = office.open(there.deny(begin(office)))
    assert "interrompue" in page.text


def test_an_answer_for_another_browser(holder: Browser, another: NewBrowser, there: IdentityProvider) -> None:
    """8: who is made to open the answer of somebody else's sign-in is not signed in as them."""
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
    """8: the true one comes through after it, once."""
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
    """8"""
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
    """8: the state of one provider is none at the address of another."""
    back = there.sign_in(begin(office), "marlene").replace("/oidc/state/", "/oidc/bank/")
    assert parse_qs(urlsplit(office.open(back).url).query)["why"] == ["again"]


def test_another_site_begins_nothing(office: Browser, there: IdentityProvider) -> None:
    """8"""
    answer = office.client.get(START, follow_redirects=False, headers={"sec-fetch-site": "cross-site"})
    assert answer.headers["location"].startswith("/account/sign-in")
    assert "formgen_oidc_flow" not in office.client.cookies


def test_cookies(
    serve: Callable[..., TestClient], renewal: Procedure, given: dict[str, OidcSettings]
) -> None:
    """8: for this host alone, over TLS alone, and out of the reach of scripts."""
    client = serve(renewal, oidc=given, secure_cookies=True, base_url="https://testserver")
    answer = client.get(START, follow_redirects=False)
    assert re.fullmatch(
        r"__Host-formgen_oidc_flow=[\w-]{43}\.; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure",
        answer.headers["set-cookie"],
    )
    assert answer.headers["cache-control"] == "no-store"


def test_signing_out_there(holder: Browser, another: NewBrowser, there: IdentityProvider) -> None:
    """9: with the ID token, once, and back here."""
    connect(holder, there)
    phone = another()
    arrive(phone, there)
    page = post(phone, "/account/sign-out")
    assert page.path == f"{START}/leave"
    assert not is_in(phone)
    assert f"{START}/end" in page.links
    answer = phone.client.get(f"{START}/end", follow_redirects=False)
    address = answer.headers["location"]
    assert address.startswith(f"{there.issuer}/oauth2/end_session?")
    given = parse_qs(urlsplit(address).query)
    assert given["post_logout_redirect_uri"] == ["http://testserver/account/signed-out"]
    assert given["id_token_hint"][0].count(".") == 2
    assert phone.client.get(f"{START}/end").url.path == "/account/signed-out"


def test_signing_out_after_a_password(holder: Browser, another: NewBrowser, there: IdentityProvider) -> None:
    """9: of nothing but this service."""
    connect(holder, there)
    phone = another()
    sign_in(phone, NUMBER)
    assert post(phone, "/account/sign-out").path == "/account/signed-out"


def test_signed_userinfo(
    serve: Callable[..., TestClient],
    renewal: Procedure,
    there: IdentityProvider,
    given: dict[str, OidcSettings],
) -> None:
    """10"""
    strict = given["state"].model_copy(update={"userinfo_signed": True})
    browser = Browser(serve(renewal, oidc={"state": strict}), language="fr")
    assert parse_qs(urlsplit(arrive(browser, there).url).query)["why"] == ["refused"]
    there.signed = True
    assert "Marlène Aebischer" in arrive(browser, there).text
    assert USERINFO in there.requests
    there.told = lambda told: {**told, "aud": "somebody else"}
    assert parse_qs(urlsplit(arrive(browser, there).url).query)["why"] == ["refused"]
