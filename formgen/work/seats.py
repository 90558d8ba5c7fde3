"""Who a worker is: it takes the first free seat, and with it the jobs that whoever sat there left undone.

DBOS gives the jobs of a worker that was killed to the next one of the same name. Names are seats here, held
by a lock that the system lets go when a process ends, however it ends: so names need not be set, several
workers never share one, and jobs of a seat that stays empty are taken over by those who sit (`takes_over`).

On PostgreSQL a lock lives as long as its connection; on SQLite it is one on a file beside the database.
"""

from __future__ import annotations

import fcntl
import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, LiteralString, Self

from sqlalchemy.engine import make_url

from formgen.storage.errors import StorageError

SEATS: Final = 64
"""The most workers of one installation."""
# Of `pg_try_advisory_lock(key, seat)`: the letters "fwrk".
_LOCK: Final = 0x6677726B


class NoSeat(StorageError):
    """All seats are taken."""


def name_of(seat: int) -> str:
    """What DBOS calls the worker of a seat."""
    return f"worker-{seat}"


class Seats(ABC):
    """The seats of an installation, one of them held by this process."""

    def __init__(self) -> None:
        self.seat = next((each for each in range(SEATS) if self._take(each)), -1)
        if self.seat < 0:
            self.close()
            raise NoSeat(f"{SEATS} workers are running already")

    @property
    def name(self) -> str:
        """What DBOS calls this worker."""
        return name_of(self.seat)

    def takes_over(self, recover: Callable[[str], None]) -> None:
        """Call `recover` with the name of each seat that nobody sits on, while it is held free."""
        for each in range(SEATS):
            if each != self.seat and self._was_used(each) and self._take(each):
                try:
                    recover(name_of(each))
                finally:
                    self._leave(each)

    @abstractmethod
    def check(self) -> None:
        """Raises StorageError when the seat was lost."""

    @abstractmethod
    def close(self) -> None:
        """Leave the seat."""

    @abstractmethod
    def _take(self, seat: int) -> bool: ...

    @abstractmethod
    def _leave(self, seat: int) -> None: ...

    @abstractmethod
    def _was_used(self, seat: int) -> bool: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def take_seat(database: str | Path) -> Seats:
    """A seat at a database, addressed as for `Database.open`. Raises NoSeat, StorageError."""
    if isinstance(database, Path):
        return FileSeats(database.expanduser().absolute())
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        return FileSeats(Path(url.database or "").absolute())
    return PostgresqlSeats(url.set(drivername="postgresql").render_as_string(hide_password=False))


class FileSeats(Seats):
    """Locks on files `DATABASE.worker-N`; the file stays, since removing it would let two hold it."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._held: dict[int, int] = {}
        super().__init__()

    def check(self) -> None:
        return

    def close(self) -> None:
        for seat in tuple(self._held):
            self._leave(seat)

    def _file(self, seat: int) -> Path:
        return self._database.with_name(f"{self._database.name}.{name_of(seat)}")

    def _take(self, seat: int) -> bool:
        file = os.open(self._file(seat), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._held[seat] = file
        return True

    def _leave(self, seat: int) -> None:
        os.close(self._held.pop(seat))

    def _was_used(self, seat: int) -> bool:
        return self._file(seat).exists()


class PostgresqlSeats(Seats):
    """Advisory locks of one connection."""

    def __init__(self, url: str) -> None:
        import psycopg

        try:
            self._connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
        except psycopg.Error as fault:
            raise StorageError(f"the database cannot be reached: {' '.join(str(fault).split())}") from fault
        super().__init__()

    def check(self) -> None:
        self._ask("SELECT 1")

    def close(self) -> None:
        self._connection.close()

    def _take(self, seat: int) -> bool:
        return bool(self._ask("SELECT pg_try_advisory_lock(%s, %s)", _LOCK, seat))

    def _leave(self, seat: int) -> None:
        self._ask("SELECT pg_advisory_unlock(%s, %s)", _LOCK, seat)

    def _was_used(self, seat: int) -> bool:
        return True

    def _ask(self, question: LiteralString, *values: int) -> Any:
        import psycopg

        try:
            row = self._connection.execute(question, values).fetchone()
        except psycopg.Error as fault:
            raise StorageError("the connection to the database was lost") from fault
        return row[0] if row is not None else None
