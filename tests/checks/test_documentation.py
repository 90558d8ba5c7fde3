"""The documentation of problems is true, whole and current.

1. Each check has a page, and so has each code that reading, typing and translations can give.
2. Each page has two examples: the first yields its code and nothing else, the second yields nothing.
3. `docs/problems.md` is what the pages say now.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from formgen.checks import CHECKS, Check
from formgen.checks.documentation import Example, Page, document, page_of, pages
from formgen.compiler.load import load_file
from formgen.language.catalogues import read_po, write_po
from formgen.language.problems import Problem
from formgen.language.read import read_text
from formgen.language.resolution import Resolution, visit
from tests.checks.given import whole

CODE = re.compile(r'"([A-Z][0-9]{3})"')
NO_CODES = {"S001"}
"""What the source names as an example only; S001 is given elsewhere too."""
WRITTEN_ALIKE = {"S256"}
"""No problem: how a sign-in is proved (RFC 7636)."""


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.rpartition(".")[2])
def test_checks(check: Check) -> None:  # 1
    assert check.CODE in page_of(check.__doc__ or "").codes


def test_codes(root: Path) -> None:  # 1
    given = {
        code for path in (root / "formgen").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))
    }
    explained = {code for page in pages() for code in page.codes}
    assert given - explained - WRITTEN_ALIKE == set()
    assert explained - given - NO_CODES == set()


@pytest.mark.parametrize("page", pages(), ids=lambda page: f"{page.codes[0]} {page.title}")
def test_examples(page: Page, tmp_path: Path) -> None:  # 2
    failing, passing = page.examples()
    found = found_in(failing, tmp_path / "failing")
    assert {each.code for each in found} <= set(page.codes)
    assert found
    assert all(each.hint for each in found)
    assert found_in(passing, tmp_path / "passing") == ()


def found_in(example: Example, folder: Path) -> tuple[Problem, ...]:
    """The problems of an example, with the files that it names beside it."""
    folder.mkdir()
    path = folder / "given.yaml"
    text = whole(example.yaml)
    path.write_text(text, encoding="utf-8")
    for kind, name, body in example.files:
        if kind == "po":
            (folder / f"given.{name}.po").write_text(body + translated(text, body), encoding="utf-8")
        else:
            (folder / name).write_text(body, encoding="utf-8")
    return load_file(path).problems


def translated(text: str, said: str) -> str:
    """The rest of a catalogue: every text of a spec of which nothing is said yet, by itself."""
    known = {entry.context for entry in read_po(said, "").entries} | set(re.findall(r'msgctxt "(.*)"', said))
    spec = read_text(text, "given.yaml").spec
    assert spec is not None
    resolution = Resolution(spec, None)
    visit(resolution)
    rows = [(each.place, each.value, each.value) for each, _ in resolution.texts() if each.place not in known]
    return "\n" + write_po("fr", rows).partition("\n\n")[2]


def test_the_document_is_current(root: Path) -> None:  # 3
    kept = (root / "docs" / "problems.md").read_text("utf-8")
    assert kept == document(), "run: .venv/bin/python -m formgen.checks.documentation docs/problems.md"
