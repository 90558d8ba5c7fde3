"""Beginning dossiers, which anybody may: counted by where they come from, on both databases.

1. Three hundred in an hour from one place, also side by side; then none until the hour is over. What is
   refused is neither kept nor counted, and nobody from elsewhere is refused.
2. Addresses of one network of IPv6 are one place.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import formgen
from formgen.casework.beginning import TooManyBegun, begin_dossier
from formgen.casework.dossiers import Dossiers
from formgen.casework.versions import Versions
from formgen.storage.queries.sessions import hash_token
from tests.storage.conftest import Store, postgresql_server, postgresql_url, sqlite_url, store, url
from tests.storage.given import AT

__all__ = ["postgresql_server", "postgresql_url", "sqlite_url", "store", "url"]

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


class Hall:
    """An installation that serves the village hall, and counts the browsers that come to it."""

    def __init__(self, store: Store, folder: Path, spec: Path) -> None:
        self.store = store
        self.now = AT
        versions = Versions([formgen.load(spec)], store.database, folder)
        asyncio.run(versions.keep())
        self.version = versions.current["village_hall"]
        self.dossiers = Dossiers(store.database, versions, lambda: self.now)
        self.came = 0

    def begin(self, place: str, times: int = 1) -> list[str | datetime]:
        """Begin so many at once, each in another browser: the id of each, or when it can be tried again."""

        async def one(owner: str) -> str | datetime:
            try:
                return await begin_dossier(self.dossiers, self.version, owner, "en", place, {})
            except TooManyBegun as fault:
                return fault.until

        async def all_of_them() -> list[str | datetime]:
            return await asyncio.gather(*(one(hash_token(str(self.came + each))) for each in range(times)))

        begun = asyncio.run(all_of_them())
        self.came += times
        return begun

    def rows(self, table: str) -> int:
        count = f"SELECT count(*) FROM {table}"
        row = self.store.read(lambda c: c.core.exec_driver_sql(count).first())
        return int(row[0]) if row else 0


@pytest.fixture
def hall(store: Store, tmp_path: Path, root: Path) -> Hall:
    return Hall(store, tmp_path, root / "examples" / "village_hall.yaml")


def test_three_hundred_an_hour(hall: Hall) -> None:
    """Requirement 1."""
    begun = hall.begin("192.0.2.1", 310)
    assert sum(isinstance(each, str) for each in begun) == 300
    assert {each for each in begun if isinstance(each, datetime)} == {AT + HOUR}
    assert (hall.rows("dossiers"), hall.rows("sessions")) == (300, 300)
    assert isinstance(hall.begin("192.0.2.2")[0], str)
    hall.now += HOUR - SECOND
    assert hall.begin("192.0.2.1") == [AT + HOUR]
    hall.now += 2 * SECOND
    assert isinstance(hall.begin("192.0.2.1")[0], str)


def test_one_network(hall: Hall) -> None:
    """Requirement 2."""
    hall.begin("2001:db8:1:2::1", 300)
    assert hall.begin("2001:db8:1:2:3::9") == [AT + HOUR]
    assert isinstance(hall.begin("2001:db8:1:3::1")[0], str)
