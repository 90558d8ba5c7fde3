"""One worker process as the pool sees it: started, asked, ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from formgen.rendering.pdf.failures import PdfFailed
from formgen.rendering.pdf.frames import read_frame, write_frame

_START_LIMIT = 120.0  # seconds; the first start on a machine builds fontconfig's cache

# Workers read what people entered: the service's passwords and tokens stay out of their reach.
_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS")
_INHERITED_PREFIXES = ("FONTCONFIG_", "LD_LIBRARY_PATH", "DYLD_", "PYTHON")


class WorkerProcess:
    """A running, warmed worker. `start` blocks until it is ready; raises PdfFailed("unavailable")."""

    def __init__(self, process: subprocess.Popen[bytes], requests: IO[bytes], replies: IO[bytes]) -> None:
        self._process = process
        self._requests = requests
        self._replies = replies
        self.printed = 0

    @classmethod
    def start(cls, folders: Sequence[Path], memory_limit: int) -> WorkerProcess:
        settings = json.dumps({"folders": [str(folder) for folder in folders], "memory_limit": memory_limit})
        process = subprocess.Popen(  # noqa: S603 - our own module, by the interpreter that runs us
            [sys.executable, "-m", "formgen.rendering.pdf.worker", settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
        )
        if process.stdin is None or process.stdout is None:
            raise AssertionError("both were asked for as pipes")
        worker = cls(process, process.stdin, process.stdout)
        reply, _ = worker._exchange(None, b"", _START_LIMIT)
        if reply.get("ready"):
            return worker
        worker.end()
        raise PdfFailed(
            "unavailable",
            f"PDFs cannot be made on this machine ({reply['message']}).",
            "Install the libraries that WeasyPrint needs (Debian: libpango-1.0-0, libpangoft2-1.0-0, "
            "libharfbuzz-subset0) and fonts (fonts-noto-core), or raise the workers' memory limit.",
        )

    def ask(self, header: dict[str, Any], body: bytes, time_limit: float) -> tuple[dict[str, Any], bytes]:
        """Send a document, wait for its reply. Raises PdfFailed("time", "crashed"), the worker then dead."""
        self.printed += 1
        return self._exchange(header, body, time_limit)

    def stop(self) -> None:
        """Kill it, from any thread; the one that waits for its reply then gets PdfFailed and calls `end`."""
        self._process.kill()

    def end(self) -> None:
        """End it now and release what it held; only for the thread that asks it. Harmless twice."""
        self._process.kill()
        self._process.wait()
        for stream in (self._requests, self._replies):
            try:
                stream.close()
            except BrokenPipeError:  # part of a request was still in the buffer; nobody is there to read it
                continue

    @property
    def pid(self) -> int:
        return self._process.pid

    def _exchange(
        self, header: dict[str, Any] | None, body: bytes, time_limit: float
    ) -> tuple[dict[str, Any], bytes]:
        expired = threading.Event()

        def stop() -> None:
            expired.set()
            self._process.kill()

        # Killing it is what ends a read or a write that would otherwise wait for ever.
        timer = threading.Timer(time_limit, stop)
        timer.daemon = True
        timer.start()
        try:
            if header is not None:
                write_frame(self._requests, header, body)
            frame = read_frame(self._replies)
        except BrokenPipeError:
            frame = None
        finally:
            timer.cancel()
        if frame is not None:
            return frame
        self.end()
        if expired.is_set():
            raise PdfFailed(
                "time",
                f"The document was not ready after {time_limit:g} s and was given up.",
                "Shorten it, or raise the time limit of PDFs.",
            )
        raise PdfFailed(
            "crashed",
            f"The process that printed the document ended by itself ({_ending(self._process.returncode)}).",
            "If it happens again, raise the memory limit of PDFs and read the service's error output.",
        )


def _ending(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"exit status {status}"


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in _INHERITED or name.startswith(_INHERITED_PREFIXES)
    }
    # The worker must find the very package that starts it, from whatever folder the service was started in.
    home = str(Path(__file__).resolve().parents[3])
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, (home, kept.get("PYTHONPATH"))))
    kept["PYTHONSAFEPATH"] = "1"
    return kept
