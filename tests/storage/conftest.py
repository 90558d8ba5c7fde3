"""The two databases. A test that asks for `store` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import psycopg
import pytest

from formgen.storage.database import Database
from formgen.storage.statement import Connection
from tests.storage import postgres

Result = TypeVar("Result")


class Store:
    """An open database, asked from plain test functions."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.database = asyncio.run(Database.open(url))

    def write(self, function: Callable[[Connection], Result]) -> Result:
        return asyncio.run(self.database.write(function))

    def read(self, function: Callable[[Connection], Result]) -> Result:
        return asyncio.run(self.database.read(function))

    def close(self) -> None:
        asyncio.run(self.database.close())


def new_database(server: str) -> str:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'formgen.sqlite3'}"


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    return new_database(postgresql_server)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of each kind."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    opened = Store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One database for all examples of a property."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('shared') / 'formgen.sqlite3'}"
    else:
        address = new_database(request.getfixturevalue("postgresql_server"))
    opened = Store(address)
    yield opened
    opened.close()
