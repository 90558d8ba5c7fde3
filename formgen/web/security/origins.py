"""Hosts that are served, and whether a form was sent from one of our own pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

RawHeaders = Sequence[tuple[bytes, bytes]]

# A name or an IPv4 address, or an IPv6 address in brackets; then a port (RFC 9110, 7.2).
_HOST = re.compile(rb"(?:([A-Za-z0-9._-]+)|\[([0-9A-Fa-f:.]+)\])(?::[0-9]{1,5})?")
OWN_SITES = frozenset({b"same-origin", b"none"})
"""`none`: the person started it, by reloading for instance; another site cannot bring that about."""


class Hosts:
    """The names under which the service is reached: "service.example", "*.service.example", "*"."""

    def __init__(self, names: Sequence[str]) -> None:
        self._all = "*" in names
        self._exact = frozenset(name.lower() for name in names if not name.startswith("*"))
        self._endings = tuple(name[1:].lower() for name in names if name.startswith("*."))
        self._seen: set[bytes] = set()

    def serves(self, host: bytes) -> bool:
        """Whether a Host header names this service; the port does not matter."""
        if host in self._seen:
            return True
        name = host_name(host)
        found = bool(name) and (self._all or name in self._exact or name.endswith(self._endings))
        if found and len(self._seen) < 64:
            self._seen.add(host)
        return found


def host_name(host: bytes) -> str:
    """The name in a Host header, lower case and without its port; "" when it is none."""
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).decode("ascii").lower() if found else ""


def from_our_pages(headers: RawHeaders, host: bytes, own: frozenset[str]) -> bool:
    """Whether a request that changes something comes from a page of ours.

    Browsers say so in Sec-Fetch-Site, Origin or Referer; all that are there must agree, one must be there.
    `own` are further origins that count as ours ("https://service.example"), for a proxy that changes Host.
    """
    told = False
    origin: bytes | None = None
    referer: bytes | None = None
    for name, value in headers:
        if name == b"sec-fetch-site":
            if value not in OWN_SITES:
                return False
            told = True
        elif name == b"origin":
            origin = value
        elif name == b"referer":
            referer = value
    if origin is not None:
        return _is_ours(origin, host, own)
    if referer is not None:
        return _is_ours(referer, host, own)
    return told


def _is_ours(address: bytes, host: bytes, own: frozenset[str]) -> bool:
    try:
        parts = urlsplit(address.decode("ascii"))
    except (UnicodeDecodeError, ValueError):
        return False
    if parts.scheme not in ("http", "https"):
        return False
    return parts.netloc.lower() == host.decode("latin-1").lower() or f"{parts.scheme}://{parts.netloc}" in own
