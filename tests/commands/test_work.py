"""The worker beside `formgen serve`, and `formgen work` alone.

1. `formgen serve` starts a worker; when it is killed, another one comes, and the log says so.
2. However the server ends, the worker ends with it.
3. With `worker = false` there is none.
4. What is wrong with the settings of mail is told by their names, and nothing is started.
5. `formgen work` says why it cannot work, without a traceback.
"""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from formgen.cli import main
from formgen.settings import MailSettings
from tests.tools.server import COMMAND, serving

WITH = {"FORMGEN_WORKER": "true"}


def workers(pid: int) -> list[psutil.Process]:
    """The workers that a server has started and that live."""
    found = []
    for each in psutil.Process(pid).children():
        # One that was just killed has no command any more.
        with suppress(psutil.NoSuchProcess):
            if "work" in each.cmdline():
                found.append(each)
    return found


def until(met: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < deadline, f"it did not happen in {seconds} s"
        time.sleep(0.05)


def test_started_anew(root: Path, tmp_path: Path) -> None:
    """Requirements 1 and 2."""
    spec = root / "examples" / "village_hall.yaml"
    with serving(spec, data=tmp_path / "data", environment=WITH) as server:
        until(lambda: len(workers(server.pid)) == 1)
        (first,) = workers(server.pid)
        first.kill()
        until(lambda: [each.pid for each in workers(server.pid)] not in ([], [first.pid]))
        (second,) = workers(server.pid)
    until(lambda: not second.is_running())


def test_server_killed(root: Path, tmp_path: Path) -> None:
    """Requirement 2."""
    spec = root / "examples" / "village_hall.yaml"
    with serving(spec, data=tmp_path / "data", environment=WITH) as server:
        until(lambda: len(workers(server.pid)) == 1)
        (worker,) = workers(server.pid)
        psutil.Process(server.pid).send_signal(signal.SIGKILL)
        until(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)


def test_without(root: Path, tmp_path: Path) -> None:
    """Requirement 3."""
    without = {"FORMGEN_WORKER": "false"}
    spec = root / "examples" / "village_hall.yaml"
    with serving(spec, data=tmp_path / "data", environment=without) as server:
        time.sleep(1)
        assert workers(server.pid) == []


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[mail]\nhost = "smtp.example"', "mail: sender is missing: the address that mails come from"),
        ('[mail]\nsender = "nobody"', "mail.sender: it is no address of mail"),
        ('[mail]\nuser = "desk"', "mail: give user and password, or neither"),
        ('[mail]\nsecurity = "ssl"', "mail.security: Input should be 'starttls', 'tls' or 'none'"),
        ('[mail]\nhots = "smtp.example"', "mail.hots: there is no such setting"),
        ("worker = 3", "worker: Input should be a valid boolean"),
    ],
)
@pytest.mark.parametrize("command", [["work"], ["serve", "spec.yaml"]])
def test_settings(
    toml: str,
    words: str,
    command: list[str],
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Requirement 4."""
    (tmp_path / "formgen.toml").write_text(toml, encoding="utf-8")
    spec = (root / "examples" / "village_hall.yaml").read_text(encoding="utf-8")
    (tmp_path / "spec.yaml").write_text(spec, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(command) == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_ports() -> None:
    """Requirement 4: what is not set has the port that goes with the security."""
    for security, port in (("starttls", 587), ("tls", 465), ("none", 25)):
        given = {"host": "smtp.example", "sender": "a@b.example", "security": security}
        assert MailSettings.model_validate(given).address == ("smtp.example", port)


@pytest.mark.parametrize(
    ("database", "words"),
    [
        ("postgresql://127.0.0.1:1/x", "the database at 127.0.0.1 cannot be reached"),
        ("mysql://x/y", "in SQLite or PostgreSQL, not in mysql"),
    ],
)
def test_cannot_work(database: str, words: str, tmp_path: Path) -> None:
    """Requirement 5."""
    done = subprocess.run(
        [*COMMAND, "work", "--data", tmp_path / "data"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"FORMGEN_DATABASE": database},
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
