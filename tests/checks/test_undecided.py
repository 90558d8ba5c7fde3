"""J210, conditions that were not decided.

1. Each is a notice, told once, at the condition, whatever checks asked about it.
2. A spec with notices only is right: it has a procedure, and `formgen check` ends with 0.
3. The text has one line for all of them, JSON and GitHub's form a notice each.
4. What is decided beside it is told of as ever.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from formgen.checks import undecided
from formgen.checks.documentation import page_of
from formgen.commands.check import check
from tests.checks.conditions import told_of
from tests.checks.given import whole

HARD, EASY = (each.yaml for each in page_of(undecided.__doc__ or "").examples())


def test_told_once() -> None:  # 1
    (notice,) = told_of(whole(HARD))
    assert (notice.code, notice.severity) == ("J210", "notice")
    assert whole(HARD).splitlines()[notice.line - 1].strip().startswith("swaps:")
    assert told_of(whole(EASY)) == []


@pytest.mark.parametrize("count", [1, 2])
def test_check(tmp_path: Path, capsys: pytest.CaptureFixture[str], count: int) -> None:  # 2, 3
    paths = [tmp_path / f"hard{number}.yaml" for number in range(count)]
    for path in paths:
        path.write_text(whole(HARD), encoding="utf-8")
    assert check(paths, "text") == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Nothing is wrong in {paths[0]}")
    told = "2 conditions were not decided" if count == 2 else "1 condition was not decided"
    (line,) = (each for each in text.splitlines() if each.startswith(told))
    assert all(f"{path}:" in line for path in paths)
    assert check(paths, "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(each["code"], each["severity"]) for each in rows] == [("J210", "notice")] * count
    assert check(paths, "github") == 0
    assert capsys.readouterr().out.count("::notice file=") == count


def test_beside_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # 4
    path = tmp_path / "hard.yaml"
    never = "taught is answered and taught is empty"
    path.write_text(whole(HARD) .replace("text: You may", f"when: {never}\n        text: You may")
                    .replace("        when: teaches and swaps\n", ""), encoding="utf-8")  # fmt: skip
    assert check([path], "text") == 1
    text = capsys.readouterr().out
    assert "error J204" in text
    assert "Nothing is wrong" not in text
