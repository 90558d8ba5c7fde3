"""`formgen work`: the worker, which sends the mails."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from formgen.commands.loading import FAULTY, tell
from formgen.commands.reading_settings import BadSettings, read_settings
from formgen.settings import Settings
from formgen.storage.errors import StorageError

_log = logging.getLogger("formgen.work")


def work(data: Path | None, *, until_input_ends: bool) -> int:
    """Work until told to end; 1 when that cannot begin or go on.

    `until_input_ends`: end with whoever holds the other end of standard input, however that ended.
    """
    try:
        settings = read_settings(data)
    except BadSettings as fault:
        tell(str(fault))
        return FAULTY
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        asyncio.run(_work(settings, until_input_ends))
    except StorageError as fault:
        _log.error("the worker ends: %s; see the settings data (--data) and database", fault)
        return _end(FAULTY)
    except OSError as fault:
        _log.error("the worker ends: %s: %s", fault.filename or settings.data, fault.strerror or fault)
        return _end(FAULTY)
    return _end(0)


async def _work(settings: Settings, until_input_ends: bool) -> None:
    from formgen.work.worker import work as do_jobs

    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    if until_input_ends:
        _watch_input(lambda: loop.call_soon_threadsafe(ended.set))
    await do_jobs(settings, ended)


def _watch_input(tell_end: Callable[[], object]) -> None:
    def read() -> None:
        while os.read(sys.stdin.fileno(), 1024):
            continue
        tell_end()

    threading.Thread(target=read, name="formgen-input", daemon=True).start()


def _end(status: int) -> int:
    """Leave without waiting for threads that wait for the mail server: their jobs stand in the queue."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
