"""What a handler answers, and sending it."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from starlette.types import Send

from formgen.web.security.headers import FILE_POLICY, Headers, page_headers, security_headers


@dataclass(slots=True)
class Page:
    """A page of HTML, as text or already in UTF-8."""

    html: str | bytes
    status: int = 200
    cookie: bytes = b""
    cookies: Sequence[bytes] = ()
    retry_after: int = 0
    """After how many seconds it can be tried again, 0 where nothing is said of that."""


@dataclass(slots=True)
class Redirect:
    """Where to go on: a path of this site, or an address of an identity provider that the settings name.

    Always 303, so that a reload sends nothing again.
    """

    path: str
    cookie: bytes = b""
    cookies: Sequence[bytes] = ()


@dataclass(slots=True)
class Content:
    """A file to download or an asset; `body` whole or in pieces."""

    body: bytes | AsyncGenerator[bytes, None]
    media_type: str
    headers: Headers = field(default_factory=list)


_SAFE: Final = "/%?&=#:-._~"
_PLAIN: Final = re.compile(f"[A-Za-z0-9{re.escape(_SAFE)}]*")
Reply = Page | Redirect | Content


class Replies:
    """Sends replies with the headers that each carries."""

    def __init__(self, *, secure: bool) -> None:
        self._page = page_headers(secure=secure)
        self._always = security_headers(secure=secure)

    async def send(self, reply: Reply, send: Send, *, bodiless: bool = False) -> None:
        """Send a reply; `bodiless` to a HEAD request."""
        if isinstance(reply, Page):
            body = reply.html if isinstance(reply.html, bytes) else reply.html.encode()
            headers = [*self._page, (b"content-length", b"%d" % len(body))]
            if reply.cookie:
                headers.append((b"set-cookie", reply.cookie))
            headers += [(b"set-cookie", each) for each in reply.cookies]
            if reply.retry_after > 0:
                headers.append((b"retry-after", b"%d" % reply.retry_after))
            await send({"type": "http.response.start", "status": reply.status, "headers": headers})
            await send({"type": "http.response.body", "body": b"" if bodiless else body})
        elif isinstance(reply, Redirect):
            headers = [
                (b"location", _location(reply.path)),
                (b"cache-control", b"no-store"),
                (b"content-length", b"0"),
                *self._always,
            ]
            if reply.cookie:
                headers.append((b"set-cookie", reply.cookie))
            headers += [(b"set-cookie", each) for each in reply.cookies]
            await send({"type": "http.response.start", "status": 303, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._content(reply, send, bodiless)

    async def _content(self, reply: Content, send: Send, bodiless: bool) -> None:
        headers = [(b"content-type", reply.media_type.encode()), *reply.headers, *self._always]
        if isinstance(reply.body, bytes):
            headers.append((b"content-length", b"%d" % len(reply.body)))
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b"" if bodiless else reply.body})
            return
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        async with aclosing(reply.body) as pieces:
            if not bodiless:
                async for piece in pieces:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _location(path: str) -> bytes:
    if _PLAIN.fullmatch(path):
        return path.encode()
    return quote(path, safe=_SAFE).encode()


async def begun(pieces: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    """The same pieces, the first read by now: a file that is gone is told before its answer begins."""
    first = await anext(pieces, b"")

    async def all_pieces() -> AsyncGenerator[bytes, None]:
        yield first
        async for piece in pieces:
            yield piece

    return all_pieces()


def download(
    body: bytes | AsyncGenerator[bytes, None], media_type: str, name: str, *, size: int | None = None
) -> Content:
    """A file that the browser saves under a name, and never shows as a page of this site."""
    # Some browsers take %22 for the quote that it stands for elsewhere (RFC 6266, appendix D).
    plain = "".join(sign if sign.isascii() and sign not in '\\"%?' else "_" for sign in name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = [
        (b"content-disposition", disposition.encode("ascii")),
        (b"content-security-policy", FILE_POLICY.encode()),
        (b"cache-control", b"no-store"),
    ]
    if size is not None:
        headers.append((b"content-length", b"%d" % size))
    return Content(body, media_type, headers)
