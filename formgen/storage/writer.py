"""The one thread that writes to SQLite, and its group commit.

SQLite has one writer at a time and waits for the disk at each commit. So every write that arrives while the
disk is busy goes into the next transaction, and all are answered when that one transaction is durable. A
write that comes alone is committed at once.

A savepoint a write would cost two statements more, each a chance to lose the interpreter to another thread.
So there are none at first: only when a write fails after it has changed something is the transaction rolled
back and its writes run again, each within a savepoint.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from formgen.storage.errors import DatabaseClosed, WriteFailed
from formgen.storage.statement import Connection

# Bounds how long the first of a batch waits for the others; a disk's commit is longer than so many writes.
BATCH_LIMIT = 128


@dataclass(slots=True)
class _Job:
    function: Callable[[Connection], Any]
    answer: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    result: Any = None
    fault: BaseException | None = None


class Writer:
    """Takes functions from any event loop and runs them in batches on one connection in one thread.

    `connect` is called in that thread. `run` is answered only when the batch is durable. A function may be
    run twice, the first time being rolled back: it does nothing but read and write through its connection.
    """

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="formgen-writer", daemon=True)
        self._thread.start()

    async def run(self, function: Callable[[Connection], Any]) -> Any:
        """The result of `function`, once durable. Raises its exception, WriteFailed or DatabaseClosed."""
        loop = asyncio.get_running_loop()
        job = _Job(function, loop.create_future(), loop)
        # Under the lock no job can follow the None that ends the thread, so none waits for ever.
        with self._closing:
            if self._closed:
                raise DatabaseClosed("the database is closed")
            self._jobs.put(job)
        return await job.answer

    async def close(self) -> None:
        """Let the thread finish what it was given and end."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        connection: Connection | None = None
        while (first := self._jobs.get()) is not None:
            batch = [first]
            try:
                if connection is None:
                    connection = self._connect()
                self._commit(connection, batch)
            except BaseException as fault:  # noqa: BLE001 - handed to every caller of the batch
                # Whatever broke the batch (disk full, lock not had, memory), its callers must hear of it and
                # the next batch must be tried: a writer thread that dies leaves a service that hangs.
                if connection is not None and not _roll_back(connection):
                    connection = None
                _fail(batch, fault)
            _answer(batch)
        if connection is not None:
            connection.core.close()

    def _commit(self, connection: Connection, batch: list[_Job]) -> None:
        """Run the batch, letting those who arrive meanwhile join."""
        cursor = connection.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        clean = _run(connection, batch[0])
        while clean and len(batch) < BATCH_LIMIT:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            batch.append(job)
            clean = _run(connection, job)
        if not clean:
            cursor.execute("ROLLBACK")
            cursor.execute("BEGIN IMMEDIATE")
            for job in batch:
                _run_apart(connection, cursor, job)
        cursor.execute("COMMIT")


def _run(connection: Connection, job: _Job) -> bool:
    """Whether the transaction is as it should be: the job done, or failed before it changed anything."""
    changes = connection.changes()
    try:
        job.result = job.function(connection)
    except Exception as fault:  # noqa: BLE001 - handed to its own caller
        job.fault = fault
        return connection.in_transaction() and connection.changes() == changes
    return True


def _run_apart(connection: Connection, cursor: Any, job: _Job) -> None:
    """Run a job so that its failure takes nothing else with it."""
    job.fault = None
    cursor.execute("SAVEPOINT job")
    try:
        job.result = job.function(connection)
    except Exception as fault:  # noqa: BLE001 - handed to its own caller
        job.fault = fault
        cursor.execute("ROLLBACK TO job")
    cursor.execute("RELEASE job")


def _roll_back(connection: Connection) -> bool:
    """Whether the connection can be used again."""
    try:
        if connection.in_transaction():
            connection.cursor().execute("ROLLBACK")
    except sqlite3.Error:
        connection.core.invalidate()
        connection.core.close()
        return False
    return True


def _fail(batch: list[_Job], cause: BaseException) -> None:
    for job in batch:
        if job.fault is None:
            job.fault = WriteFailed(f"the write could not be made durable: {cause}")
            job.fault.__cause__ = cause


def _answer(batch: list[_Job]) -> None:
    """One wake-up of an event loop for all its callers."""
    loops: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in batch:
        loops.setdefault(job.loop, []).append(job)
    for loop, jobs in loops.items():
        try:
            loop.call_soon_threadsafe(_resolve, jobs)
        except RuntimeError:
            # The loop was closed with callers still waiting: there is nobody left to tell.
            continue


def _resolve(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.answer.done():
            continue
        if job.fault is None:
            job.answer.set_result(job.result)
        elif isinstance(job.fault, StopIteration):
            # asyncio refuses StopIteration as an exception of a future, and the caller would wait for ever.
            stopped = RuntimeError("the write raised StopIteration")
            stopped.__cause__ = job.fault
            job.answer.set_exception(stopped)
        else:
            job.answer.set_exception(job.fault)
