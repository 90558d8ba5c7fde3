"""Alice signs in at a provider that tests make lie."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
from joserfc.jwk import RSAKey

from formgen.casework.accounts.oidc import Flow, Identity, Terms
from formgen.casework.accounts.oidc_provider import OidcProvider
from tests.tools.oidc import Claims, IdentityProvider

BACK = "http://testserver/account/oidc/state/back"
FLOW = Flow("t" * 43, "state")
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "first"})


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
    """Alice signs in on the provider's page: the code that comes back."""
    address = await ours.address(flow, BACK)
    answer = parse_qs(urlsplit(await asyncio.to_thread(there.sign_in, address, "alice")).query)
    assert flow.is_answered_by(answer["state"][0])
    return answer["code"][0]


def changing(**values: Any) -> Callable[[flask.Response], flask.Response]:
    """Spoils an answer in JSON by other values."""
    return lambda response: flask.jsonify({**response.get_json(), **values})


def without(claims: Claims, name: str) -> Claims:
    """The claims but for one."""
    return {key: value for key, value in claims.items() if key != name}


def clocked(ours: OidcProvider, now: list[float]) -> OidcProvider:
    """A provider whose documents age by `now[0]`, in seconds."""
    ours.documents._ticks = lambda: now[0]
    return ours
