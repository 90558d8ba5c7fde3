"""A request as handlers see it: its path in segments, its parameters, its session."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.types import Receive, Scope

from formgen.web.forms import Form, read_form
from formgen.web.sessions import token_in

if TYPE_CHECKING:
    from formgen.web.visitors import Visitor

NOBODY = ""
"""A browser without a session."""


class Call:
    """One request. Everything that costs is made when asked for."""

    __slots__ = ("_query", "method", "path", "receive", "scope", "segments", "session", "visitor")

    def __init__(self, scope: Scope, receive: Receive, cookie: bytes) -> None:
        self.scope = scope
        self.receive = receive
        self.method: str = scope["method"]
        # With two slashes a path is the address of another host: a redirect or a link to it would lead there.
        self.path: str = "/" + scope["path"].lstrip("/")
        self.segments = self.path[1:].split("/")
        self._query: dict[str, str] | None = None
        token = token_in(scope["headers"], cookie)
        self.session = hashlib.sha256(token).hexdigest() if token else NOBODY
        """The hash of the session's token, NOBODY for a browser that sent none."""
        self.visitor: Visitor | None = None
        """Who sent it, once that was asked: one request has one visitor, and one read of the session."""

    @property
    def query(self) -> dict[str, str]:
        """The parameters of its address."""
        if self._query is None:
            raw = self.scope["query_string"]
            self._query = (
                dict(parse_qsl(raw.decode("latin-1"), keep_blank_values=True))
                if raw and len(raw) < 2000
                else {}
            )
        return self._query

    def header(self, name: bytes) -> str:
        """A header's value, "" when it is not there."""
        return next((value.decode("latin-1") for key, value in self.scope["headers"] if key == name), "")

    def without(self, name: str) -> str:
        """Its own address without one parameter."""
        rest = {key: value for key, value in self.query.items() if key != name}
        return f"{self.path}?{urlencode(rest)}" if rest else self.path

    @property
    def origin(self) -> str:
        """The address under which this request came: "http://127.0.0.1:8000"."""
        return f"{self.scope.get('scheme', 'http')}://{self.header(b'host')}"

    async def form(self) -> Form:
        """The posted form. Raises BadForm, WrongType, ClientGone."""
        return await read_form(self.scope["headers"], self.receive)
