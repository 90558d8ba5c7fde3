"""`formgen explain`.

1. A code: what it means, with examples that are indented; every page of a code that has several.
2. Small letters will do. Without a code: all titles.
3. A code that there is not: said with those that begin so, status 2.
4. `formgen check` names it where something is wrong, and nowhere in what programs read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.cli import main


def test_a_code(capsys: pytest.CaptureFixture[str]) -> None:  # 1
    assert main(["explain", "S001"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("S001: a key is written twice in one place\n====")
    assert "\n    contact:\n      title: How to reach you\n" in printed
    assert "\nThis one passes:\n" in printed
    assert "```" not in printed


def test_several_pages_and_small_letters(capsys: pytest.CaptureFixture[str]) -> None:  # 1, 2
    assert main(["explain", "x703"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("X703: ") > 3
    assert "card.svg beside it:" in printed


def test_all_codes(capsys: pytest.CaptureFixture[str]) -> None:  # 2
    assert main(["explain"]) == 0
    printed = capsys.readouterr().out
    assert "\nNames\n  N101  a name that leads to nothing\n" in printed
    assert "  D403, D404  " in printed


@pytest.mark.parametrize(("code", "hint"), [("T3", "there are T301,"), ("zebra", "lists them all")])
def test_no_such_code(code: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:  # 3
    assert main(["explain", code]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert code in captured.err
    assert hint in captured.err


def test_check_names_it(tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:  # 4
    path = tmp_path / "faulty.yaml"
    good = (root / "examples" / "village_hall.yaml").read_text("utf-8")
    path.write_text(good.replace("title: Your event", "titel: Your event"), encoding="utf-8")
    main(["check", str(path)])
    assert capsys.readouterr().out.endswith("\n`formgen explain S008` says more, with examples.\n")
    main(["check", "--format", "json", str(path)])
    assert "explain" not in capsys.readouterr().out
    main(["check", str(root / "examples" / "village_hall.yaml")])
    assert "explain" not in capsys.readouterr().out
