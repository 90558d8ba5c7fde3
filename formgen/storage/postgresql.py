"""PostgreSQL by psycopg 3: a pool of connections, and as many threads to wait for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import psycopg
from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.exc import OperationalError

from formgen.storage.database import Database
from formgen.storage.errors import DatabaseClosed, StorageError, WriteFailed
from formgen.storage.migrate import upgrade
from formgen.storage.statement import Connection

Result = TypeVar("Result")

# Connections of one process; PostgreSQL allows 100 in all by default.
POOL_SIZE = 8


class PostgresqlDatabase(Database):
    """See `Database`. Each write is a transaction of its own; PostgreSQL groups commits itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._threads: ThreadPoolExecutor | None = ThreadPoolExecutor(POOL_SIZE, "formgen-postgresql")

    @classmethod
    async def connect(cls, url: URL) -> PostgresqlDatabase:
        """Raises StorageError when the server does not answer or let in, DatabaseTooNew."""
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=POOL_SIZE,
            max_overflow=0,
            pool_pre_ping=True,
            # Commits must be durable when answered, whatever the server's default.
            connect_args={"options": "-c synchronous_commit=on", "connect_timeout": 10},
        )
        try:
            await asyncio.to_thread(upgrade, engine)
        except OperationalError as fault:
            engine.dispose()
            reason = " ".join(str(fault.orig).split())
            raise StorageError(f"the database at {url.host} cannot be reached: {reason}") from fault
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    async def read(self, function: Callable[[Connection], Result]) -> Result:
        return await self._in_thread(lambda: self._read(function))

    async def write(self, function: Callable[[Connection], Result]) -> Result:
        return await self._in_thread(lambda: self._write(function))

    async def close(self) -> None:
        threads, self._threads = self._threads, None
        if threads is not None:
            await asyncio.to_thread(threads.shutdown)
            self._engine.dispose()

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        if self._threads is None:
            raise DatabaseClosed("the database is closed")
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _read(self, function: Callable[[Connection], Result]) -> Result:
        with self._reading.connect() as core:
            return function(Connection(core, "postgresql"))

    def _write(self, function: Callable[[Connection], Result]) -> Result:
        with self._engine.connect() as core:
            # psycopg begins at the first statement, so a transaction costs no round trip of its own.
            raw = core.connection
            try:
                result = function(Connection(core, "postgresql"))
            except StopIteration as fault:
                raise RuntimeError("the write raised StopIteration") from fault
            try:
                raw.commit()
            except psycopg.Error as fault:
                raise WriteFailed(f"the write could not be made durable: {fault}") from fault
            return result
