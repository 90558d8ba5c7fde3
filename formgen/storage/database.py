"""The database, whichever it is: short reads, and writes that are durable once answered.

For example:

    database = await Database.open("sqlite:////var/lib/formgen/formgen.sqlite3")
    session = await database.read(lambda connection: sessions.read_session(connection, token_hash))
    revision = await database.write(lambda connection: dossiers.save_entries(connection, …))
    await database.close()
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from formgen.storage.errors import StorageError
from formgen.storage.statement import Connection

Result = TypeVar("Result")


class Database(ABC):
    """What SQLite and PostgreSQL have in common here. Made by `open`, ended by `close`."""

    @classmethod
    async def open(cls, url: str | Path) -> Database:
        """Open the database, making a SQLite file that does not exist, and bring its tables up to date.

        `url` is a path (SQLite), `sqlite:///relative/path`, `sqlite:////absolute/path` or `postgresql://…`.
        Raises StorageError for another kind of address and for a database that cannot be reached,
        DatabaseTooNew for tables of a later formgen.
        """
        if isinstance(url, Path):
            return await _open_sqlite(url)
        try:
            parsed = make_url(url)
        except ArgumentError as fault:
            raise StorageError("the address is not of the form sqlite:///FILE or postgresql://…") from fault
        if parsed.get_backend_name() == "sqlite":
            if not parsed.database or parsed.database == ":memory:":
                raise StorageError("SQLite in memory keeps nothing: give a file, sqlite:///FILE")
            return await _open_sqlite(Path(parsed.database))
        if parsed.get_backend_name() == "postgresql":
            try:
                from formgen.storage.postgresql import PostgresqlDatabase
            except ModuleNotFoundError as fault:
                raise StorageError(f"{fault}: install formgen[postgresql]") from fault

            return await PostgresqlDatabase.connect(parsed)
        raise StorageError(f"data is kept in SQLite or PostgreSQL, not in {parsed.get_backend_name()}")

    @abstractmethod
    async def read(self, function: Callable[[Connection], Result]) -> Result:
        """What `function` reads. It must be short, since on SQLite it runs in the event loop's own thread.

        Each of its statements sees what was committed last. Raises what it raises, and DatabaseClosed.
        """

    @abstractmethod
    async def write(self, function: Callable[[Connection], Result]) -> Result:
        """Run `function` in a transaction, off the event loop, and return its result once that is durable.

        When it raises, nothing it did is kept and its exception comes out here. Raises WriteFailed when the
        commit fails, DatabaseClosed after `close`. Cancelling the caller does not take the write back.
        """

    @abstractmethod
    async def close(self) -> None:
        """Finish the writes already asked for, then let go of the database. Calling it again does nothing."""


async def _open_sqlite(path: Path) -> Database:
    from formgen.storage.sqlite import SqliteDatabase

    return await SqliteDatabase.connect(path)
