"""The one middleware: which requests come in at all, and how large they may be."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from formgen.web.forms import SILENCE
from formgen.web.security.origins import Hosts, from_our_pages

READING: Final = frozenset({"GET", "HEAD"})
KNOWN: Final = frozenset({"GET", "HEAD", "POST"})
FORM_LIMIT: Final = 1024 * 1024
"""Bytes of a form without files."""
LONGEST_LENGTH: Final = 18
"""Digits of a length that is looked at."""
DRAINED: Final = 4
"""So many times the limit is read and thrown away: a browser that still sends then sees the answer."""

Refuse = Callable[[Scope, Receive, Send, str], Awaitable[None]]
"""Answers with the page of a refusal: "wrong_host", "cross_site", "too_large", and so on."""


class Gate:
    """Lets in what is for this host, from our own pages and small enough; refuses the rest with a page."""

    def __init__(
        self, app: ASGIApp, refuse: Refuse, hosts: Hosts, own_origins: frozenset[str], upload_limit: int
    ) -> None:
        self._app = app
        self._refuse = refuse
        self._hosts = hosts
        self._own = own_origins
        self._upload_limit = upload_limit
        self._forms = RequestBodyLimitMiddleware(app, FORM_LIMIT)
        self._uploads = RequestBodyLimitMiddleware(app, upload_limit)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = b""
        for name, value in scope["headers"]:
            if name == b"host":
                host = value
                break
        if not self._hosts.serves(host):
            await self._refuse(scope, receive, send, "wrong_host")
        elif "\0" in scope["path"]:
            # No address holds it, and PostgreSQL takes no text with it to look for.
            await self._refuse(scope, receive, send, "not_found")
        elif scope["method"] in READING:
            await self._app(scope, receive, send)
        elif scope["method"] not in KNOWN:
            await self._refuse(scope, receive, send, "method_not_allowed")
        elif not from_our_pages(scope["headers"], host, self._own):
            await self._refuse(scope, receive, send, "cross_site")
        else:
            await self._post(scope, receive, send)

    async def _post(self, scope: Scope, receive: Receive, send: Send) -> None:
        content_type, length, counted = b"", b"", True
        for name, value in scope["headers"]:
            if name == b"content-type":
                content_type = value
            elif name == b"content-length":
                length = value
            elif name == b"transfer-encoding":
                counted = False
        with_files = content_type.startswith(b"multipart/")
        limit = self._upload_limit if with_files else FORM_LIMIT
        if length.isdigit() and (len(length) > LONGEST_LENGTH or int(length) > limit):
            await drain(receive, limit * DRAINED)
            await self._refuse(scope, receive, send, "too_large")
        elif counted and length.isdigit():
            # By the protocol the server takes exactly so many bytes for the body.
            await self._app(scope, receive, send)
        else:
            await (self._uploads if with_files else self._forms)(scope, receive, send)


async def drain(receive: Receive, limit: int) -> None:
    """Read what still comes and throw it away: up to `limit` bytes, for as long as a form may pause."""
    seen = 0
    more = True
    try:
        async with asyncio.timeout(SILENCE):
            while more and seen < limit:
                message: Message = await receive()
                seen += len(message.get("body", b""))
                more = message["type"] == "http.request" and message.get("more_body", False)
    except TimeoutError:
        # Who promises much and sends nothing is answered all the same.
        return
