"""The worker that `formgen serve` starts: started again when it dies, ended with the server."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_log = logging.getLogger("formgen.work")

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
"""Seconds before a worker that died is started again: doubled each time it dies soon after."""
SOON: Final = 60.0
PATIENCE: Final = 15.0
"""Seconds that a worker gets to end."""


class ChildWorker:
    """Keeps one `formgen work` running while the block lasts.

    It reads from a pipe that this process holds: however this process ends, the worker sees it and ends too.
    """

    def __init__(self, data: Path) -> None:
        command = (sys.executable, "-m", "formgen.cli", "work", "--until-input-ends", "--data", str(data))
        self._command = command
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="formgen-worker-keeper", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._ended.set()
            process = self._process
        if process is not None:
            _end(process)
        self._thread.join(PATIENCE)

    def _keep(self) -> None:
        pause = FIRST_PAUSE
        while True:
            with self._lock:
                if self._ended.is_set():
                    return
                process = self._start()
            began = time.monotonic()
            status = process.wait()
            if self._ended.is_set():
                return
            pause = FIRST_PAUSE if time.monotonic() - began > SOON else min(pause * 2, LONGEST_PAUSE)
            _log.error(
                "the worker ended (%s): no mail is lost, it starts again in %.0f s", _how(status), pause
            )
            if self._ended.wait(pause):
                return

    def _start(self) -> subprocess.Popen[bytes]:
        # Our own command, with the arguments above; nothing in it comes from outside.
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE)  # noqa: S603 - see above
        return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _how(status: int) -> str:
    return f"killed by signal {-status}" if status < 0 else f"status {status}"
