"""Links and pictures of the documentation.

1. A link to a file leads to one that is there, and one to a heading to a heading of that page.
2. A picture says what it shows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.docs.samples import DOCS

ROOT = DOCS.parent
PAGES = sorted((*DOCS.rglob("*.md"), ROOT / "README.md"))


def inside(page: Path) -> Iterator[Token]:
    for token in MarkdownIt().enable("table").parse(page.read_text("utf-8")):
        yield from token.children or ()


@cache
def headings(page: Path) -> frozenset[str]:
    """The anchors that readers of Markdown give to headings."""
    tokens = MarkdownIt().parse(page.read_text("utf-8"))
    titles = [after.content for token, after in itertools.pairwise(tokens) if token.type == "heading_open"]
    signs = (re.sub(r"[^\w\- ]", "", title.replace("`", "").lower()) for title in titles)
    return frozenset(each.replace(" ", "-") for each in signs)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:  # 1, 2
    for token in inside(page):
        target = str(token.attrGet("href") or token.attrGet("src") or "")
        if token.type == "image":
            assert token.content.strip(), target
        if not target or re.match(r"[a-z]+:", target) or "{{" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        if anchor and file.suffix == ".md":
            assert anchor in headings(file), target
