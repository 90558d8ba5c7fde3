"""Mails that tests begin with, and workers in processes of their own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from formgen.casework.jobs import prepare_jobs
from formgen.casework.mailing import QueuedMail, mail_id, queue_mail
from tests.storage.conftest import Store
from tests.tools.server import COMMAND
from tests.tools.smtp import PostOffice

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def a_mail(cause: str = "one", **more: Any) -> QueuedMail:
    """A mail about nothing in particular."""
    given = {"at": datetime.now(UTC), "to": "lea@example.org", "subject": "Été", "text": "Bonjour, Léa.\n"}
    return QueuedMail(
        id=mail_id("test", cause),
        **{**given, "html": "<p>Bonjour, Léa.</p>", "language": "fr", **more},
    )


def ready(store: Store) -> Store:
    """The same database, with the tables of the queue."""
    asyncio.run(prepare_jobs(store.url))
    return store


def queue(store: Store, *mails: QueuedMail) -> None:
    """Ask for mails, each in a transaction of its own."""
    for each in mails:
        store.write(partial(queue_mail, mail=each))


@dataclass
class Running:
    """A worker under way, and what it has written."""

    process: subprocess.Popen[bytes]
    _output: int

    @property
    def log(self) -> str:
        return os.pread(self._output, 1_000_000, 0).decode()

    def until(self, met: Callable[[], bool], seconds: float = 60) -> None:
        """Wait until something is true."""
        deadline = time.monotonic() + seconds
        while not met():
            assert time.monotonic() < deadline, f"it did not happen in {seconds} s:\n{self.log}"
            assert self.process.poll() is None, f"the worker ended:\n{self.log}"
            time.sleep(0.05)

    def says(self, words: str, seconds: float = 60) -> None:
        """Wait until its log holds these words."""
        self.until(lambda: words in self.log, seconds)

    def kill(self) -> None:
        """As the system does when memory is short."""
        self.process.kill()
        self.process.wait()


@contextmanager
def worker(folder: Path, database: str, settings: Mapping[str, str]) -> Iterator[Running]:
    """`formgen work` on a database until the block ends."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FORMGEN_")}
    environment |= {"FORMGEN_DATABASE": database, "PYTHONUNBUFFERED": "1", **settings}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [*COMMAND, "work", "--data", str(folder / "data")],
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environment,
        )
        running = Running(process, output.fileno())
        try:
            yield running
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                running.kill()


def to(office: PostOffice, **more: str) -> dict[str, str]:
    """Settings of a worker that hands mails to this server."""
    return to_port(office.port, **more)


def to_port(port: int, **more: str) -> dict[str, str]:
    """The same, whether a server is there or not."""
    given = {"HOST": "127.0.0.1", "PORT": str(port), "SECURITY": "none", "SENDER": "desk@service.example"}
    return {f"FORMGEN_MAIL__{name}": value for name, value in {**given, **more}.items()}
