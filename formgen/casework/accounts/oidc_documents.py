"""What a provider publishes about itself: where its endpoints are and which keys sign. Kept for a while.

OpenID Connect Discovery 1.0. Everything read is bounded, in bytes and in time, and no redirect is followed.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet
from pydantic import BaseModel, ConfigDict, ValidationError

from formgen.casework.accounts.oidc import OidcFault, ProviderUnreachable, Terms

LARGEST: Final = 256 * 1024
"""Bytes of one answer."""
MOST_KEYS: Final = 32
KEPT: Final = 3600.0
"""Seconds for which what was published is believed."""
RENEWED: Final = 60.0
"""Seconds that pass before keys are asked for again because a signature fits none of them."""
FAILED: Final = 5.0
"""Seconds for which a provider that failed is not asked again: who waits would only wait longer."""


class Metadata(BaseModel):
    """What is used of a provider's configuration; its other keys are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    end_session_endpoint: str = ""
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    userinfo_signing_alg_values_supported: tuple[str, ...] = ()
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    authorization_response_iss_parameter_supported: bool = False

    @property
    def authentication(self) -> str:
        """How the secret is handed over at the token endpoint."""
        known = ("client_secret_basic", "client_secret_post")
        return next((each for each in known if each in self.token_endpoint_auth_methods_supported), known[0])


def client_options(tls: ssl.SSLContext, seconds: float) -> dict[str, Any]:
    """How every request to a provider is made."""
    return {
        "verify": tls,
        "timeout": seconds,
        "follow_redirects": False,
        "headers": {"accept-encoding": "identity"},
        "event_hooks": {"response": [_bound]},
    }


class Documents:
    """The published documents of one provider. `ticks` counts seconds."""

    def __init__(
        self, terms: Terms, tls: ssl.SSLContext, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._terms = terms
        self._tls = tls
        self._ticks = ticks
        self._lock = asyncio.Lock()
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._failure: tuple[float, OidcFault] | None = None

    async def metadata(self) -> Metadata:
        """The provider's configuration. Raises ProviderUnreachable."""
        async with self._lock:
            return await self._current()

    async def keys(self, than: KeySet | None = None) -> KeySet:
        """The keys that it signs with; others `than` these if there are any. Raises ProviderUnreachable."""
        async with self._lock:
            kept, now = self._keys, self._ticks()
            if kept is not None:
                age = now - kept[0]
                if age < (KEPT if than is None or kept[1] is not than else RENEWED):
                    return kept[1]
            metadata = await self._current()
            found = _key_set(await self._fetch(metadata.jwks_uri))
            self._keys = (now, found)
            return found

    async def _current(self) -> Metadata:
        now = self._ticks()
        if self._metadata is not None and now - self._metadata[0] < KEPT:
            return self._metadata[1]
        address = f"{self._terms.issuer.rstrip('/')}/.well-known/openid-configuration"
        found = self._checked(await self._fetch(address))
        self._metadata = (now, found)
        return found

    def _checked(self, content: Mapping[str, Any]) -> Metadata:
        try:
            found = Metadata.model_validate(content)
        except ValidationError as fault:
            wrong = ", ".join(".".join(map(str, each["loc"])) for each in fault.errors())
            raise ProviderUnreachable(f"its configuration is not one: {wrong}") from fault
        if found.issuer != self._terms.issuer:
            raise ProviderUnreachable(f"its configuration is that of another issuer, {found.issuer[:200]}")
        scheme = urlsplit(self._terms.issuer).scheme
        for name in ("authorization", "token", "userinfo", "end_session"):
            address = getattr(found, f"{name}_endpoint")
            if address and urlsplit(address).scheme not in ("https", scheme):
                raise ProviderUnreachable(f"its {name}_endpoint is not reached by https")
        if urlsplit(found.jwks_uri).scheme not in ("https", scheme):
            raise ProviderUnreachable("its jwks_uri is not reached by https")
        return found

    async def _fetch(self, address: str) -> Mapping[str, Any]:
        if self._failure is not None and self._ticks() - self._failure[0] < FAILED:
            raise ProviderUnreachable(f"it failed a moment ago: {self._failure[1]}")
        try:
            content = await self._read(address)
        except OidcFault as fault:
            self._failure = (self._ticks(), fault)
            raise
        self._failure = None
        return content

    async def _read(self, address: str) -> Mapping[str, Any]:
        seconds = self._terms.seconds
        try:
            async with (
                asyncio.timeout(seconds),
                httpx2.AsyncClient(**client_options(self._tls, seconds)) as client,
            ):
                response = await client.get(address)
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as fault:
            raise ProviderUnreachable(f"{address}: {type(fault).__name__} {fault}".rstrip()) from fault
        if response.status_code != 200:
            raise ProviderUnreachable(f"{address}: status {response.status_code}")
        try:
            content = response.json()
        except ValueError as fault:
            raise ProviderUnreachable(f"{address}: no JSON") from fault
        if not isinstance(content, dict):
            raise ProviderUnreachable(f"{address}: no JSON object")
        return content


def _key_set(content: Mapping[str, Any]) -> KeySet:
    """The public keys of a set. Those that are not understood are passed over (RFC 7517, 5)."""
    published = content.get("keys")
    if not isinstance(published, list) or len(published) > MOST_KEYS:
        raise ProviderUnreachable(f"its keys are not a list of at most {MOST_KEYS}")
    keys: list[Key] = []
    for each in published:
        # A secret that is published would let anybody sign.
        if isinstance(each, dict) and each.get("kty") in ("RSA", "EC", "OKP"):
            try:
                keys.append(JWKRegistry.import_key(each))
            except (JoseError, ValueError, TypeError):
                continue
    if not keys:
        raise ProviderUnreachable("it publishes no key that can be used")
    return KeySet(keys)


class _Bounded(httpx2.AsyncByteStream):
    """A body of which no more than so much is read."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for piece in self._stream:
            read += len(piece)
            if read > LARGEST:
                raise ProviderUnreachable(f"it sends more than {LARGEST} bytes")
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bound(response: httpx2.Response) -> None:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise ProviderUnreachable("it compresses what was asked for uncompressed")
    assert isinstance(response.stream, httpx2.AsyncByteStream), "the client is asynchronous"
    response.stream = _Bounded(response.stream)
