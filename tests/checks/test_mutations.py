"""Specs as they are while somebody writes them.

1. Lines deleted, doubled, indented, outdented, swapped, cut off; words exchanged, signs put in: whatever the
   text has become, problems are told and nothing is raised, each inside the file.
2. What is told is told once.
3. A spec that is read without an error has a procedure.
"""

from __future__ import annotations

import random
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


def judged(text: str, folder: Path) -> Loaded:
    """What is told of a text, held against what must hold of every problem."""
    loaded = load_text(text, "mutated.yaml", folder)
    lines = text.split("\n")
    for each in loaded.problems:
        assert each.message
        assert 1 <= each.line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1
        assert (each.end_line, each.end_column) >= (each.line, each.column)
        assert each.end_line <= len(lines) + 1
    told = [(each.code, each.line, each.column, each.message) for each in loaded.problems]
    assert len(told) == len(set(told))
    failed = any(each.severity == "error" for each in loaded.problems)
    assert failed is (loaded.procedure is None)
    return loaded


@pytest.mark.parametrize("name", SPECS)
def test_slips(name: str) -> None:  # 1, 2, 3
    text, folder = SPECS[name]

    @settings(max_examples=150)
    @given(st.integers(0, 2**32), st.integers(1, 4))
    def hold(seed: int, changes: int) -> None:
        judged(mutated(text, seed, changes), folder)

    hold()


@pytest.mark.parametrize("name", SPECS)
def test_cut_off(name: str) -> None:  # 1
    text, folder = SPECS[name]
    for end in range(0, len(text), max(1, len(text) // 60)):
        judged(text[:end], folder)


@pytest.mark.parametrize("name", SPECS)
def test_each_line_left_out(name: str) -> None:  # 1
    text, folder = SPECS[name]
    lines = text.split("\n")
    for at in range(0, len(lines), max(1, len(lines) // 120)):
        judged("\n".join([*lines[:at], *lines[at + 1 :]]), folder)
