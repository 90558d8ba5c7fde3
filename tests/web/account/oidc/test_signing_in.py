"""Signing in at an identity provider, against a real one.

1. The page for signing in names the providers of the settings; none of them is asked anything before that.
2. An identity that is connected signs in, and leads on where one wanted to go, on this site only; another
   session takes the place of the browser's.
3. A second factor is asked for all the same.
4. Who signs out can sign out at the provider, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyotp
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from tests.tools.oidc import QUIET, IdentityProvider
from tests.web.account.oidc.arriving import CONNECT, START, arrive, begin, connect, identities, is_in, post
from tests.web.browser import Browser, NewBrowser
from tests.web.conftest import Clock
from tests.web.renewing import NUMBER
from tests.web.signing import EMAIL, PASSWORD, mails, sign_in

pytestmark = QUIET


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


def test_signing_in(holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path) -> None:
    """2: from the password to the provider alone."""
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


def test_the_second_factor(
    holder: Browser, another: NewBrowser, there: IdentityProvider, clock: Clock
) -> None:
    """3"""
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


def test_signing_out_there(holder: Browser, another: NewBrowser, there: IdentityProvider) -> None:
    """4: with the ID token, once, and back here."""
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
    """4: of nothing but this service."""
    connect(holder, there)
    phone = another()
    sign_in(phone, NUMBER)
    assert post(phone, "/account/sign-out").path == "/account/signed-out"
