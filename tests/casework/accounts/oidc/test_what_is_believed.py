"""What an identity provider says, and what of it is believed.

1. An ID token counts only with the signature of a published key, from this issuer, for us, for this sign-in,
   in its time, at a level that is accepted.
2. A userinfo response that must be signed counts only with such a signature, from this issuer, for us, about
   the same person. One that need not be is about the same person as well.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import flask
import pytest
from joserfc.jwk import OctKey

from formgen.casework.accounts.oidc import AnswerUntrusted, Terms
from tests.casework.accounts.oidc.alice import FLOW, OTHER_KEY, changing, identify, without
from tests.tools.oidc import CLIENT, DISCOVERY, QUIET, SECRET, TOKEN, USERINFO, Claims, IdentityProvider

pytestmark = QUIET

CLAIMS: dict[str, Callable[[Claims], Claims]] = {
    "issuer": lambda claims: {**claims, "iss": "https://other.example"},
    "no issuer": lambda claims: without(claims, "iss"),
    "audience": lambda claims: {**claims, "aud": "somebody else"},
    "no audience": lambda claims: without(claims, "aud"),
    "two audiences": lambda claims: {**claims, "aud": [CLIENT, "somebody else"]},
    "for another": lambda claims: {**claims, "azp": "somebody else"},
    "over": lambda claims: {**claims, "exp": int(time.time()) - 61},
    "no end": lambda claims: without(claims, "exp"),
    "nonce": lambda claims: {**claims, "nonce": FLOW.state},
    "no nonce": lambda claims: without(claims, "nonce"),
    "not yet": lambda claims: {**claims, "iat": int(time.time()) + 3600},
    "access token": lambda claims: {**claims, "at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "no subject": lambda claims: without(claims, "sub"),
    "empty subject": lambda claims: {**claims, "sub": ""},
    "long subject": lambda claims: {**claims, "sub": "a" * 256},
}


@pytest.mark.parametrize("claims", CLAIMS.values(), ids=CLAIMS)
def test_claims_that_are_wrong(
    there: IdentityProvider, terms: Terms, claims: Callable[[Claims], Claims]
) -> None:
    """1: signed rightly, and not believed."""
    there.claims = claims
    with pytest.raises(AnswerUntrusted):
        identify(there, terms)
    assert USERINFO not in there.requests


def test_the_end_of_a_token(there: IdentityProvider, terms: Terms) -> None:
    """1: by our clock, with a minute to spare."""
    there.claims = lambda claims: {**claims, "exp": int(time.time()) + 600}
    now = datetime.now(UTC)
    assert identify(there, terms, at=now + timedelta(seconds=655)).subject == "alice"
    with pytest.raises(AnswerUntrusted):
        identify(there, terms, at=now + timedelta(seconds=665))


def test_levels_of_assurance(there: IdentityProvider, terms: Terms) -> None:
    """1"""
    there.claims = lambda claims: {**claims, "acr": "eidas2"}
    assert identify(there, replace(terms, acr_accepted=("eidas1", "eidas2"))).subject == "alice"
    with pytest.raises(AnswerUntrusted, match="acr is 'eidas2'"):
        identify(there, replace(terms, acr_accepted=("eidas3",)))
    there.claims = lambda claims: claims
    with pytest.raises(AnswerUntrusted, match="acr is None"):
        identify(there, replace(terms, acr_accepted=("eidas1",)))


def test_a_forged_token(there: IdentityProvider, terms: Terms) -> None:
    """1: another key under the same name."""
    there.forger = OTHER_KEY
    with pytest.raises(AnswerUntrusted, match="signature"):
        identify(there, terms)


def test_a_token_that_anybody_could_sign(there: IdentityProvider, terms: Terms) -> None:
    """1: neither with our secret, nor without any key, even if the provider says that it does so."""
    there.spoiled[DISCOVERY] = changing(id_token_signing_alg_values_supported=["HS256", "none", "RS256"])
    there.forger = OctKey.import_key(SECRET)  # type: ignore[assignment]  # - what no provider should sign with
    there.algorithm = "HS256"
    with pytest.raises(AnswerUntrusted, match="signature"):
        identify(there, terms)
    there.spoiled[TOKEN] = unsigned
    with pytest.raises(AnswerUntrusted, match="signature"):
        identify(there, terms)


def unsigned(response: flask.Response) -> flask.Response:
    token = response.get_json()
    head, body, _ = token["id_token"].split(".")
    none = "eyJhbGciOiJub25lIn0"
    assert head != none
    return flask.jsonify({**token, "id_token": f"{none}.{body}."})


USERINFOS: dict[str, Callable[[Claims], Claims]] = {
    "issuer": lambda told: {**told, "iss": "https://other.example"},
    "no issuer": lambda told: without(told, "iss"),
    "audience": lambda told: {**told, "aud": "somebody else"},
    "no audience": lambda told: without(told, "aud"),
    "over": lambda told: {**told, "exp": int(time.time()) - 61},
    "subject": lambda told: {**told, "sub": "mallory"},
    "no subject": lambda told: without(told, "sub"),
}


@pytest.mark.parametrize("told", USERINFOS.values(), ids=USERINFOS)
def test_signed_userinfo_that_is_wrong(
    there: IdentityProvider, terms: Terms, told: Callable[[Claims], Claims]
) -> None:
    """2"""
    there.signed, there.told = True, told
    with pytest.raises(AnswerUntrusted, match="userinfo"):
        identify(there, replace(terms, userinfo_signed=True))


def test_userinfo_that_is_not_signed(there: IdentityProvider, terms: Terms) -> None:
    """2: refused where it must be signed; elsewhere it is about the same person."""
    with pytest.raises(AnswerUntrusted, match="not signed"):
        identify(there, replace(terms, userinfo_signed=True))
    there.told = lambda told: {**told, "sub": "mallory"}
    with pytest.raises(AnswerUntrusted, match="another subject"):
        identify(there, terms)


def test_forged_userinfo(there: IdentityProvider, terms: Terms) -> None:
    """2: also where it need not be signed, a signature that is there has to be right."""
    there.signed = True

    def forge(response: flask.Response) -> flask.Response:
        there.forger = OTHER_KEY
        return response

    there.spoiled[TOKEN] = forge
    for must in (True, False):
        there.forger = None
        with pytest.raises(AnswerUntrusted, match="signature"):
            identify(there, replace(terms, userinfo_signed=must))
