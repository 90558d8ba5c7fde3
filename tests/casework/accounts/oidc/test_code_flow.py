"""Signing in at an identity provider by the code flow, against a real provider.

1. The code flow with PKCE (S256), state and nonce ends with the issuer and subject of the person, and their
   name where it was asked for.
2. A code is worth nothing without the verifier of its sign-in, nor when another provider sent it.
3. Signing out there has an address where the provider has one.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import ECKey, RSAKey

from formgen.casework.accounts.oidc import AnswerUntrusted, Flow, ProviderRefused, Terms
from formgen.casework.accounts.oidc_provider import OidcProvider
from tests.casework.accounts.oidc.alice import BACK, FLOW, changing, code_of, identify
from tests.tools.oidc import AUTHORIZE, CLIENT, DISCOVERY, QUIET, SECRET, USERINFO, IdentityProvider

pytestmark = QUIET


@pytest.mark.parametrize("signed", [False, True])
def test_signing_in(there: IdentityProvider, terms: Terms, signed: bool) -> None:
    """1"""
    there.signed = signed
    found = identify(there, replace(terms, userinfo_signed=signed))
    assert (found.issuer, found.subject, found.name) == (there.issuer, "alice", "Alice Martin")
    assert found.id_token


def test_the_request(there: IdentityProvider, terms: Terms) -> None:
    """1: what the browser carries to the provider, in the form of the protocol."""
    terms = replace(terms, acr_values=("eidas1", "eidas2"))
    address = asyncio.run(OidcProvider(terms).address(FLOW, BACK))
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{there.issuer}{AUTHORIZE}?")
    assert asked.pop("code_challenge") not in (FLOW.verifier, "")
    assert asked == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "scope": "openid profile",
        "state": FLOW.state,
        "nonce": FLOW.nonce,
        "code_challenge_method": "S256",
        "acr_values": "eidas1 eidas2",
    }
    assert SECRET not in address
    assert "+" not in address


def test_a_flow_betrays_nothing() -> None:
    """1: state, nonce and verifier are different, and differ between providers and sign-ins."""
    flows = [FLOW, Flow("t" * 43, "bank"), Flow("u" * 43, "state")]
    made = {value for flow in flows for value in (flow.state, flow.nonce, flow.verifier)}
    assert len(made) == 9
    assert all(value.isalnum() and len(value) == 64 for value in made)
    assert not FLOW.is_answered_by("")
    assert not FLOW.is_answered_by(flows[1].state)
    assert "t" * 43 not in repr(FLOW)


def test_without_further_scopes_nothing_is_told(there: IdentityProvider, terms: Terms) -> None:
    """1"""
    assert identify(there, replace(terms, scopes=("openid",))).name == ""
    assert USERINFO not in there.requests


@pytest.mark.parametrize(
    "key", [ECKey.generate_key("P-256", {"kid": "curve"}), RSAKey.generate_key(2048, {"kid": "next"})]
)
def test_kinds_of_keys(there: IdentityProvider, terms: Terms, key: Any) -> None:
    """1: FranceConnect signs with ES256."""
    there.keys.append(key)
    algorithms = ["RS256", "ES256"]
    there.spoiled[DISCOVERY] = changing(id_token_signing_alg_values_supported=algorithms)
    assert identify(there, terms).subject == "alice"


def test_the_secret_in_the_form(there: IdentityProvider, terms: Terms) -> None:
    """1: FranceConnect takes the secret in the form alone."""
    there.spoiled[DISCOVERY] = changing(token_endpoint_auth_methods_supported=["client_secret_post"])
    assert identify(there, terms).subject == "alice"


def test_the_code_of_another_sign_in(there: IdentityProvider, terms: Terms) -> None:
    """2: a code that was stolen is worth nothing in another browser, nor a second time."""

    async def steal() -> None:
        ours, now = OidcProvider(terms), datetime.now(UTC)
        code = await code_of(ours, there)
        with pytest.raises(ProviderRefused) as told:
            await ours.identify(code, Flow("m" * 43, "state"), BACK, now)
        assert told.value.error == "invalid_grant"
        await ours.identify(code, FLOW, BACK, now)
        with pytest.raises(ProviderRefused):
            await ours.identify(code, FLOW, BACK, now)

    asyncio.run(steal())


def test_the_answer_of_another_provider(there: IdentityProvider, terms: Terms) -> None:
    """2: RFC 9207."""
    assert identify(there, terms, issuer=there.issuer).subject == "alice"
    with pytest.raises(AnswerUntrusted, match="another provider"):
        identify(there, terms, issuer="https://other.example")
    there.spoiled[DISCOVERY] = changing(authorization_response_iss_parameter_supported=True)
    with pytest.raises(AnswerUntrusted, match="does not say"):
        identify(there, terms)


def test_signing_out_there(there: IdentityProvider, terms: Terms) -> None:
    """3: RP-Initiated Logout; a provider without it has no address for it."""
    ours = OidcProvider(terms)
    address = asyncio.run(ours.end_address("a.b.c", "http://testserver/account/signed-out", "s" * 43))
    assert address.startswith(f"{there.issuer}/oauth2/end_session?")
    assert parse_qs(urlsplit(address).query) == {
        "id_token_hint": ["a.b.c"],
        "client_id": [CLIENT],
        "post_logout_redirect_uri": ["http://testserver/account/signed-out"],
        "state": ["s" * 43],
    }
    there.spoiled[DISCOVERY] = changing(end_session_endpoint="")
    assert asyncio.run(OidcProvider(terms).end_address("a.b.c", BACK, "s")) == ""
