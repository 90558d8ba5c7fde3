"""Where the content of files is kept: by a random key, never by a name that somebody gave.

`FolderStore` keeps them in a folder of this machine. Another store has to satisfy `FileStore`.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import secrets
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Protocol

from formgen.storage.errors import FileTooLarge, StorageError, StoredFileMissing

CHUNK = 256 * 1024
_KEY = re.compile(r"[0-9a-f]{32}")
# An upload that lasted longer than this was cut off by the end of its process.
_LEFT_BEHIND_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Stored:
    """What was put: its key, its size in bytes, the SHA-256 of its content in hexadecimal."""

    key: str
    size: int
    sha256: str


class FileStore(Protocol):
    """Keeps files by key. Nothing is changed once put; what is put is durable when `put` answers."""

    async def put(self, content: BinaryIO | AsyncIterator[bytes], limit: int) -> Stored:
        """Keep a file of at most `limit` bytes, read to its end. FileTooLarge: nothing is kept."""

    def read(self, key: str) -> AsyncIterator[bytes]:
        """The content, in pieces. Raises StoredFileMissing."""

    async def delete(self, key: str) -> None:
        """Forget a file; one that is not there is forgotten already."""


class FolderStore:
    """A `FileStore` in a folder: two levels of 256 folders each, readable by this user only.

    A file is written under a passing name, flushed to the disk, then renamed: no key leads to half a file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.expanduser().absolute()
        self._passing = self._folder / "passing"
        self._passing.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._sweep()

    async def put(self, content: BinaryIO | AsyncIterator[bytes], limit: int) -> Stored:
        key = secrets.token_hex(16)
        incoming = _Incoming(self._passing / key, limit)
        try:
            if isinstance(content, AsyncIterator):
                async for piece in content:
                    await asyncio.to_thread(incoming.write, piece)
            else:
                await asyncio.to_thread(incoming.write_all, content)
            await asyncio.to_thread(incoming.settle, self.path(key))
        except BaseException:
            incoming.drop()
            raise
        return Stored(key, incoming.size, incoming.digest())

    async def read(self, key: str) -> AsyncIterator[bytes]:
        file = await asyncio.to_thread(self._open, key)
        try:
            while piece := await asyncio.to_thread(file.read, CHUNK):
                yield piece
        finally:
            file.close()

    async def delete(self, key: str) -> None:
        await asyncio.to_thread(self.path(key).unlink, missing_ok=True)

    def path(self, key: str) -> Path:
        """Where a key's content is on this machine. Raises StoredFileMissing for what is no key."""
        if not _KEY.fullmatch(key):
            raise StoredFileMissing(f"{key!r} is not the key of a file")
        return self._folder / key[:2] / key[2:4] / key

    def _open(self, key: str) -> BinaryIO:
        try:
            return self.path(key).open("rb")
        except FileNotFoundError as fault:
            raise StoredFileMissing(f"the store holds no file {key}") from fault

    def _sweep(self) -> None:
        """Delete what an earlier process began to write and never finished."""
        before = time.time() - _LEFT_BEHIND_SECONDS
        for path in self._passing.iterdir():
            try:
                if path.stat().st_mtime < before:
                    path.unlink()
            except FileNotFoundError:
                # Another process that shares the folder finished it or swept it just now.
                continue


class _Incoming:
    """A file being written under a passing name.

    The lock is for the caller who is cancelled while a thread writes: were the descriptor closed under that
    thread, the system might give its number to another file, and the rest would be written into that one.
    """

    def __init__(self, path: Path, limit: int) -> None:
        self._path = path
        self._limit = limit
        self._hash = hashlib.sha256()
        self._lock = threading.Lock()
        self._file: FileIO | None = FileIO(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w")
        self.size = 0

    def write(self, piece: bytes) -> None:
        with self._lock:
            file = self._open()
            self.size += len(piece)
            if self.size > self._limit:
                raise FileTooLarge(self._limit)
            self._hash.update(piece)
            rest = memoryview(piece)
            while rest:
                rest = rest[file.write(rest) :]

    def write_all(self, content: BinaryIO) -> None:
        while piece := content.read(CHUNK):
            self.write(piece)

    def settle(self, path: Path) -> None:
        """Make the content durable under its final name."""
        with self._lock:
            file = self._open()
            os.fsync(file.fileno())
            _make_folder(path.parent.parent)
            _make_folder(path.parent)
            self._path = self._path.rename(path)
            _flush_folder(path.parent)
            file.close()

    def digest(self) -> str:
        return self._hash.hexdigest()

    def drop(self) -> None:
        with self._lock:
            file, self._file = self._file, None
            if file is not None:
                file.close()
            self._path.unlink(missing_ok=True)

    def _open(self) -> FileIO:
        if self._file is None:
            raise StorageError("the file being written was dropped")
        return self._file


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        return
    # The new folder's own entry must be on the disk too, or the file in it is lost with it.
    _flush_folder(path.parent)


def _flush_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
