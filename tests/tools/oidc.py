"""An identity provider of the tests' own: oidc-provider-mock, held to what it lets pass, and made to lie.

Added to it: a userinfo response that is signed (as FranceConnect's), PKCE that is really verified, the secret
of the client, and answers that a test spoils on their way out.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import httpx2
import pytest
from authlib.deprecate import AuthlibDeprecationWarning
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from werkzeug.serving import make_server

with warnings.catch_warnings():
    # The provider signs with a module that authlib is about to drop; that is its own affair.
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    import oidc_provider_mock
    from oidc_provider_mock import _app as inside

QUIET = [
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]
"""Marks of a test file that uses it: what the provider does in an old way is no fault of ours."""
CLIENT, SECRET = "formgen", "a secret of the tests"
DISCOVERY, JWKS, TOKEN = "/.well-known/openid-configuration", "/jwks", "/oauth2/token"
AUTHORIZE, USERINFO, END = "/oauth2/authorize", "/userinfo", "/oauth2/end_session"

Claims = dict[str, Any]


@dataclass
class IdentityProvider:
    """A running provider. Tests set `signed`, and spoil answers by the path that gives them."""

    port: int = 0
    clock: Callable[[], float] = time.time
    """What time its tokens say that it is."""
    signed: bool = False
    """Whether the userinfo response is a signed JWT."""
    keys: list[RSAKey | ECKey] = field(default_factory=lambda: [RSAKey.generate_key(2048, {"kid": "first"})])
    """What it signs with (the last) and publishes (all)."""
    claims: Callable[[Claims], Claims] = lambda claims: claims
    """What it puts into an ID token."""
    told: Callable[[Claims], Claims] = lambda claims: claims
    """What it tells of the person."""
    forger: RSAKey | ECKey | None = None
    """Signs instead, without being published."""
    algorithm: str = ""
    spoiled: dict[str, Callable[[flask.Response], flask.Response]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    """The paths that were asked for, in order."""
    challenges: dict[str, str] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}"

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return self.requests.count(path)

    def be_honest(self) -> None:
        """Forget what a test made it say, sign with and count."""
        fresh = IdentityProvider()
        for name in ("signed", "keys", "claims", "told", "forger", "algorithm", "spoiled", "requests"):
            setattr(self, name, getattr(fresh, name))

    def person(self, subject: str, **claims: Any) -> None:
        """Somebody who can sign in there."""
        httpx2.put(f"{self.issuer}/users/{subject}", json=claims).raise_for_status()

    def sign_in(self, address: str, subject: str) -> str:
        """Sign in on the page at an address; where the browser is sent then."""
        answer = httpx2.post(address, data={"sub": subject})
        assert answer.status_code == 302, answer.text[:300]
        return str(answer.headers["location"])

    def deny(self, address: str) -> str:
        """Refuse on the page at an address; where the browser is sent then."""
        return str(httpx2.post(address, data={"action": "deny"}).headers["location"])

    def sign(self, claims: Claims) -> str:
        """A token as this provider signs one now."""
        key = self.forger or self.keys[-1]
        algorithm = self.algorithm or ("ES256" if isinstance(key, ECKey) else "RS256")
        header = {"alg": algorithm, "kid": self.keys[-1].kid}
        return jwt.encode(header, claims, key, algorithms=[algorithm])


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    """A provider at localhost until the block ends."""
    provider = IdentityProvider()
    app = oidc_provider_mock.app(require_nonce=True)
    app.debug = False
    app.before_request(lambda: _hold_to(provider))
    app.after_request(lambda response: _answer(provider, response))
    server = make_server("localhost", 0, app, threaded=True)
    provider.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _hold_to(provider: IdentityProvider) -> Any:
    """Refuse what the provider would let pass: a wrong secret, a code without its verifier."""
    request = flask.request
    provider.requests.append(request.path)
    if request.path != TOKEN:
        return None
    authorization = request.authorization
    given = (
        (authorization.username, authorization.password)
        if authorization is not None
        else (request.form.get("client_id"), request.form.get("client_secret"))
    )
    if given != (CLIENT, SECRET):
        return flask.jsonify(error="invalid_client"), 401
    digest = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    if provider.challenges.get(request.form["code"]) != challenge:
        return flask.jsonify(error="invalid_grant"), 400
    return None


def _answer(provider: IdentityProvider, response: flask.Response) -> flask.Response:
    path = flask.request.path
    if path == AUTHORIZE and response.status_code == 302:
        code = parse_qs(urlsplit(response.location or "").query).get("code", [""])[0]
        assert flask.request.args.get("code_challenge_method") == "S256" or not code
        provider.challenges[code] = flask.request.args.get("code_challenge", "")
    elif path == JWKS:
        response.set_data(json.dumps(KeySet(list(provider.keys)).as_dict(private=False)))
    elif path == TOKEN and response.status_code == 200:
        token = json.loads(response.get_data())
        at = int(provider.clock())
        claims = {**_claims_in(token["id_token"]), "iat": at, "auth_time": at, "exp": at + 3600}
        token["id_token"] = provider.sign(provider.claims(claims))
        response.set_data(json.dumps(token))
    elif path == USERINFO and response.status_code == 200:
        told = json.loads(response.get_data())
        if provider.signed:
            now = int(provider.clock())
            said = {"iss": provider.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, **told}
            response.set_data(provider.sign(provider.told(said)))
            response.content_type = "application/jwt"
        else:
            response.set_data(json.dumps(provider.told(told)))
    spoil = provider.spoiled.get(path)
    return spoil(response) if spoil is not None else response


def _claims_in(token: str) -> Claims:
    body = token.split(".")[1]
    claims: Claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return claims


assert inside._JWS_ALG == "RS256", "the tokens of the provider are signed anew in the same form"
