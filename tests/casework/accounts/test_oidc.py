"""Signing in at an identity provider: what is believed and what is not, against a real provider.

1. The code flow with PKCE (S256), state and nonce ends with the issuer and subject of the person, and their
   name where it was asked for.
2. An ID token counts only with the signature of a published key, from this issuer, for us, for this sign-in,
   in its time, at a level that is accepted.
3. A userinfo response that must be signed counts only with such a signature, from this issuer, for us, about
   the same person. One that need not be is about the same person as well.
4. Configuration and keys are asked for once; keys again when a signature fits none, at most once a minute.
5. A provider that is away, slow, too talkative, or not what it says it is, is a fault that says so; no
   redirect of its is followed.
6. A code is worth nothing without the verifier of its sign-in, nor when another provider sent it.
"""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey

from formgen.casework.accounts.oidc import (
    AnswerUntrusted,
    Flow,
    Identity,
    OidcFault,
    ProviderRefused,
    ProviderUnreachable,
    Terms,
)
from formgen.casework.accounts.oidc_documents import FAILED, KEPT, RENEWED
from formgen.casework.accounts.oidc_provider import OidcProvider
from tests.tools.oidc import (
    AUTHORIZE,
    CLIENT,
    DISCOVERY,
    JWKS,
    QUIET,
    SECRET,
    TOKEN,
    USERINFO,
    Claims,
    IdentityProvider,
    identity_provider,
)
from tests.tools.smtp import free_port

pytestmark = QUIET

BACK = "http://testserver/account/oidc/state/back"
FLOW = Flow("t" * 43, "state")
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "first"})


@pytest.fixture(scope="module")
def running() -> Iterator[IdentityProvider]:
    with identity_provider() as provider:
        provider.person("alice", given_name="Alice", family_name="Martin", email="alice@example.com")
        yield provider


@pytest.fixture
def there(running: IdentityProvider) -> IdentityProvider:
    """The provider, honest again."""
    fresh = IdentityProvider(keys=[RSAKey.generate_key(2048, {"kid": "first"})])
    for name in ("signed", "keys", "claims", "told", "forger", "algorithm", "spoiled", "requests"):
        setattr(running, name, getattr(fresh, name))
    return running


@pytest.fixture
def terms(there: IdentityProvider) -> Terms:
    return Terms("state", "The State", there.issuer, CLIENT, SECRET, ("openid", "profile"), seconds=5)


def identify(
    there: IdentityProvider, terms: Terms, *, at: datetime | None = None, issuer: str | None = None
) -> Identity:
    """Alice signs in, from beginning to end."""

    async def whole() -> Identity:
        ours = OidcProvider(terms)
        code = await code_of(ours, there)
        return await ours.identify(code, FLOW, BACK, at or datetime.now(UTC), issuer)

    return asyncio.run(whole())


async def code_of(ours: OidcProvider, there: IdentityProvider, flow: Flow = FLOW) -> str:
    address = await ours.address(flow, BACK)
    answer = parse_qs(urlsplit(await asyncio.to_thread(there.sign_in, address, "alice")).query)
    assert flow.is_answered_by(answer["state"][0])
    return answer["code"][0]


def changing(**values: Any) -> Callable[[flask.Response], flask.Response]:
    return lambda response: flask.jsonify({**response.get_json(), **values})


def compressed(response: flask.Response) -> flask.Response:
    response.set_data(gzip.compress(response.get_data()))
    response.headers["content-encoding"] = "gzip"
    return response


@pytest.mark.parametrize("signed", [False, True])
def test_signing_in(there: IdentityProvider, terms: Terms, signed: bool) -> None:
    """1, 3"""
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
    """1, 2: FranceConnect signs with ES256."""
    there.keys.append(key)
    algorithms = ["RS256", "ES256"]
    there.spoiled[DISCOVERY] = changing(id_token_signing_alg_values_supported=algorithms)
    assert identify(there, terms).subject == "alice"


def test_the_secret_in_the_form(there: IdentityProvider, terms: Terms) -> None:
    """1: FranceConnect takes the secret in the form alone."""
    there.spoiled[DISCOVERY] = changing(token_endpoint_auth_methods_supported=["client_secret_post"])
    assert identify(there, terms).subject == "alice"


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
    """2: signed rightly, and not believed."""
    there.claims = claims
    with pytest.raises(AnswerUntrusted):
        identify(there, terms)
    assert USERINFO not in there.requests


def test_the_end_of_a_token(there: IdentityProvider, terms: Terms) -> None:
    """2: by our clock, with a minute to spare."""
    there.claims = lambda claims: {**claims, "exp": int(time.time()) + 600}
    now = datetime.now(UTC)
    assert identify(there, terms, at=now + timedelta(seconds=655)).subject == "alice"
    with pytest.raises(AnswerUntrusted):
        identify(there, terms, at=now + timedelta(seconds=665))


def test_levels_of_assurance(there: IdentityProvider, terms: Terms) -> None:
    """2"""
    there.claims = lambda claims: {**claims, "acr": "eidas2"}
    assert identify(there, replace(terms, acr_accepted=("eidas1", "eidas2"))).subject == "alice"
    with pytest.raises(AnswerUntrusted, match="acr is 'eidas2'"):
        identify(there, replace(terms, acr_accepted=("eidas3",)))
    there.claims = lambda claims: claims
    with pytest.raises(AnswerUntrusted, match="acr is None"):
        identify(there, replace(terms, acr_accepted=("eidas1",)))


def test_a_forged_token(there: IdentityProvider, terms: Terms) -> None:
    """2: another key under the same name."""
    there.forger = OTHER_KEY
    with pytest.raises(AnswerUntrusted, match="signature"):
        identify(there, terms)


def test_a_token_that_anybody_could_sign(there: IdentityProvider, terms: Terms) -> None:
    """2: neither with our secret, nor without any key, even if the provider says that it does so."""
    there.spoiled[DISCOVERY] = changing(id_token_signing_alg_values_supported=["HS256", "none", "RS256"])
    there.forger = OctKey.import_key(SECRET)  # type: ignore[assignment]  # - what no provider should sign with
    there.algorithm = "HS256"
    with pytest.raises(AnswerUntrusted, match="signature"):
        identify(there, terms)
    there.spoiled[TOKEN] = unsigned
    with pytest.raises(AnswerUntrusted, match="signature"):
        identify(there, terms)


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
    """3"""
    there.signed, there.told = True, told
    with pytest.raises(AnswerUntrusted, match="userinfo"):
        identify(there, replace(terms, userinfo_signed=True))


def test_userinfo_that_is_not_signed(there: IdentityProvider, terms: Terms) -> None:
    """3: refused where it must be signed; elsewhere it is about the same person."""
    with pytest.raises(AnswerUntrusted, match="not signed"):
        identify(there, replace(terms, userinfo_signed=True))
    there.told = lambda told: {**told, "sub": "mallory"}
    with pytest.raises(AnswerUntrusted, match="another subject"):
        identify(there, terms)


def test_forged_userinfo(there: IdentityProvider, terms: Terms) -> None:
    """3: also where it need not be signed, a signature that is there has to be right."""
    there.signed = True

    def forge(response: flask.Response) -> flask.Response:
        there.forger = OTHER_KEY
        return response

    there.spoiled[TOKEN] = forge
    for must in (True, False):
        there.forger = None
        with pytest.raises(AnswerUntrusted, match="signature"):
            identify(there, replace(terms, userinfo_signed=must))


def test_what_is_published_is_asked_for_once(there: IdentityProvider, terms: Terms) -> None:
    """4"""

    async def often() -> None:
        ours = clocked(OidcProvider(terms), now := [0.0])
        for seconds in (0.0, 10.0, KEPT - 1):
            now[0] = seconds
            await ours.identify(await code_of(ours, there), FLOW, BACK, datetime.now(UTC))
        assert (there.count(DISCOVERY), there.count(JWKS)) == (1, 1)
        now[0] = KEPT
        await ours.identify(await code_of(ours, there), FLOW, BACK, datetime.now(UTC))
        assert (there.count(DISCOVERY), there.count(JWKS)) == (2, 2)

    asyncio.run(often())


def test_a_new_key(there: IdentityProvider, terms: Terms) -> None:
    """4: found when the first token comes that it signed; forgers do not make us ask again and again."""

    async def changing_keys() -> None:
        ours = clocked(OidcProvider(terms), now := [0.0])
        await ours.identify(await code_of(ours, there), FLOW, BACK, datetime.now(UTC))
        there.keys[:] = [RSAKey.generate_key(2048, {"kid": "second"})]
        now[0] = RENEWED
        found = await ours.identify(await code_of(ours, there), FLOW, BACK, datetime.now(UTC))
        assert (found.subject, there.count(JWKS)) == ("alice", 2)
        there.forger = OTHER_KEY
        for _ in range(3):
            with pytest.raises(AnswerUntrusted):
                await ours.identify(await code_of(ours, there), FLOW, BACK, datetime.now(UTC))
        assert there.count(JWKS) == 2

    asyncio.run(changing_keys())


def test_a_provider_that_is_away(terms: Terms) -> None:
    """5"""
    away = replace(terms, issuer=f"http://localhost:{free_port()}")
    with pytest.raises(ProviderUnreachable):
        asyncio.run(OidcProvider(away).address(FLOW, BACK))


def test_a_provider_that_failed_is_left_alone_for_a_moment(there: IdentityProvider, terms: Terms) -> None:
    """5: and is asked again soon."""
    there.spoiled[DISCOVERY] = lambda _: flask.make_response("down", 503)

    async def twice() -> None:
        ours = clocked(OidcProvider(terms), now := [0.0])
        for _ in range(2):
            with pytest.raises(ProviderUnreachable, match="503"):
                await ours.address(FLOW, BACK)
        assert there.count(DISCOVERY) == 1
        there.spoiled.clear()
        now[0] = FAILED
        assert await ours.address(FLOW, BACK)

    asyncio.run(twice())


SPOILED: dict[str, tuple[str, Callable[[flask.Response], flask.Response]]] = {
    "another issuer": (DISCOVERY, changing(issuer="https://other.example")),
    "no token endpoint": (DISCOVERY, changing(token_endpoint=None)),
    "file": (DISCOVERY, changing(jwks_uri="file:///etc/passwd")),
    "script": (DISCOVERY, changing(authorization_endpoint="javascript:alert(1)")),
    "not JSON": (DISCOVERY, lambda _: flask.make_response("<html>")),
    "a list": (DISCOVERY, lambda _: flask.jsonify([])),
    "elsewhere": (DISCOVERY, lambda _: flask.make_response(flask.redirect("/elsewhere"))),
    "large": (DISCOVERY, changing(padding="x" * 300_000)),
    "compressed": (DISCOVERY, compressed),
    "many keys": (JWKS, lambda _: flask.jsonify(keys=[{"kty": "RSA"}] * 33)),
    "no keys": (JWKS, lambda _: flask.jsonify(keys=[])),
    "a shared key": (JWKS, lambda _: flask.jsonify(keys=[{"kty": "oct", "k": "AAAA", "kid": "first"}])),
    "a broken key": (JWKS, lambda _: flask.jsonify(keys=[{"kty": "RSA", "kid": "first", "n": "x"}, 7])),
    "no token": (TOKEN, lambda _: flask.jsonify(access_token="x", token_type="Bearer")),
    "token not JSON": (TOKEN, lambda _: flask.make_response("<html>")),
    "token fails": (TOKEN, lambda _: flask.make_response("down", 500)),
    "large token": (TOKEN, changing(padding="x" * 300_000)),
    "userinfo fails": (USERINFO, lambda _: flask.make_response("down", 500)),
    "userinfo not JSON": (USERINFO, lambda _: flask.make_response("<html>")),
}


@pytest.mark.parametrize(("path", "answer"), SPOILED.values(), ids=SPOILED)
def test_answers_that_are_none(
    there: IdentityProvider, terms: Terms, path: str, answer: Callable[[flask.Response], flask.Response]
) -> None:
    """5: told as a fault of the provider's, and no redirect is followed."""
    there.spoiled[path] = answer
    with pytest.raises(ProviderUnreachable) as told:
        identify(there, terms)
    assert SECRET not in str(told.value)
    assert "/elsewhere" not in there.requests


def test_one_broken_key_does_not_matter(there: IdentityProvider, terms: Terms) -> None:
    """5: RFC 7517, 5."""

    def add(response: flask.Response) -> flask.Response:
        return changing(keys=[{"kty": "new"}, {"kty": "RSA", "n": "x"}, *response.get_json()["keys"]])(
            response
        )

    there.spoiled[JWKS] = add
    assert identify(there, terms).subject == "alice"


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, USERINFO])
def test_a_slow_provider(there: IdentityProvider, terms: Terms, path: str) -> None:
    """5: what drips is not waited for, either."""

    def drip(_: flask.Response) -> flask.Response:
        def drops() -> Iterator[bytes]:
            for _ in range(20):
                time.sleep(0.1)
                yield b" "

        return flask.Response(drops(), content_type="application/json")

    there.spoiled[path] = drip
    with pytest.raises(ProviderUnreachable):
        identify(there, replace(terms, seconds=0.5))


def test_the_code_of_another_sign_in(there: IdentityProvider, terms: Terms) -> None:
    """6: a code that was stolen is worth nothing in another browser, nor a second time."""

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
    """6: RFC 9207."""
    assert identify(there, terms, issuer=there.issuer).subject == "alice"
    with pytest.raises(AnswerUntrusted, match="another provider"):
        identify(there, terms, issuer="https://other.example")
    there.spoiled[DISCOVERY] = changing(authorization_response_iss_parameter_supported=True)
    with pytest.raises(AnswerUntrusted, match="does not say"):
        identify(there, terms)


def test_a_wrong_secret(there: IdentityProvider, terms: Terms) -> None:
    """5: the operator is told, without the secret."""
    with pytest.raises(OidcFault, match="invalid_client") as told:
        identify(there, replace(terms, client_secret="wrong"))
    assert "wrong" not in str(told.value)
    assert SECRET not in repr(terms)


def test_signing_out_there(there: IdentityProvider, terms: Terms) -> None:
    """1: RP-Initiated Logout; a provider without it has no address for it."""
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


def clocked(ours: OidcProvider, now: list[float]) -> OidcProvider:
    ours.documents._ticks = lambda: now[0]
    return ours


def without(claims: Claims, name: str) -> Claims:
    return {key: value for key, value in claims.items() if key != name}


def unsigned(response: flask.Response) -> flask.Response:
    token = response.get_json()
    head, body, _ = token["id_token"].split(".")
    none = "eyJhbGciOiJub25lIn0"
    assert head != none
    return flask.jsonify({**token, "id_token": f"{none}.{body}."})
