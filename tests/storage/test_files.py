"""The folder that keeps the content of files.

1. What is put comes back byte for byte, from a file or from a stream, with its size and SHA-256.
2. A file beyond the limit is refused while it comes in; nothing of it stays.
3. A source that fails, or a caller who is cancelled, leaves nothing.
4. Keys are random and are the only way in: nothing else is made into a path.
5. Files and folders are readable by this user only.
6. What an earlier process left unfinished is swept, what is being written is not.
7. Deleting is for good, and again is nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formgen.storage.errors import FileTooLarge, StoredFileMissing
from formgen.storage.files import CHUNK, FileStore, FolderStore

LIMIT = 10 * 1024 * 1024


async def stream(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def content(store: FileStore, key: str) -> bytes:
    return b"".join([piece async for piece in store.read(key)])


def all_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(pieces=st.lists(st.binary(max_size=200)))
def test_what_is_put_comes_back(tmp_path: Path, pieces: list[bytes]) -> None:  # 1
    whole = b"".join(pieces)

    async def both() -> None:
        store = FolderStore(tmp_path)
        from_stream = await store.put(stream(*pieces), LIMIT)
        from_file = await store.put(BytesIO(whole), LIMIT)
        assert from_stream.key != from_file.key
        for stored in (from_stream, from_file):
            assert (stored.size, stored.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
            assert await content(store, stored.key) == whole

    asyncio.run(both())


def test_a_file_of_many_pieces(tmp_path: Path) -> None:  # 1
    whole = os.urandom(3 * CHUNK + 7)

    async def put() -> None:
        store = FolderStore(tmp_path)
        stored = await store.put(BytesIO(whole), len(whole))
        assert await content(store, stored.key) == whole
        assert store.path(stored.key).read_bytes() == whole

    asyncio.run(put())


@pytest.mark.parametrize("as_stream", [True, False])
def test_too_large_leaves_nothing(tmp_path: Path, as_stream: bool) -> None:  # 2
    store = FolderStore(tmp_path)
    source = stream(b"x" * 60, b"x" * 41) if as_stream else BytesIO(b"x" * 101)
    with pytest.raises(FileTooLarge) as refusal:
        asyncio.run(store.put(source, 100))
    assert refusal.value.limit == 100
    assert all_files(tmp_path) == []


def test_a_failing_source_leaves_nothing(tmp_path: Path) -> None:  # 3
    async def breaks_off() -> AsyncIterator[bytes]:
        yield b"x" * 60
        raise ConnectionResetError("the browser is gone")

    store = FolderStore(tmp_path)
    with pytest.raises(ConnectionResetError):
        asyncio.run(store.put(breaks_off(), 100))
    assert all_files(tmp_path) == []


def test_a_cancelled_caller_leaves_nothing(tmp_path: Path) -> None:  # 3
    async def cancelled() -> None:
        begun = asyncio.Event()

        async def never_ends() -> AsyncIterator[bytes]:
            yield b"x" * 60
            begun.set()
            await asyncio.Event().wait()

        putting = asyncio.ensure_future(FolderStore(tmp_path).put(never_ends(), 100))
        await begun.wait()
        assert len(all_files(tmp_path)) == 1
        putting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await putting

    asyncio.run(cancelled())
    assert all_files(tmp_path) == []


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "a" * 31, "A" * 32, "a" * 32 + "\n", "/" * 32])
def test_what_is_no_key_leads_nowhere(tmp_path: Path, key: str) -> None:  # 4
    store = FolderStore(tmp_path)
    with pytest.raises(StoredFileMissing):
        asyncio.run(content(store, key))
    with pytest.raises(StoredFileMissing):
        asyncio.run(store.delete(key))


def test_an_unknown_key_is_missing(tmp_path: Path) -> None:  # 4
    with pytest.raises(StoredFileMissing, match="0000"):
        asyncio.run(content(FolderStore(tmp_path), "0" * 32))


def test_only_this_user_may_read(tmp_path: Path) -> None:  # 5
    store = FolderStore(tmp_path / "files")
    previous = os.umask(0)
    try:
        stored = asyncio.run(store.put(BytesIO(b"secret"), 100))
    finally:
        os.umask(previous)
    path = store.path(stored.key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.parent.stat().st_mode & 0o777 == 0o700


def test_leftovers_are_swept(tmp_path: Path) -> None:  # 6
    FolderStore(tmp_path)
    old, new = tmp_path / "passing" / "old", tmp_path / "passing" / "new"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    FolderStore(tmp_path)
    assert all_files(tmp_path) == [new]


def test_deleting(tmp_path: Path) -> None:  # 7
    async def put_and_delete() -> None:
        store = FolderStore(tmp_path)
        stored = await store.put(BytesIO(b"x"), 100)
        await store.delete(stored.key)
        await store.delete(stored.key)
        with pytest.raises(StoredFileMissing):
            await content(store, stored.key)

    asyncio.run(put_and_delete())
    assert all_files(tmp_path) == []
