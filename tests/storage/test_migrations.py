"""The steps that make and change the tables.

1. All steps from nothing end at the same schema as `tables.py`, on both databases. A new database is made of
   that at once, without loading Alembic.
2. `HEAD` is the last step in the folder.
3. Opening again changes nothing; processes that open together make the tables once.
4. A database of a later formgen is refused, and left as it is.
5. A step that fails leaves the database as it was.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from formgen.storage import migrate
from formgen.storage.database import Database
from formgen.storage.errors import DatabaseTooNew
from formgen.storage.sqlite import sqlite_engine
from formgen.storage.tables import metadata


def engine_of(url: str) -> Engine:
    if url.startswith("sqlite"):
        return sqlite_engine(Path(url.removeprefix("sqlite:///")))
    return create_engine(url.replace("postgresql:", "postgresql+psycopg:"))


def schema(engine: Engine) -> dict[str, Any]:
    """All that a database says about its tables, but Alembic's own."""
    found = inspect(engine)
    return {
        table: {
            "columns": [
                (column["name"], str(column["type"]), column["nullable"], column["default"])
                for column in found.get_columns(table)
            ],
            "primary key": found.get_pk_constraint(table),
            "references": sorted(found.get_foreign_keys(table), key=str),
            "unique": sorted(found.get_unique_constraints(table), key=str),
            "indexes": sorted(found.get_indexes(table), key=str),
            "checks": found.get_check_constraints(table),
        }
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def test_the_steps_end_at_the_tables(url: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:  # 1
    stepped = engine_of(url)
    with stepped.connect() as connection, migrate.alone(connection):
        migrate.run_steps(connection)
    with stepped.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    by_steps = schema(stepped)
    with stepped.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
        metadata.drop_all(connection)
    migrate.upgrade(stepped)
    assert by_steps == schema(stepped)
    with stepped.connect() as connection, migrate.alone(connection):
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == migrate.HEAD
        migrate.run_steps(connection)
    assert by_steps == schema(stepped)
    assert set(by_steps) == set(metadata.tables)
    stepped.dispose()


def test_head_is_the_last_step() -> None:  # 2
    folder = ScriptDirectory.from_config(migrate.alembic_settings())
    assert folder.get_heads() == [migrate.HEAD]
    files = sorted(path.name for path in (migrate.MIGRATIONS / "versions").glob("v*.py"))
    assert [re.match(r"v([0-9]{4})_", name) is not None for name in files] == [True] * len(files)
    assert files[-1].startswith(f"v{migrate.HEAD}_")


def test_opening_again_changes_nothing(url: str) -> None:  # 3
    async def open_and_close() -> None:
        database = await Database.open(url)
        await database.close()

    asyncio.run(open_and_close())
    engine = engine_of(url)
    before = schema(engine)
    asyncio.run(open_and_close())
    assert schema(engine) == before
    engine.dispose()


OPENS = """
import asyncio, sys
from formgen.storage.database import Database

async def main():
    await (await Database.open(sys.argv[1])).close()
    assert "alembic" not in sys.modules

asyncio.run(main())
"""


def test_processes_open_together(url: str, root: Path) -> None:  # 3
    command = [sys.executable, "-c", OPENS, url]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=root) for _ in range(4)]
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 4
    engine = engine_of(url)
    assert set(schema(engine)) == set(metadata.tables)
    engine.dispose()


def test_a_later_database_is_refused(url: str) -> None:  # 4
    engine = engine_of(url)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="9999"):
        asyncio.run(Database.open(url))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    engine.dispose()


def test_a_failing_step_leaves_nothing(url: str) -> None:  # 5
    engine = engine_of(url)
    with engine.begin() as connection:
        # The last table of the first step is in the way, so the step fails when most of it is done.
        connection.execute(text("CREATE TABLE issued (something TEXT)"))
    with pytest.raises(Exception, match="issued"):
        migrate.upgrade(engine)
    assert inspect(engine).get_table_names() == ["issued"]
    engine.dispose()
