"""Headers that every response carries, built once as bytes."""

from __future__ import annotations

from typing import Final

Headers = list[tuple[bytes, bytes]]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No inline script or style, nothing from other sites, no frame around a page."""

FILE_POLICY: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""A file that somebody sent is never a page of this site."""

_YEAR: Final = 365 * 24 * 60 * 60


def security_headers(*, secure: bool) -> Headers:
    """Headers of every response. `secure`: the service is reached over TLS, and only so."""
    headers = [
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
    ]
    if secure:
        headers.append((b"strict-transport-security", f"max-age={_YEAR}".encode()))
    return headers


def page_headers(*, secure: bool) -> Headers:
    """Those of a page: it shows somebody's answers, so nothing on the way may keep it."""
    return [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-security-policy", POLICY.encode()),
        (b"cache-control", b"no-store"),
        *security_headers(secure=secure),
    ]
