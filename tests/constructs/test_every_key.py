"""The specs of this folder show the whole language.

1. Every key of every construct, and every type of field, is written in one of them.
2. Each of them is compiled without an error or a warning.
3. The table in README.md names each spec, and tests that are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from formgen.compiler.load import load_file
from formgen.language.constructs import Construct, walk
from formgen.language.fields import FIELD_TYPES
from formgen.language.fields.base import Field
from formgen.language.spec import Spec
from tests.constructs.given import FOLDER

SPECS = sorted(FOLDER.glob("*.yaml"))
Written = frozenset[tuple[type[Construct], str]]


def every_construct(of: type[Construct] = Construct) -> Iterator[type[Construct]]:
    """The constructs that authors write: those that others are made of are no constructs of their own."""
    for each in of.__subclasses__():
        yield from every_construct(each)
        if each.__module__.startswith("formgen.") and not each.__name__.startswith("_"):
            yield each


def parts_of(spec: Spec) -> Iterator[object]:
    yield from walk(spec)
    for named in spec.lists.values():
        yield from walk([named.file, named.titled, *named.items.values()])


@cache
def written() -> Written:
    found: set[tuple[type[Construct], str]] = set()
    for path in SPECS:
        spec = load_file(path).reading.spec
        assert spec is not None
        for part in parts_of(spec):
            if isinstance(part, Construct):
                short = {part.short_key} if part.short_key else set()
                found.update((type(part), name) for name in part.known if name in short or part.has(name))
    return frozenset(found)


@pytest.mark.parametrize(
    "kind", [each for each in every_construct() if each.known], ids=lambda each: each.__name__
)
def test_every_key(kind: type[Construct]) -> None:  # 1
    used = {name for found, name in written() if issubclass(found, kind)}
    if issubclass(kind, Field) and kind is not Field:
        # Keys that every field has are shown by one of them.
        used |= {name for name in Field.known if any(each == name for _, each in written())}
    assert set(kind.known) - used == set()


@pytest.mark.parametrize("kind", FIELD_TYPES, ids=lambda each: each.type_name)
def test_every_type(kind: type[Field]) -> None:  # 1
    assert any(found is kind for found, _ in written())


@pytest.mark.parametrize("path", SPECS, ids=lambda each: each.stem)
def test_nothing_wrong(path: Path) -> None:  # 2
    assert load_file(path).problems == ()


def test_the_table() -> None:  # 3
    table = (FOLDER / "README.md").read_text("utf-8")
    assert {path.name for path in SPECS} <= set(re.findall(r"`([a-z_]+\.yaml)`", table))
    for file, tests in re.findall(r"`(test_[a-z_]+\.py)`: ([^|]+)\|", table):
        source = (FOLDER / file).read_text("utf-8")
        for name in re.findall(r"`(test_[a-z_]+)`", tests):
            assert f"def {name}(" in source, f"{file} has no {name}"
