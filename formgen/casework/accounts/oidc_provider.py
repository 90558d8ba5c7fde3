"""Speaking with an identity provider: the code flow with PKCE, by authlib over httpx2.

OpenID Connect Core 1.0, 3.1; RFC 7636 (S256); RP-Initiated Logout 1.0. FranceConnect adds that the userinfo
response is a JWT whose signature must be verified.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.common.urls import add_params_to_uri
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oauth2.client import OAuth2Client
from joserfc.jwk import KeySet

from formgen.casework.accounts.oidc import (
    AnswerUntrusted,
    Flow,
    Identity,
    OidcFault,
    ProviderRefused,
    ProviderUnreachable,
    Terms,
)
from formgen.casework.accounts.oidc_documents import Documents, Metadata, client_options
from formgen.casework.accounts.oidc_tokens import (
    ALGORITHMS,
    UnknownKey,
    name_of,
    verify_id_token,
    verify_userinfo,
)

AT_ONCE: Final = 20
"""Exchanges with one provider under way; who comes further waits."""

Result = TypeVar("Result")


class OidcProvider:
    """One identity provider."""

    def __init__(self, terms: Terms, tls: ssl.SSLContext | None = None) -> None:
        self.terms = terms
        self._tls = tls or httpx2.create_ssl_context()
        self.documents = Documents(terms, self._tls)
        self._room = asyncio.Semaphore(AT_ONCE)

    async def address(self, flow: Flow, redirect_uri: str) -> str:
        """Where the browser is sent to sign in. Raises OidcFault."""
        metadata = await self.documents.metadata()
        terms = self.terms
        client = OAuth2Client(
            None, client_id=terms.client_id, scope=" ".join(terms.scopes), code_challenge_method="S256"
        )
        asked = {"acr_values": " ".join(terms.acr_values)} if terms.acr_values else {}
        address, _ = client.create_authorization_url(
            metadata.authorization_endpoint,
            state=flow.state,
            nonce=flow.nonce,
            code_verifier=flow.verifier,
            redirect_uri=redirect_uri,
            **asked,
        )
        return _plain(address)

    async def end_address(self, id_token: str, redirect_uri: str, state: str) -> str:
        """Where the browser is sent to sign out; "" for a provider without such a place. Raises OidcFault."""
        metadata = await self.documents.metadata()
        if not metadata.end_session_endpoint:
            return ""
        given = {
            "id_token_hint": id_token,
            "client_id": self.terms.client_id,
            "post_logout_redirect_uri": redirect_uri,
            "state": state,
        }
        return _plain(add_params_to_uri(metadata.end_session_endpoint, given))

    async def identify(
        self, code: str, flow: Flow, redirect_uri: str, at: datetime, issuer: str | None = None
    ) -> Identity:
        """Whom a code stands for. `issuer`: who says to have sent it, if the answer says so (RFC 9207).

        Raises OidcFault, within twice the seconds agreed.
        """
        metadata = await self.documents.metadata()
        if issuer is None and metadata.authorization_response_iss_parameter_supported:
            raise AnswerUntrusted("the answer does not say who sent it")
        if issuer not in (None, self.terms.issuer):
            raise AnswerUntrusted("the answer comes from another provider")
        try:
            async with asyncio.timeout(self.terms.seconds), self._room:
                return await self._exchange(metadata, code, flow, redirect_uri, at)
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as fault:
            raise ProviderUnreachable(f"{type(fault).__name__} {fault}".rstrip()) from fault

    async def _exchange(
        self, metadata: Metadata, code: str, flow: Flow, redirect_uri: str, at: datetime
    ) -> Identity:
        terms = self.terms
        async with AsyncOAuth2Client(
            client_id=terms.client_id,
            client_secret=terms.client_secret,
            token_endpoint_auth_method=metadata.authentication,
            **client_options(self._tls, terms.seconds),
        ) as client:
            token = await _token(client, metadata, code, flow, redirect_uri)
            id_token, access_token = token["id_token"], token["access_token"]
            subject = await self._with_keys(
                lambda keys: verify_id_token(
                    id_token,
                    keys,
                    metadata.id_token_signing_alg_values_supported,
                    terms,
                    flow,
                    access_token,
                    at,
                )
            )
            told = await self._userinfo(client, metadata, at)
        return Identity(terms.issuer, subject, name_of(told, subject) if told is not None else "", id_token)

    async def _userinfo(
        self, client: AsyncOAuth2Client, metadata: Metadata, at: datetime
    ) -> Mapping[str, Any] | None:
        """What is told of the person, None where nothing was asked for."""
        terms = self.terms
        if not metadata.userinfo_endpoint:
            if terms.userinfo_signed:
                raise ProviderUnreachable("it has no userinfo_endpoint, and userinfo_signed is set")
            return None
        if not terms.userinfo_signed and set(terms.scopes) == {"openid"}:
            return None
        response = await client.get(
            metadata.userinfo_endpoint, headers={"accept": "application/jwt, application/json"}
        )
        if response.status_code != 200:
            raise ProviderUnreachable(f"its userinfo_endpoint answers with status {response.status_code}")
        if response.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/jwt":
            algorithms = metadata.userinfo_signing_alg_values_supported or tuple(ALGORITHMS)
            content = response.text.strip()
            return await self._with_keys(lambda keys: verify_userinfo(content, keys, algorithms, terms, at))
        if terms.userinfo_signed:
            raise AnswerUntrusted("the userinfo response is not signed")
        return _object(response, "userinfo_endpoint")

    async def _with_keys(self, verify: Callable[[KeySet], Result]) -> Result:
        """Verify with the keys that are kept, then with fresh ones: a provider changes them now and then."""
        keys = await self.documents.keys()
        try:
            return verify(keys)
        except UnknownKey:
            fresh = await self.documents.keys(than=keys)
            if fresh is keys:
                raise
            return verify(fresh)


async def _token(
    client: AsyncOAuth2Client, metadata: Metadata, code: str, flow: Flow, redirect_uri: str
) -> Mapping[str, str]:
    try:
        token = await client.fetch_token(
            metadata.token_endpoint,
            grant_type="authorization_code",
            code=code,
            code_verifier=flow.verifier,
            redirect_uri=redirect_uri,
        )
    except OidcFault:
        raise
    except AuthlibBaseError as fault:
        raise ProviderRefused(str(fault.error)[:100]) from fault
    except ValueError as fault:
        raise ProviderUnreachable("its token_endpoint answers without a JSON object") from fault
    for each in ("id_token", "access_token"):
        if not isinstance(token.get(each), str):
            raise ProviderUnreachable(f"its token_endpoint gives no {each}")
    return token  # type: ignore[no-any-return]  # - authlib has no types; the two used are checked above


def _object(response: httpx2.Response, name: str) -> Mapping[str, Any]:
    try:
        content = response.json()
    except ValueError as fault:
        raise ProviderUnreachable(f"its {name} answers without JSON") from fault
    if not isinstance(content, dict):
        raise ProviderUnreachable(f"its {name} answers without a JSON object")
    return content


def _plain(address: str) -> str:
    """The same address without "+" for a space, which our redirects would write as a plus."""
    return address.replace("+", "%20")
