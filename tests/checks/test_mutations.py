"""Specs as they are while somebody writes them.

1. Lines deleted, doubled, indented, outdented, swapped, cut off; words exchanged, signs put in: whatever the
   text has become, problems are told and nothing is raised, each inside its file.
2. What is told is told once, and says what to do.
3. A spec that is read without an error has a procedure.
4. The same for what stands beside a spec: its catalogues, its lists and its tables.

`FORMGEN_EXAMPLES=2000` looks longer than a run of all tests has time for.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formgen.compiler.load import Loaded, load_text

ROOT = Path(__file__).parents[2]
SPECS = {
    path.name: (path.read_text("utf-8"), path.parent)
    for folder in ("specs", "examples")
    for path in sorted((ROOT / folder).glob("*.yaml"))
}
BESIDE = [
    (spec, path)
    for spec, (text, folder) in SPECS.items()
    for path in sorted((*folder.glob("*.po"), *folder.glob("*.csv")))
    if path.name in text or path.name.startswith(f"{Path(spec).stem}.")
]
"""Specs, each with a file that it needs."""
EXAMPLES = int(os.environ.get("FORMGEN_EXAMPLES", "40"))
SIGNS = (
    "{{",
    "}}",
    ":",
    " #",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    "- ",
    "\t",
    "|",
    "&a ",
    "!b ",
    "é",
    "\u00a0",
    "is ",
    "0",
    ",",
)


def mutated(text: str, seed: int, changes: int) -> str:
    """The text after some slips, the same for the same seed."""
    chance = random.Random(seed)
    lines = text.split("\n")
    for _ in range(changes):
        at = chance.randrange(len(lines))
        match chance.randrange(8):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines[at] = "  " + lines[at]
            case 3:
                lines[at] = lines[at].removeprefix("  ")
            case 4:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 5:
                words = lines[at].split(" ")
                other_words = lines[chance.randrange(len(lines))].split(" ")
                words[chance.randrange(len(words))] = chance.choice(other_words)
                lines[at] = " ".join(words)
            case 6:
                place = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:place] + chance.choice(SIGNS) + lines[at][place:]
            case _:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        lines = lines or [""]
    return "\n".join(lines)


def judged(text: str, path: Path) -> Loaded:
    """What is told of the text of a spec at a path, held against what must hold of every problem."""
    loaded = load_text(text, str(path), path.parent)
    files = {**loaded.catalogues, str(path): text.split("\n")}
    for each in loaded.problems:
        lines = files[each.file]
        assert each.message
        assert each.hint, each.message
        assert 1 <= each.line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1
        assert (each.end_line, each.end_column) >= (each.line, each.column)
        assert each.end_line <= len(lines) + 1
        assert each.end_line > len(lines) or each.end_column <= len(lines[each.end_line - 1]) + 1
    told = [(each.code, each.file, each.line, each.column, each.message) for each in loaded.problems]
    assert len(told) == len(set(told))
    failed = any(each.severity == "error" for each in loaded.problems)
    assert failed is (loaded.procedure is None)
    return loaded


@pytest.mark.parametrize("name", SPECS)
def test_slips(name: str) -> None:  # 1, 2, 3
    text, folder = SPECS[name]

    @settings(max_examples=EXAMPLES)
    @given(st.integers(0, 2**32), st.integers(1, 4))
    def hold(seed: int, changes: int) -> None:
        judged(mutated(text, seed, changes), folder / name)

    hold()


@pytest.mark.parametrize(("spec", "beside"), BESIDE, ids=lambda each: getattr(each, "name", each))
def test_slips_beside(spec: str, beside: Path, tmp_path: Path) -> None:  # 4
    text, folder = SPECS[spec]
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    original = beside.read_text("utf-8")

    @settings(max_examples=max(1, EXAMPLES // 6))
    @given(st.integers(0, 2**32), st.integers(1, 4))
    def hold(seed: int, changes: int) -> None:
        (copy / beside.name).write_text(mutated(original, seed, changes), "utf-8")
        judged(text, copy / spec)

    hold()


def test_what_is_mutated() -> None:  # 1, 4
    root = {path.name for folder in ("specs", "examples") for path in (ROOT / folder).iterdir()}
    registers = {"register.csv", "case_register.csv", "businesses.csv"}
    files = {name for name in root if name.endswith((".yaml", ".po", ".csv"))} - registers
    assert files == {*SPECS, *(path.name for _, path in BESIDE)}


@pytest.mark.parametrize("name", SPECS)
def test_cut_off(name: str) -> None:  # 1
    text, folder = SPECS[name]
    for end in range(0, len(text), max(1, len(text) // 30)):
        judged(text[:end], folder / name)


@pytest.mark.parametrize("name", SPECS)
def test_each_line_left_out(name: str) -> None:  # 1
    text, folder = SPECS[name]
    lines = text.split("\n")
    for at in range(0, len(lines), max(1, len(lines) // 40)):
        judged("\n".join([*lines[:at], *lines[at + 1 :]]), folder / name)
