"""`formgen check`.

1. A good spec: it says so, status 0. A faulty one: its problems with their places, status 1.
2. A file that cannot be read: said, status 2; the others are checked all the same.
3. `--format json` is a list of objects; `--format github` is workflow commands.
4. Unknown options and commands are refused with status 2.
5. A file without an end is not read to its end.
6. Without a command the commands are told, each with what it does, with status 2.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from formgen.cli import main

FAULTY = 'formgen: 1\nid: x\nversion: "1"\ntitle: T\nlanguage: en\nservice: {name: S}\nstepps: {}\n'


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def test_good(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 1."""
    assert main(["check", str(root / "examples" / "village_hall.yaml")]) == 0
    assert capsys.readouterr().out.startswith("Nothing is wrong in ")


def test_faulty(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 1."""
    assert main(["check", str(faulty)]) == 1
    printed = capsys.readouterr().out
    assert f"{faulty}:7:1" in printed
    assert "steps" in printed
    assert "^" in printed


def test_unreadable(faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 2."""
    assert main(["check", str(tmp_path / "none.yaml"), str(faulty)]) == 2
    captured = capsys.readouterr()
    assert "none.yaml" in captured.err
    assert "faulty.yaml" in captured.out


def test_json(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 3."""
    assert main(["check", "--format", "json", str(faulty)]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert set(rows[0]) == {"file", "line", "column", "code", "severity", "message", "hint"}


def test_github(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 3."""
    assert main(["check", "--format", "github", str(faulty)]) == 1
    assert capsys.readouterr().out.startswith("::error file=")


@pytest.mark.parametrize("arguments", [["chek"], ["check"], ["serve", "x", "--port", "99999"]])
def test_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 4."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: formgen" in capsys.readouterr().err


def test_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 6."""
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "say what is wrong in specs" in capsys.readouterr().err


def test_endless(capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 5."""
    assert main(["check", "/dev/zero"]) == 1
    assert "too large" in capsys.readouterr().out
