"""SQLite: one file, one writer thread, reads on a connection of the event loop."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from formgen.storage.database import Database
from formgen.storage.errors import DatabaseClosed, StorageError
from formgen.storage.migrate import upgrade
from formgen.storage.statement import Connection
from formgen.storage.writer import Writer

Result = TypeVar("Result")

# How long a write waits for another process's transaction before it fails, in milliseconds.
BUSY_TIMEOUT = 10_000

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # Deleted answers must not stay readable in free pages of the file.
    "PRAGMA secure_delete = FAST",
    # Two MiB for each connection, negative because counted in KiB: the system keeps the file in memory too.
    "PRAGMA cache_size = -2048",
)


class SqliteDatabase(Database):
    """See `Database`. `path` is the file; beside it SQLite keeps `-wal` and `-shm`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading: Connection | None = _reading_connection(engine)
        self._writer = Writer(lambda: Connection(engine.connect(), "sqlite"))

    @classmethod
    async def connect(cls, path: Path) -> SqliteDatabase:
        """Open or make the file. Raises StorageError when it cannot be, DatabaseTooNew."""
        engine = sqlite_engine(path)
        try:
            await asyncio.to_thread(upgrade, engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    async def read(self, function: Callable[[Connection], Result]) -> Result:
        if self._reading is None:
            raise DatabaseClosed("the database is closed")
        return function(self._reading)

    async def write(self, function: Callable[[Connection], Result]) -> Result:
        result: Result = await self._writer.run(function)
        return result

    async def close(self) -> None:
        await self._writer.close()
        if self._reading is not None:
            self._reading.core.close()
            self._reading = None
            self._engine.dispose()


def sqlite_engine(path: Path) -> Engine:
    """An engine whose connections begin and end no transaction of their own accord."""
    path = path.expanduser().absolute()

    def creator() -> sqlite3.Connection:
        return _connect(path)

    return create_engine("sqlite://", creator=creator, poolclass=NullPool, isolation_level="AUTOCOMMIT")


def _make_file(path: Path) -> None:
    """SQLite gives `-wal` and `-shm` the permissions of the file, so this makes all three private.

    A file that exists must not even be opened: closing it again would drop every POSIX lock that this process
    has on it, and another process would then take the database for unused and delete its log.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists():
        return
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        # Another process that starts at the same time made it.
        return


def _connect(path: Path) -> sqlite3.Connection:
    try:
        _make_file(path)
        # A connection may be closed by another thread than the one that used it; the library is built to be
        # shared so (`sqlite3.threadsafety` is 3).
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except (OSError, sqlite3.DatabaseError) as fault:
        raise StorageError(f"the database {path} cannot be opened: {fault}") from fault
    return connection


def _reading_connection(engine: Engine) -> Connection:
    connection = Connection(engine.connect(), "sqlite")
    cursor: Any = connection.cursor()
    cursor.execute("PRAGMA query_only = ON")
    return connection
