"""formgen's own words that nobody is shown.

1. Every key of the catalogues is used in code or in a template: written out, or put together of words that
   are written there.
2. A key that is not would be found.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from formgen.compiler.catalogues import Words

ROOT = Path(__file__).parents[2]
WORD = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
QUOTED = re.compile(r"""["'`]([a-z0-9_. ]+)["'`]|words\.([a-z_]+)""")
NO_PROSE = re.compile(r"[a-z0-9_. ]*")
HOLE = "\x00"
DEEP = 3
"""Parts of a key may be put together themselves: "sentence_" of "for_" of "at_least"."""
WHOLLY_PUT_TOGETHER = {
    "_".join(("doc", *parts))
    for parts in product(("answer", "paper"), ("required", "optional", "expected", "required_when"))
}
"""Keys of which no part is written together with a fixed word."""


def python_texts() -> Iterator[tuple[str, bool]]:
    """The texts of the code; True with those that have holes."""
    for path in (ROOT / "formgen").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if NO_PROSE.fullmatch(node.value):
                    # "agent.first_name" is looked up as agent_first_name.
                    yield node.value.replace(".", "_"), False
                    yield node.value, False
            elif isinstance(node, ast.JoinedStr):
                parts = (each.value if isinstance(each, ast.Constant) else HOLE for each in node.values)
                yield "".join(map(str, parts)), True


def template_texts() -> Iterator[tuple[str, bool]]:
    """The same of templates and scripts, where `~` puts words together."""
    for path in (ROOT / "renderers").rglob("*.*"):
        if path.suffix in {".html", ".js", ".md", ".svg"} and path.name != "README.md":
            text = path.read_text("utf-8")
            yield from ((each, False) for found in QUOTED.findall(text) for each in found)
            yield from ((f"{each}{HOLE}", True) for each in re.findall(r"""["']([a-z_]+_)["'] ~""", text))
            yield from ((f"{HOLE}{each}", True) for each in re.findall(r"""~ ["'](_[a-z_]+)["']""", text))


@cache
def written() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The words of code and templates, and patterns of those that are put together."""
    words: set[str] = set()
    patterns: set[str] = set()
    for text, with_holes in (*python_texts(), *template_texts()):
        if not with_holes:
            words.update(WORD.findall(text))
        elif re.fullmatch(f"[a-z0-9_{HOLE}]+", text) and "_" in text and text.strip(f"_{HOLE}"):
            # A key of several holes can be parted in several ways: at the first mark, or at the last.
            patterns.update(text.replace(HOLE, f"([a-z0-9_]+{lazy})") for lazy in ("", "?"))
    return frozenset(words), tuple(re.compile(each) for each in patterns)


def is_used(key: str, depth: int = DEEP) -> bool:
    words, patterns = written()
    if key in words or key in WHOLLY_PUT_TOGETHER:
        return True
    found = (each.fullmatch(key) for each in patterns) if depth else ()
    return any(each is not None and all(is_used(part, depth - 1) for part in each.groups()) for each in found)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_key_is_used(language: str) -> None:  # 1
    assert [key for key in sorted(Words(language).keys()) if not is_used(key)] == []


@pytest.mark.parametrize("key", ["pdf_list_never", "error_nobody_knows", "upload_refused_politely"])
def test_a_key_that_is_not(key: str) -> None:  # 2
    assert not is_used(key)
