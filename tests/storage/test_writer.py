"""The writer thread of SQLite and its group commit.

1. Writes that wait together are committed together; one that is alone is committed at once.
2. When a batch breaks, each of its callers gets an error, none of it is kept, and the next write works.
3. A full disk is an error to its callers and no end of the service.
4. What was acknowledged survives the process being killed.
5. Several processes may write the same file, and opening it once more drops no lock that is held.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from formgen.storage.errors import WriteFailed
from formgen.storage.queries import numbers, sessions
from formgen.storage.statement import Connection
from tests.storage.conftest import Store
from tests.storage.given import AT


def kept(store: Store, name: str) -> bool:
    return store.read(lambda connection: sessions.read_session(connection, name)) is not None


def test_writes_that_wait_share_a_commit(sqlite_store: Store) -> None:  # 1
    gate = threading.Event()
    seen_by_others: list[bool] = []

    def first(connection: Connection) -> None:
        sessions.create_session(connection, "first", AT, {})
        gate.wait(10)

    def second(connection: Connection) -> None:
        # The first is not committed yet: another connection does not see it, this transaction does.
        seen_by_others.append(kept_elsewhere(sqlite_store.url, "first"))
        assert sessions.read_session(connection, "first") is not None

    async def both() -> None:
        one = asyncio.ensure_future(sqlite_store.database.write(first))
        await asyncio.sleep(0)
        two = asyncio.ensure_future(sqlite_store.database.write(second))
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(one, two)

    asyncio.run(both())
    assert seen_by_others == [False]
    assert kept_elsewhere(sqlite_store.url, "first")


def kept_elsewhere(url: str, name: str) -> bool:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        return (
            connection.execute("SELECT 1 FROM sessions WHERE token_hash = ?", [name]).fetchone() is not None
        )
    finally:
        connection.close()


def test_a_broken_batch_is_told_to_all_and_forgotten(sqlite_store: Store) -> None:  # 2
    gate = threading.Event()

    def first(connection: Connection) -> None:
        gate.wait(10)
        sessions.create_session(connection, "a", AT, {})

    def breaks(connection: Connection) -> None:
        # What SQLite does by itself on some errors of the disk.
        connection.cursor().execute("ROLLBACK")

    async def together() -> list[object]:
        writes = [
            asyncio.ensure_future(sqlite_store.database.write(function)) for function in (first, breaks)
        ]
        await asyncio.sleep(0)
        gate.set()
        return await asyncio.gather(*writes, return_exceptions=True)

    outcomes = asyncio.run(together())
    assert [type(outcome) for outcome in outcomes] == [WriteFailed, WriteFailed]
    assert outcomes[0] is not outcomes[1]
    assert not kept(sqlite_store, "a")
    sqlite_store.write(lambda connection: sessions.create_session(connection, "b", AT, {}))
    assert kept(sqlite_store, "b")


def test_a_full_disk_is_survived(sqlite_store: Store) -> None:  # 3
    def fill(connection: Connection) -> None:
        pages = connection.cursor().execute("PRAGMA page_count").fetchone()[0]
        connection.cursor().execute(f"PRAGMA max_page_count = {pages}")
        sessions.create_session(connection, "large", AT, {"text": "x" * 1_000_000})

    def make_room(connection: Connection) -> None:
        connection.cursor().execute("PRAGMA max_page_count = 1000000")

    with pytest.raises((sqlite3.OperationalError, WriteFailed), match="full"):
        sqlite_store.write(fill)
    sqlite_store.write(make_room)
    sqlite_store.write(lambda connection: sessions.create_session(connection, "b", AT, {}))
    assert not kept(sqlite_store, "large")
    assert kept(sqlite_store, "b")


WRITES_UNTIL_KILLED = """
import asyncio, sys
from formgen.storage.database import Database
from formgen.storage.moments import now
from formgen.storage.queries import sessions

async def main():
    database = await Database.open(sys.argv[1])
    async def client(name):
        for index in range(1_000_000):
            token = f"{name}-{index}"
            await database.write(lambda connection: sessions.create_session(connection, token, now(), {}))
            print(token, flush=True)
    await asyncio.gather(*map(client, "abcdefgh"))

asyncio.run(main())
"""


def test_acknowledged_writes_survive_a_kill(sqlite_url: str, root: Path) -> None:  # 4
    process = subprocess.Popen(
        [sys.executable, "-c", WRITES_UNTIL_KILLED, sqlite_url], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert process.stdout is not None
    acknowledged = [process.stdout.readline().strip() for _ in range(500)]
    os.kill(process.pid, signal.SIGKILL)
    # The last line may be cut; a line that ends was acknowledged.
    acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    store = Store(sqlite_url)
    try:
        assert len(acknowledged) >= 500
        assert [token for token in acknowledged if not kept(store, token)] == []
    finally:
        store.close()


DRAWS_NUMBERS = """
import asyncio, sys
from formgen.storage.database import Database
from formgen.storage.queries import numbers

async def main():
    database = await Database.open(sys.argv[1])
    draws = [database.write(lambda connection: numbers.draw_order(connection, "5901")) for _ in range(100)]
    print(*await asyncio.gather(*draws))
    await database.close()

asyncio.run(main())
"""


def test_processes_share_a_file(sqlite_url: str, root: Path) -> None:  # 5
    command = [sys.executable, "-c", DRAWS_NUMBERS, sqlite_url]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) for _ in range(3)]
    drawn = [int(word) for process in processes for word in process.communicate(timeout=60)[0].split()]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sorted(drawn) == list(range(1, 301))
    store = Store(sqlite_url)
    try:
        assert store.write(lambda connection: numbers.draw_order(connection, "5901")) == 301
    finally:
        store.close()


# Where SQLite keeps the lock that every user of a file in WAL mode holds (sqlite.org/fileformat2.html).
TRIES_TO_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except BlockingIOError:
        print("in use")
    else:
        print("free")
"""


def test_opening_once_more_drops_no_lock(sqlite_store: Store) -> None:  # 5
    path = sqlite_store.url.removeprefix("sqlite:///")
    command = [sys.executable, "-c", TRIES_TO_LOCK, path]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "in use\n"
    Store(sqlite_store.url).close()
    sqlite_store.write(lambda connection: sessions.create_session(connection, "a", AT, {}))
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "in use\n"
