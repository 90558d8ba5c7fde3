"""Connecting an identity of a provider with an account, against a real one.

1. An identity that nobody has connected signs nobody in. It is connected by who has signed in with the
   password, or has just made an account, and says so; never because an address of mail or a name is the same.
2. What waits to be connected waits in that browser only, for an hour, and is connected once; the owner of the
   account is told by mail, and can undo it.
3. An identity of another account changes nothing in a browser in which somebody is signed in.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.tools.oidc import QUIET, IdentityProvider
from tests.web.account.oidc.arriving import (
    CONNECT,
    OTHER,
    START,
    arrive,
    connect,
    identities,
    is_in,
    other_person,
    post,
)
from tests.web.browser import Browser, NewBrowser
from tests.web.conftest import Clock
from tests.web.renewing import IDENTITY, NUMBER, to_identification
from tests.web.signing import PASSWORD, make_account, sign_in

pytestmark = QUIET


def test_disconnecting(holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path) -> None:
    """2: on the page of the account, for that account alone."""
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


def test_an_unknown_identity_signs_nobody_in(
    holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path
) -> None:
    """1: though its address of mail and its name are those of an account."""
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
    """1"""
    phone = another()
    page = arrive(phone, there, "jean")
    to_password = next(link for link in page.links if link.startswith("/account/sign-in"))
    assert sign_in(phone, NUMBER, "quatre chevaux bleus", to_password).status == 422
    assert post(phone, CONNECT).path == "/account/sign-in"
    assert identities(database) == []


def test_who_has_no_account_yet(office: Browser, there: IdentityProvider, database: Path) -> None:
    """1: the register knows the person, the account is made, and the identity is connected with it."""
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
    """1: what a provider says is shown, and never read."""
    assert "Jean &lt;b&gt;Petit&lt;/b&gt;" in arrive(holder, there, "jean").html


def test_what_waits_waits_here(
    holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path
) -> None:
    """2: another browser of the same person knows nothing of it, and it is connected once."""
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
    """2"""
    phone = another()
    arrive(phone, there)
    clock.now += timedelta(minutes=minutes)
    sign_in(phone, NUMBER)
    assert post(phone, CONNECT).status == status
    assert len(identities(database)) == (status == 200)


def test_from_another_site(holder: Browser, there: IdentityProvider, database: Path) -> None:
    """2: nobody else presses the button."""
    arrive(holder, there)
    answer = holder.client.post(CONNECT, data={"do": "continue"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert identities(database) == []


def test_the_identity_of_another(
    holder: Browser, another: NewBrowser, there: IdentityProvider, database: Path
) -> None:
    """3: nobody becomes somebody else unawares, and one identity opens one account."""
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
    """3"""
    phone = another()
    other_person(phone)
    assert arrive(phone, there).path == CONNECT
    connect(holder, there)
    assert phone.press("continue").status == 409
    assert len(identities(database)) == 1
