"""The gate: how large a request may be whatever it says of itself, and addresses that no database takes.

1. A body is held to the limit whether its length is promised, promised falsely or not at all; a length of
   thousands of digits is too large like any other.
2. Who promises a body and sends nothing is answered all the same.
3. An address with a null is no address: PostgreSQL would take no such text to look for.
4. Links of mails lead to an address of the settings: who serves any host has to say which.
5. An installation reached by https keeps its cookies for https, unless it says otherwise.
"""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from pydantic import ValidationError

from formgen.settings import Settings
from formgen.web.forms import BadForm, read_form
from formgen.web.security import gate
from formgen.web.security.gate import FORM_LIMIT, Gate
from formgen.web.security.origins import Hosts
from tests.web.browser import Browser

PIECE = b"a" * 65536
KIND = (b"content-type", b"application/x-www-form-urlencoded")


async def _served(scope: Any, receive: Any, send: Any) -> None:
    try:
        form = await read_form(scope["headers"], receive)
    except BadForm:
        await send({"type": "told", "what": "bad form"})
    else:
        await send({"type": "told", "what": f"{len(form.pairs())} controls"})


async def _refused(scope: Any, receive: Any, send: Any, kind: str) -> None:
    await send({"type": "told", "what": kind})


def told(headers: list[tuple[bytes, bytes]], pieces: int, *, ends: bool = True) -> list[str]:
    """What the gate lets a form come to that arrives in so many pieces."""
    heard: list[str] = []
    left = pieces

    async def receive() -> dict[str, Any]:
        nonlocal left
        if left == 0 and not ends:
            await asyncio.sleep(60)
        left -= 1
        return {
            "type": "http.request",
            "body": PIECE if left >= 0 else b"",
            "more_body": left > 0 or not ends,
        }

    async def send(message: Any) -> None:
        heard.append(message.get("what") or str(message.get("status", "")))

    asked = [(b"host", b"a.example"), (b"origin", b"http://a.example"), KIND, *headers]
    scope = {"type": "http", "method": "POST", "path": "/", "headers": asked, "query_string": b""}
    door = Gate(_served, _refused, Hosts(["a.example"]), frozenset(), 4 * FORM_LIMIT)
    try:
        asyncio.run(door(scope, receive, send))
    except Exception as limit:  # noqa: BLE001 - the application turns it into a page by its status
        heard.append(str(getattr(limit, "status_code", limit)))
    return [each for each in heard if each]


@pytest.mark.parametrize(
    "headers",
    [
        [(b"content-length", b"%d" % (32 * len(PIECE)))],
        [(b"content-length", b"9" * 19)],
        [(b"content-length", b"9" * 5000)],
        [(b"transfer-encoding", b"chunked")],
        [(b"transfer-encoding", b"chunked"), (b"content-length", b"5")],
        [(b"content-length", b"+5")],
        [],
    ],
)
def test_too_large(headers: list[tuple[bytes, bytes]]) -> None:
    """Requirement 1."""
    heard = told(headers, 32)
    assert heard
    assert heard[0] in ("too_large", "413")


def test_small_enough() -> None:
    """Requirement 1: what may come in does."""
    assert told([(b"content-length", b"%d" % len(PIECE))], 1) == ["1 controls"]
    assert told([(b"transfer-encoding", b"chunked")], 3) == ["1 controls"]


def test_a_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requirement 2."""
    monkeypatch.setattr(gate, "SILENCE", 0.05)
    assert told([(b"content-length", b"%d" % (FORM_LIMIT + 1))], 1, ends=False) == ["too_large"]


@pytest.mark.parametrize("path", ["/%00", "/village_hall/%00", "/check/a%00b", "/village_hall/x/%00/y"])
def test_null(hall: Browser, path: str) -> None:
    """Requirement 3."""
    assert hall.client.get(path).status_code == 404


def test_any_host() -> None:
    """Requirement 4."""
    for hosts in (("*",), ("*.service.example",)):
        with pytest.raises(ValidationError, match="base_url"):
            Settings(hosts=hosts)
        assert Settings(hosts=hosts, base_url="https://service.example").hosts == hosts


@pytest.mark.parametrize(
    ("base_url", "said", "secure"),
    [
        ("https://service.example", None, True),
        ("https://service.example", False, False),
        ("http://service.example", None, False),
        ("", None, False),
        ("", True, True),
    ],
)
def test_cookies_of_https(base_url: str, said: bool | None, secure: bool) -> None:
    """Requirement 5."""
    assert Settings(base_url=base_url, secure_cookies=said).secure is secure
