"""The programs and downloaded packages that tests use, and where `make test` puts them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
JAVA_LIBRARIES = Path("/usr/share/java")


class ProgramMissing(RuntimeError):
    """A test cannot run here; the message says which command installs what it needs.

    It is an error and not a skip: a check that silently did not happen looks like one that passed.
    """


def program(*names: str) -> str:
    """Path of the first of these programs that is installed. Raises ProgramMissing."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    raise ProgramMissing(f"{' or '.join(names)} is not installed; `make test-dependencies` installs it")


def npm_file(path: str) -> Path:
    """A file of an npm package, e.g. `axe-core/axe.min.js`. Raises ProgramMissing."""
    found = CACHE / "node" / "node_modules" / path
    if not found.is_file():
        raise ProgramMissing(f"{found} is missing; `make test-dependencies` installs it")
    return found


def java_library(name: str) -> Path:
    """A jar of Debian's Java packages. Raises ProgramMissing."""
    found = JAVA_LIBRARIES / name
    if not found.is_file():
        raise ProgramMissing(f"{found} is missing; `make test-dependencies` installs libjaxb-java")
    return found


def output_of(*command: str | Path, timeout: float = 120) -> str:
    """What a program prints on its standard output.

    `timeout` is in seconds. Raises RuntimeError with all that the program said when it fails.
    """
    result = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=timeout, check=False
    )
    if result.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
    return result.stdout
