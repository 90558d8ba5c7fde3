"""The least that a durable form can do: parse the body, commit it in SQLite with others that wait, redirect.

One thread writes. It takes all that has arrived, commits once (WAL, synchronous=FULL), and only then are the
requests of that group answered.
"""

from __future__ import annotations

import asyncio
import json
import queue
import sqlite3
import sys
import tempfile
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from benchmarks.references.server import run

Job = tuple[str, "asyncio.Future[None]"]


class Writer:
    """The thread that owns the connection."""

    def __init__(self, path: Path) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, args=(path,))
        self._thread.start()

    async def write(self, text: str) -> None:
        """Return once `text` is on the disk."""
        durable: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._jobs.put((text, durable))
        await durable

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()

    def _work(self, path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE submissions (id INTEGER PRIMARY KEY, entries TEXT NOT NULL)")
        while (group := self._group()) is not None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO submissions (entries) VALUES (?)", [(text,) for text, _ in group]
            )
            connection.execute("COMMIT")
            group[0][1].get_loop().call_soon_threadsafe(self._acknowledge, group)
        connection.close()

    def _group(self) -> list[Job] | None:
        """All jobs that wait, at least one; None when the work is over."""
        group = []
        job = self._jobs.get()
        while job is not None:
            group.append(job)
            if self._jobs.empty():
                return group
            job = self._jobs.get()
        return None

    @staticmethod
    def _acknowledge(group: list[Job]) -> None:
        for _, durable in group:
            if not durable.done():
                durable.set_result(None)


async def submit(request: Request) -> RedirectResponse:
    form = await request.form()
    await request.app.state.writer.write(json.dumps(dict(form.multi_items()), default=str))
    return RedirectResponse("/", status_code=303)


def main(folder: Path) -> None:
    @asynccontextmanager
    async def lifespan(application: Starlette) -> AsyncIterator[None]:
        application.state.writer = Writer(folder / "submissions.sqlite")
        yield
        application.state.writer.close()

    run(Starlette(routes=[Route("/", submit, methods=["POST"])], lifespan=lifespan))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
