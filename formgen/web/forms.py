"""Posted forms: read once, whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping
from typing import Final
from urllib.parse import unquote

from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.types import Receive

FIELD_LIMIT: Final = 2000
"""Controls of one page; a list of 50 items is shown by names alone, so no page has as many."""
FILE_LIMIT: Final = 50
TEXT_LIMIT: Final = 256 * 1024
"""Bytes of one control of a form with files."""
SILENCE: Final = 60.0
"""Seconds that a form may take between two pieces of it: who sends nothing holds no place for ever."""
_URLENCODED: Final = b"application/x-www-form-urlencoded"
_MULTIPART: Final = b"multipart/form-data"


class BadForm(Exception):
    """A form that did not arrive as it was sent: cut off, not a form, not text."""


class WrongType(Exception):
    """A body that is not a form at all."""


class ClientGone(Exception):
    """The browser went away while it was sending."""


class Form:
    """The controls of a form by name, each with all its values in order; files apart."""

    __slots__ = ("_values", "uploads")

    def __init__(
        self, pairs: Iterable[tuple[str, str]], uploads: Mapping[str, list[UploadFile]] | None = None
    ) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)
        self.uploads: Mapping[str, list[UploadFile]] = uploads or {}

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def get(self, name: str) -> str | None:
        """The first value under a name."""
        found = self._values.get(name)
        return found[0] if found else None

    def getlist(self, name: str) -> list[str]:
        """All values under a name."""
        return self._values.get(name, [])

    def pairs(self) -> list[tuple[str, str]]:
        """Every control with each of its values, files left out."""
        return [(name, value) for name, values in self._values.items() for value in values]

    async def close(self) -> None:
        """Let go of the files."""
        for uploads in self.uploads.values():
            for upload in uploads:
                await upload.close()


async def read_form(headers: list[tuple[bytes, bytes]], receive: Receive) -> Form:
    """The form of a request. Raises BadForm, WrongType, ClientGone, and what the limit of bodies raises."""
    content_type = next((value for name, value in headers if name == b"content-type"), b"")
    kind = content_type.partition(b";")[0].strip().lower()
    if kind == _URLENCODED:
        body = await _whole(receive)
        return _urlencoded(body, headers)
    if kind == _MULTIPART:
        return await _multipart(content_type, headers, receive)
    raise WrongType(kind.decode("latin-1"))


async def _whole(receive: Receive) -> bytes:
    chunk, more = await _next(receive)
    if not more:
        return chunk
    return chunk + b"".join([chunk async for chunk in _body(receive)])


async def _body(receive: Receive) -> AsyncGenerator[bytes, None]:
    more = True
    while more:
        chunk, more = await _next(receive)
        yield chunk


async def _next(receive: Receive) -> tuple[bytes, bool]:
    """The next piece of a body, and whether more follows. Raises BadForm after a silence, ClientGone."""
    try:
        async with asyncio.timeout(SILENCE):
            message = await receive()
    except TimeoutError as fault:
        raise BadForm(f"nothing came for {SILENCE:g} seconds") from fault
    if message["type"] == "http.disconnect":
        raise ClientGone
    return message.get("body", b""), message.get("more_body", False)


def _urlencoded(body: bytes, headers: list[tuple[bytes, bytes]]) -> Form:
    _hold_to_length(len(body), headers)
    try:
        pairs = body.decode("ascii").replace("+", " ").split("&") if body else []
        if len(pairs) > FIELD_LIMIT:
            raise BadForm(f"the form has {len(pairs)} controls")
        return Form([_pair(each) for each in pairs])
    except UnicodeDecodeError as fault:
        raise BadForm(str(fault)) from fault


def _pair(written: str) -> tuple[str, str]:
    """The name and value of a control. Raises UnicodeDecodeError for what is not UTF-8."""
    name, _, value = written.partition("=")
    if "%" in written:
        return unquote(name, errors="strict"), unquote(value, errors="strict")
    return name, value


def _hold_to_length(length: int, headers: list[tuple[bytes, bytes]]) -> None:
    """A body shorter than promised was cut off on its way."""
    promised = next((value for name, value in headers if name == b"content-length"), b"")
    if promised.isdigit() and int(promised) != length:
        raise BadForm(f"{length} bytes arrived of {promised.decode()}")


async def _multipart(content_type: bytes, headers: list[tuple[bytes, bytes]], receive: Receive) -> Form:
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    tail = _Tail(len(boundary) + 64)
    parser = _StrictParser(
        Headers(raw=headers),
        tail.watch(_body(receive)),
        max_files=FILE_LIMIT,
        max_fields=FIELD_LIMIT,
        max_part_size=TEXT_LIMIT,
    )
    try:
        data = await parser.parse()
    except MultiPartException as fault:
        raise BadForm(fault.message) from fault
    texts: list[tuple[str, str]] = []
    uploads: dict[str, list[UploadFile]] = {}
    for name, value in data.multi_items():
        if isinstance(value, UploadFile):
            uploads.setdefault(name, []).append(value)
        else:
            texts.append((name, value))
    form = Form(texts, uploads)
    # The parser takes a body without its last boundary for whole.
    if b"--" + boundary + b"--" not in tail.bytes:
        await form.close()
        raise BadForm("the body has no final boundary")
    return form


class _Tail:
    """Remembers the last bytes of what passes."""

    def __init__(self, length: int) -> None:
        self._length = length
        self.bytes = b""

    async def watch(self, chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        async for chunk in chunks:
            self.bytes = (self.bytes + chunk[-self._length :])[-self._length :]
            yield chunk


class _StrictParser(MultiPartParser):
    """Starlette's own takes what is not UTF-8 for Latin-1, which would change what was typed."""

    def on_part_end(self) -> None:
        part = self._current_part
        if part.file is None:
            try:
                part.data.decode("utf-8")
            except UnicodeDecodeError as fault:
                raise MultiPartException("a control holds what is not UTF-8") from fault
        super().on_part_end()
