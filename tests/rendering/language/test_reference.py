"""docs/language.md, the reference of the language.

1. Every construct has a heading in one chapter, its sample, and a row for each of its keys.
2. Every type of field has a heading, and a row with the type of its value.
3. Every production of the grammar of expressions is explained, with examples that use it.
4. Every filter, every reserved word and every name that texts always know is there.
5. Links lead to headings, and no two headings have one address.
6. The file of the project is the one that `make language` writes.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lark import Lark

from formgen.language.constructs import Construct
from formgen.language.expressions import RESERVED_NAMES, RESERVED_OPTIONS, parse
from formgen.language.expressions.manual import FAMILIES, Operation
from formgen.language.fields import FIELD_TYPES
from formgen.language.fields.base import Field
from formgen.language.placeholders.filters import FILTERS
from formgen.language.placeholders.parse import parse_text
from formgen.language.read import read_text
from formgen.language.resolution.fragments import fragment_texts
from formgen.rendering.language.chapters import CHAPTERS, COMPUTED, anchor, title_of
from formgen.rendering.language.declarations import class_name, constructs, sample
from formgen.rendering.language.prose import PLACEHOLDER_ROWS
from formgen.rendering.language.reference import reference
from formgen.rendering.language.value_types import value_types

ROOT = Path(__file__).parents[3]
PAGE = reference()
GRAMMAR = (ROOT / "formgen" / "language" / "expressions" / "grammar.lark").read_text("utf-8")
LARK = Lark(GRAMMAR, parser="lalr", lexer="basic", start="expression")
TITLED = [each for each in constructs() if each.noun != COMPUTED]


def section(title: str) -> str:
    """What stands between a heading and the next."""
    found = re.search(rf"^### {re.escape(title)}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


@pytest.mark.parametrize("construct", TITLED, ids=class_name)
def test_constructs(construct: type[Construct]) -> None:  # 1
    told = section(title_of(construct))
    assert sample(construct) in told
    every = section("Keys of every field") if issubclass(construct, Field) else ""
    for name, key in construct.known.items():
        row = next(line for line in f"{told}{every}".split("\n") if line.startswith(f"| `{name}`"))
        assert key.required is ("(needed)" in row)
        assert row.count(" | ") == 3


def test_one_chapter() -> None:  # 1
    placed = [construct for chapter in CHAPTERS for _, construct in chapter.parts]
    assert len(placed) == len(set(placed))
    assert set(placed) | set(FIELD_TYPES) == set(TITLED)


def test_types() -> None:  # 2
    types = dict(value_types())
    assert list(types) == [each.type_name for each in FIELD_TYPES]
    assert types["date"] == "a date"
    rows = section("Types of values")
    for name, called in types.items():
        assert f"| [`{name}`](#{name}) | {called} |" in rows


def operations() -> list[Operation]:
    return [each for family in FAMILIES for each in family.operations]


def test_productions() -> None:  # 3
    productions = set(re.findall(r"-> ([a-z_]+)", re.sub(r"//.*", "", GRAMMAR)))
    explained = {name for each in operations() for name in each.productions}
    assert explained == productions


@pytest.mark.parametrize("operation", operations(), ids=lambda each: each.written)
def test_operations(operation: Operation) -> None:  # 3
    used: set[str] = set()
    for example in operation.examples:
        parse(example)
        assert f"`{example}`" in PAGE
        used |= {str(part.data) for part in LARK.parse(example).iter_subtrees()}
    assert set(operation.productions) <= used


def test_filters() -> None:  # 4
    told = section("Filters")
    assert all(f"| `{name}`" in told for name in FILTERS)


def test_words() -> None:  # 4
    told = section("Names")
    assert all(f"`{word}`" in told for word in (*RESERVED_NAMES, *RESERVED_OPTIONS))


def test_names_of_texts() -> None:  # 4
    spec = read_text((ROOT / "specs" / "tse_ue_renewal.yaml").read_bytes(), "spec.yaml").spec
    assert spec is not None
    known = set(fragment_texts(spec)) - set(spec.fragments)
    assert "service.name" in known
    told = section("Placeholders")
    assert all(name in told for name in known)
    for written, _ in PLACEHOLDER_ROWS:
        for placeholder in re.findall(r"`([^`]+)`", written):
            assert parse_text(placeholder).faults == ()


def test_links() -> None:  # 5
    titles = re.findall(r"^##+ (.+)$", PAGE, re.MULTILINE)
    addresses = [anchor(title) for title in titles]
    assert len(addresses) == len(set(addresses))
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= set(addresses)


def test_the_file_is_current() -> None:  # 6
    assert (ROOT / "docs" / "language.md").read_text("utf-8") == PAGE, "`make language` writes it anew"
