"""`formgen schema`.

1. It prints the schema.
2. With `-o` it writes the file, and prints the line with which a spec beside it names it.
3. A file that cannot be written is told, with status 2.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from formgen.cli import main


def test_printed(capsys: pytest.CaptureFixture[str]) -> None:  # 1
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # 2
    file = tmp_path / "language.json"
    assert main(["schema", "-o", str(file)]) == 0
    assert "definitions" in json.loads(file.read_text("utf-8"))
    assert capsys.readouterr().out.endswith("# yaml-language-server: $schema=language.json\n")


def test_unwritable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # 3
    file = tmp_path / "nowhere" / "language.json"
    assert main(["schema", "-o", str(file)]) == 2
    assert capsys.readouterr().err == f"formgen: {file}: No such file or directory\n"
