"""Jobs asked for in the very transaction that causes them; the worker (`formgen work`) does them.

The queue is DBOS's, in the same database: nothing is done for what was rolled back, and nothing that was kept
goes undone. DBOS is loaded when an installation opens, which costs 0.3 s and 13 MB; a command that asks
for no job never pays for it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from formgen.casework.deferred import deferring
from formgen.storage.errors import StorageError
from formgen.storage.statement import Connection, DialectName

if TYPE_CHECKING:
    from dbos import DBOSClient

APPLICATION: Final = "formgen"
JOBS_VERSION: Final = "1"
"""Of the jobs' form, not of formgen: workers of another one leave the jobs of this one alone."""
QUEUE: Final = "formgen"
FILES_QUEUE: Final = "formgen-files"
"""Apart from the mails, which may all be waiting for their server."""
SEND_MAIL: Final = "send_mail"
DELETE_FILES: Final = "delete_files"
KEYS_OF_A_JOB: Final = 200
"""Files that one job deletes."""

# The client never connects: each job is written over the connection of the transaction that causes it.
_NOWHERE: Final[dict[DialectName, str]] = {
    "sqlite": "sqlite:///nowhere.sqlite3",
    "postgresql": "postgresql://nowhere/nowhere",
}


def enqueue(connection: Connection, job: str, job_id: str, *arguments: str, queue: str = QUEUE) -> None:
    """Ask for a job in this transaction. Asked again with the same id, it is done once."""
    _client(connection.dialect).enqueue_in_transaction(
        connection.core,
        {
            "workflow_name": job,
            "queue_name": queue,
            "workflow_id": job_id,
            "app_version": JOBS_VERSION,
        },
        *arguments,
    )


def delete_files(connection: Connection, dossier: str, keys: Sequence[str]) -> None:
    """Have the files of a dossier deleted from the store once this transaction, which deletes it, is durable.

    Whatever is killed meanwhile, none of them stays behind, and none goes whose dossier stays.
    """
    for first in range(0, len(keys), KEYS_OF_A_JOB):
        some = " ".join(keys[first : first + KEYS_OF_A_JOB])
        enqueue(connection, DELETE_FILES, f"files/{dossier}/{first}", some, queue=FILES_QUEUE)


async def prepare_jobs(url: str | Path) -> None:
    """Make the queue's tables in a database, or bring them up to date. `url` as for `Database.open`.

    Raises StorageError when they cannot be made, such as for want of rights.
    """
    await asyncio.to_thread(_prepare, jobs_url(url))


def jobs_url(url: str | Path) -> str:
    """The address of the database as DBOS reads it."""
    if isinstance(url, Path):
        return f"sqlite:///{url.expanduser().absolute()}"
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        # Whatever driver was named: there is one.
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def _prepare(url: str) -> None:
    # Its notes are about itself, its warnings about rights that it needs not; what is wrong it raises.
    logging.getLogger("dbos").setLevel(logging.ERROR)
    with deferring("psycopg", "errors"):
        from dbos import DBOS, error

    try:
        DBOS.migrate(url)
    except (SQLAlchemyError, error.DBOSException) as fault:
        reason = " ".join(str(getattr(fault, "orig", fault)).split())
        raise StorageError(f"the tables of the queue of jobs cannot be made: {reason}") from fault


@cache
def _client(dialect: DialectName) -> DBOSClient:
    with deferring("psycopg", "errors"):
        from dbos import DBOSClient

    return DBOSClient(system_database_url=_NOWHERE[dialect], application_name=APPLICATION, lazy=True)
