"""What an identity provider publishes, and a provider at fault.

1. Configuration and keys are asked for once; keys again when a signature fits none, at most once a minute.
2. A provider that is away, slow, too talkative, or not what it says it is, is a fault that says so; no
   redirect of its is followed.
"""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import flask
import pytest
from joserfc.jwk import RSAKey

from formgen.casework.accounts.oidc import AnswerUntrusted, OidcFault, ProviderUnreachable, Terms
from formgen.casework.accounts.oidc_documents import FAILED, KEPT, RENEWED
from formgen.casework.accounts.oidc_provider import OidcProvider
from tests.casework.accounts.oidc.alice import BACK, FLOW, OTHER_KEY, changing, clocked, code_of, identify
from tests.tools.oidc import DISCOVERY, JWKS, QUIET, SECRET, TOKEN, USERINFO, IdentityProvider
from tests.tools.smtp import free_port

pytestmark = QUIET


def test_what_is_published_is_asked_for_once(there: IdentityProvider, terms: Terms) -> None:
    """1"""

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
    """1: found when the first token comes that it signed; forgers do not make us ask again and again."""

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
    """2"""
    away = replace(terms, issuer=f"http://localhost:{free_port()}")
    with pytest.raises(ProviderUnreachable):
        asyncio.run(OidcProvider(away).address(FLOW, BACK))


def test_a_provider_that_failed_is_left_alone_for_a_moment(there: IdentityProvider, terms: Terms) -> None:
    """2: and is asked again soon."""
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


def compressed(response: flask.Response) -> flask.Response:
    response.set_data(gzip.compress(response.get_data()))
    response.headers["content-encoding"] = "gzip"
    return response


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
    """2: told as a fault of the provider's, and no redirect is followed."""
    there.spoiled[path] = answer
    with pytest.raises(ProviderUnreachable) as told:
        identify(there, terms)
    assert SECRET not in str(told.value)
    assert "/elsewhere" not in there.requests


def test_one_broken_key_does_not_matter(there: IdentityProvider, terms: Terms) -> None:
    """2: RFC 7517, 5."""

    def add(response: flask.Response) -> flask.Response:
        return changing(keys=[{"kty": "new"}, {"kty": "RSA", "n": "x"}, *response.get_json()["keys"]])(
            response
        )

    there.spoiled[JWKS] = add
    assert identify(there, terms).subject == "alice"


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, USERINFO])
def test_a_slow_provider(there: IdentityProvider, terms: Terms, path: str) -> None:
    """2: what drips is not waited for, either."""

    def drip(_: flask.Response) -> flask.Response:
        def drops() -> Iterator[bytes]:
            for _ in range(20):
                time.sleep(0.1)
                yield b" "

        return flask.Response(drops(), content_type="application/json")

    there.spoiled[path] = drip
    with pytest.raises(ProviderUnreachable):
        identify(there, replace(terms, seconds=0.5))


def test_a_wrong_secret(there: IdentityProvider, terms: Terms) -> None:
    """2: the operator is told, without the secret."""
    with pytest.raises(OidcFault, match="invalid_client") as told:
        identify(there, replace(terms, client_secret="wrong"))
    assert "wrong" not in str(told.value)
    assert SECRET not in repr(terms)
