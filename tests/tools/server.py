"""A server in a process of its own, as a person starts it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# The command of the environment that runs the tests, whether its script is installed or not.
COMMAND = (sys.executable, "-c", "import sys; from formgen.cli import main; sys.exit(main())")
ADDRESS = re.compile(r"https?://[^\s/]+:\d+")


class ServerDied(RuntimeError):
    """The server ended, or did not print an address in time; the message holds all that it printed."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address without a closing slash, and its process id."""

    address: str
    pid: int


@contextmanager
def started(
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    environment: dict[str, str] | None = None,
    patience: float = 60,
) -> Iterator[Server]:
    """Run a server until the block ends.

    A server prints its address once it listens: the first http address on its standard output counts.
    `folder` is the current folder of the process, `environment` is added to this one's, `patience` is in
    seconds. Raises ServerDied.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
        )
        try:
            yield Server(_address(process, output.fileno(), patience), process.pid)
        finally:
            _stop(process)


@contextmanager
def serving(
    *paths: str | Path,
    data: Path,
    command: Sequence[str | Path] = COMMAND,
    folder: Path | None = None,
    environment: dict[str, str] | None = None,
) -> Iterator[Server]:
    """Run `formgen serve PATH… --host 127.0.0.1 --port 0 --data DATA` until the block ends.

    It starts a worker, which takes a second of a core, only where the environment speaks of mails: with
    FORMGEN_DEVELOPMENT or FORMGEN_WORKER. Raises ServerDied.
    """
    environment = dict(environment or {})
    if "FORMGEN_DEVELOPMENT" not in environment:
        environment.setdefault("FORMGEN_WORKER", "false")
    arguments = [*command, "serve", *paths, "--host", "127.0.0.1", "--port", "0", "--data", data]
    with started(arguments, folder=folder, environment=environment) as server:
        yield server


def _address(process: subprocess.Popen[bytes], output: int, patience: float) -> str:
    deadline = time.monotonic() + patience
    printed = ""
    while time.monotonic() < deadline:
        # Read at a position, because the process writes where the shared one stands.
        printed = os.pread(output, 1_000_000, 0).decode(errors="replace")
        found = ADDRESS.search(printed)
        if found:
            return found.group()
        if process.poll() is not None:
            raise ServerDied(f"it ended with {process.returncode}:\n{printed}")
        time.sleep(0.02)
    raise ServerDied(f"it printed no address in {patience} s:\n{printed}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
