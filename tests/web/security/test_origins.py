"""Hosts and origins.

1. A host is served by its name, whatever its port and letters; an ending by "*.", everything by "*".
2. A request that changes something must say that it comes from a page of ours, and nothing may deny it.
3. Behind a proxy that changes Host, the origin of the base URL counts as ours.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.web.security.origins import Hosts, from_our_pages

HOST = b"service.example:8000"


@pytest.mark.parametrize(
    ("names", "host", "served"),
    [
        (["service.example"], b"service.example", True),
        (["service.example"], b"Service.Example:8000", True),
        (["service.example"], b"service.example.evil.example", False),
        (["service.example"], b"evil@service.example", False),
        (["service.example"], b"service.example/evil", False),
        (["*.service.example"], b"a.service.example", True),
        (["*.service.example"], b"service.example", False),
        (["*.service.example"], b"evilservice.example", False),
        (["::1"], b"[::1]:8000", True),
        (["*"], b"anything", True),
        (["*"], b"", False),
        (["service.example"], b"\xff", False),
        (["service.example"], b"[", False),
    ],
)
def test_hosts(names: list[str], host: bytes, served: bool) -> None:
    """Requirement 1."""
    hosts = Hosts(names)
    assert hosts.serves(host) is served
    assert hosts.serves(host) is served


@given(st.binary(max_size=60))
def test_any_host(host: bytes) -> None:
    """Requirement 1: whatever is sent, it is answered with yes or no."""
    assert Hosts(["service.example"]).serves(host) in (True, False)


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ([(b"origin", b"http://service.example:8000")], True),
        ([(b"origin", b"http://service.example")], False),
        ([(b"origin", b"https://elsewhere.example")], False),
        ([(b"origin", b"null")], False),
        ([(b"origin", b"\xff")], False),
        ([(b"referer", b"http://service.example:8000/page?x=1")], True),
        ([(b"referer", b"http://elsewhere.example/service.example:8000")], False),
        ([(b"sec-fetch-site", b"same-origin")], True),
        ([(b"sec-fetch-site", b"none")], True),
        ([(b"sec-fetch-site", b"same-site")], False),
        ([(b"sec-fetch-site", b"same-origin"), (b"origin", b"https://elsewhere.example")], False),
        ([(b"origin", b"http://service.example:8000"), (b"sec-fetch-site", b"cross-site")], False),
        ([], False),
    ],
)
def test_origins(headers: list[tuple[bytes, bytes]], ours: bool) -> None:
    """Requirement 2."""
    assert from_our_pages(headers, HOST, frozenset()) is ours


def test_base_url() -> None:
    """Requirement 3."""
    headers = [(b"origin", b"https://public.example")]
    assert from_our_pages(headers, HOST, frozenset(["https://public.example"]))
    assert not from_our_pages(headers, HOST, frozenset(["https://other.example"]))
