"""Bringing a database's tables up to date when it is opened, one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    inspect,
    text,
)

from formgen.storage.errors import DatabaseTooNew
from formgen.storage.tables import metadata

# The last step of `migrations/versions`; kept here so that opening a database that is up to date, which is
# nearly every start, need not load Alembic. A test holds it to the folder.
HEAD = "0006"

MIGRATIONS = Path(__file__).parent / "migrations"

VERSIONS = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Where Alembic notes the last step."""

# Any number will do that no other program uses for `pg_advisory_xact_lock`: the letters "formgen".
_LOCK = 0x666F726D67656E


def upgrade(engine: Engine) -> None:
    """Run the steps that the database still lacks, all in one transaction.

    Processes that start together wait for each other. Raises DatabaseTooNew when the tables come from a later
    formgen.
    """
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
        connection.rollback()
        with alone(connection):
            if _is_new(connection):
                _make_all(connection)
            elif _revision(connection) != HEAD:
                run_steps(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _is_new(connection: Connection) -> bool:
    """Whether nothing of formgen's is there yet."""
    there = set(inspect(connection).get_table_names())
    return not there & {*metadata.tables, VERSIONS.name}


def _make_all(connection: Connection) -> None:
    """The tables as all steps together make them, which a test holds them to, without loading Alembic.

    What it brings along would stay in the memory of a process that serves for weeks.
    """
    metadata.create_all(connection)
    VERSIONS.create(connection)
    connection.execute(VERSIONS.insert(), {"version_num": HEAD})


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """A transaction that no other process is in at the same time; kept only if nothing is raised."""
    if connection.dialect.name == "postgresql":
        with connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield
        return
    # A step may have to rebuild a table, which SQLite only allows while references are not enforced,
    # and this can only be changed outside a transaction.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration leaves references to nothing: {broken[:3]}")
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")


def run_steps(connection: Connection) -> None:
    """Run the steps that are lacking, within `alone`. Raises DatabaseTooNew."""
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(alembic_settings(connection), "head")
    except CommandError as fault:
        found = _revision(connection)
        raise DatabaseTooNew(
            f"the database is at step {found}, which this formgen does not know (its last is {HEAD}): "
            "run the formgen that made it, or a later one"
        ) from fault


def alembic_settings(connection: Connection | None = None) -> Any:
    """Alembic's configuration for the steps of this package, run on `connection` in its transaction."""
    from alembic.config import Config

    settings = Config()
    # The option passes through a parser that reads a percent sign as the start of a name.
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings
