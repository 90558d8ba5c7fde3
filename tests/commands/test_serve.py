"""`formgen serve`, in a process of its own.

1. It prints the address once it listens, the procedures, where each source is, where everything is kept.
2. A folder serves its specs; a register beside it, or in `examples` beside it, serves its sources.
3. A faulty spec, an unreadable one, no spec, two of one id, a reserved id, a bad setting: said, not served.
4. Told to end, it ends with status 0 and gives its data back unharmed.
5. Settings come from formgen.toml and FORMGEN_* variables.
6. What keeps it from starting is told in words, with the setting it hangs on, and without a traceback.
7. In development it says where mails are read, unless they go to a mail server.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from formgen.cli import main
from tests.commands.test_check import FAULTY
from tests.tools.server import COMMAND, serving


def test_served_and_ended(root: Path, tmp_path: Path) -> None:
    """Requirements 1, 2 and 4."""
    command = [*COMMAND, "serve", str(root / "specs"), "--port", "0", "--data", str(tmp_path / "kept")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stdout is not None
        lines: list[str] = []
        while not lines or "kept" not in lines[-1]:
            lines.append(process.stdout.readline())
        address = lines[0].strip()
        assert address.startswith("http://127.0.0.1:")
        printed = "".join(lines)
        assert "/tse_ue_renewal" in printed
        assert f"permit_register: {root / 'examples' / 'register.csv'}" in printed
        assert str(tmp_path / "kept") in printed
        assert httpx2.get(f"{address}/tse_ue_renewal").status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    assert (tmp_path / "kept" / "formgen.sqlite3").is_file()
    assert not (tmp_path / "kept" / "formgen.sqlite3-wal").exists()


@pytest.mark.parametrize(("host", "told"), [("", True), ("127.0.0.1", False)])
def test_where_mails_are_read(root: Path, tmp_path: Path, host: str, told: bool) -> None:
    """Requirement 7."""
    settings = {
        "FORMGEN_DEVELOPMENT": "true",
        "FORMGEN_MAIL__HOST": host,
        "FORMGEN_MAIL__SENDER": "service@littleham.example",
        "FORMGEN_WORKER": "false",
    }
    hall = root / "examples" / "village_hall.yaml"
    command = [*COMMAND, "serve", str(hall), "--port", "0", "--data", str(tmp_path / "kept")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=tmp_path, env={**os.environ, **settings}
    ) as process:
        assert process.stdout is not None
        lines: list[str] = []
        while not lines or "kept" not in lines[-1]:
            lines.append(process.stdout.readline())
        address = lines[0].strip()
        assert any(f"{address}/dev/mailbox " in line for line in lines) == told
        assert httpx2.get(f"{address}/dev/mailbox").status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_settings(root: Path, tmp_path: Path) -> None:
    """Requirement 5."""
    (tmp_path / "formgen.toml").write_text(
        'title = "Littleham"\nhosts = ["service.example"]\n', encoding="utf-8"
    )
    with serving(
        root / "examples" / "village_hall.yaml",
        data=tmp_path / "kept",
        folder=tmp_path,
        environment={"FORMGEN_BASE_URL": "https://littleham.example"},
    ) as server:
        for host, status in (
            ("service.example", 200),
            ("littleham.example", 200),
            ("elsewhere.example", 400),
        ):
            assert httpx2.get(server.address, headers={"host": host}).status_code == status
        assert "Littleham" in httpx2.get(server.address, headers={"host": "service.example"}).text


@pytest.mark.parametrize(
    ("files", "status", "words"),
    [
        ({"a.yaml": FAULTY}, 1, "has errors"),
        ({}, 1, "no spec"),
        ({"a.yaml": "@", "b.yaml": "@"}, 1, "two specs have the id village_hall"),
        ({"a.yaml": "@check"}, 1, "that address belongs to the portal"),
    ],
)
def test_refused(
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str],
    status: int,
    words: str,
) -> None:
    """Requirement 3."""
    good = (root / "examples" / "village_hall.yaml").read_text(encoding="utf-8")
    for name, text in files.items():
        renamed = good.replace("id: village_hall", f"id: {text[1:] or 'village_hall'}")
        (tmp_path / name).write_text(renamed if text.startswith("@") else text, encoding="utf-8")
    assert main(["serve", str(tmp_path), "--port", "0", "--data", str(tmp_path / "kept")]) == status
    assert words in capsys.readouterr().err


def test_unreadable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 3."""
    assert main(["serve", str(tmp_path / "none.yaml")]) == 2
    assert "none.yaml" in capsys.readouterr().err


def test_bad_setting(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 3."""
    monkeypatch.setenv("FORMGEN_BASE_URL", "service.example/path")
    assert main(["serve", str(root / "examples")]) == 1
    assert "base_url" in capsys.readouterr().err


def test_what_serving_does_not_load(root: Path, tmp_path: Path) -> None:
    """Memory: these belong to processes of their own, or to nothing that a page needs."""
    code = (
        "import sys, asyncio, formgen\n"
        "from pathlib import Path\n"
        "from formgen.settings import Settings\n"
        "from formgen.web.app import open_house, Parts\n"
        f"procedure = formgen.load({str(root / 'specs' / 'tse_ue_renewal.yaml')!r})\n"
        "async def run():\n"
        f"    async with open_house([procedure], Settings(data=Path({str(tmp_path)!r})), Parts()): pass\n"
        "asyncio.run(run())\n"
        "print(sorted({'weasyprint', 'pikepdf', 'PIL'} & set(sys.modules)))\n"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[]"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("zzz = 1", "zzz: there is no such setting"),
        ("secure_cookie = true", "secure_cookie: there is no such setting; did you mean secure_cookies?"),
        ("zzz = ", "formgen.toml cannot be read as TOML"),
        ('theme = "nowhere"', "theme: there is no folder nowhere"),
        ('data = "spec.yaml"', "the setting data (--data)"),
        ('database = "mysql://x/y"', "in SQLite or PostgreSQL, not in mysql"),
        ('database = "nonsense"', "sqlite:///FILE"),
        ('database = "sqlite:///spec.yaml"', "spec.yaml cannot be opened: file is not a database"),
        ('database = "postgresql://127.0.0.1:1/x"', "the database at 127.0.0.1 cannot be reached"),
    ],
)
def test_hindrances(root: Path, tmp_path: Path, settings: str, words: str) -> None:
    """Requirement 6."""
    good = (root / "examples" / "village_hall.yaml").read_text(encoding="utf-8")
    (tmp_path / "spec.yaml").write_text(good, encoding="utf-8")
    (tmp_path / "formgen.toml").write_text(settings, encoding="utf-8")
    command = [*COMMAND, "serve", "spec.yaml", "--port", "0"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


def test_variable_that_is_no_list(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Requirement 6."""
    monkeypatch.setenv("FORMGEN_HOSTS", "service.example")
    assert main(["serve", str(root / "examples")]) == 1
    assert "written as JSON" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("variable", "hint"),
    [
        ("FORMGEN_HOST", "did you mean FORMGEN_HOSTS?"),
        ("FORMGEN_SOURCE__PERMITS__FILE", "`formgen serve --help` lists them"),
        ("formgen_titel", "there is no such setting"),
    ],
)
def test_variable_of_no_setting(root: Path, tmp_path: Path, variable: str, hint: str) -> None:
    """Requirement 6."""
    command = [*COMMAND, "serve", str(root / "examples" / "village_hall.yaml"), "--port", "0"]
    environment = {**os.environ, variable: "service.example"}
    ended = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert variable in ended.stderr
    assert hint in ended.stderr


def test_port_taken(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 6."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", str(root / "examples"), "--port", port, "--data", str(tmp_path)]) == 1
    assert "choose another --port" in capsys.readouterr().err
