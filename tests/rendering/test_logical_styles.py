"""Styles of pages and PDFs suit both directions of writing.

1. No property or value names the left or the right; only boxes in the margins of a sheet of paper do.
2. No margin, padding or border of four values has another one on the left than on the right.
3. The test finds such a style.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "renderers"
STYLES = sorted(ROOT.rglob("*.css"))
SIDES = re.compile(
    r"(?:^|[;{\s])((?:margin|padding|border)-(?:left|right)[a-z-]*|left|right|text-align:\s*(?:left|right)|"
    r"float:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius)\s*[:;}]"
)
VALUE = r"([^\s;:{}]+)"
FOUR = re.compile(rf"(?:margin|padding|border-width|inset):\s*{VALUE}\s+{VALUE}\s+{VALUE}\s+{VALUE}\s*[;}}]")
DRAWN = re.compile(r"border-width: \S+ \S+ \S+ \S+;[^}]*transform: ")
"""Arrows and ticks, drawn from two sides of a turned box; mirrored by `[dir="rtl"]` where it matters."""


def sided(style: str) -> list[str]:
    """The rules of a style that know left from right."""
    plain = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    found = [match[1] for match in SIDES.finditer(plain)]
    undrawn = DRAWN.sub("", plain)
    return found + [match[0] for match in FOUR.finditer(undrawn) if match[2] != match[4]]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_styles(path: Path) -> None:  # 1, 2
    assert sided(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "style",
    [
        "p { margin-left: 1rem; }",
        "p { color: red; text-align: right; }",
        "p { left: 0 }",
        "p { padding: 0 1rem 0 2rem; }",
        "p { border-left: 1px solid; }",
    ],
)
def test_faults_are_found(style: str) -> None:  # 3
    assert sided(style)
