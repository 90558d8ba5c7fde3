"""The English texts of the residence-card procedure.

1. Every entry stands at a text of the spec, and its id is that text as it reads today.
2. Every text that a person reads has its entry, and no entry is empty.
3. A translation shows the same values, and keeps headings and lists.
4. French typography: no plain space before ; : ? ! or inside « », no typewriter apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from formgen.language.catalogues import Entry, read_po
from formgen.language.source import Mapping, Node, Scalar, Sequence, parse

SPECS = Path(__file__).parents[2] / "specs"
READ_BY_PEOPLE = {"label", "title", "short", "hint", "text", "why", "message", "subject", "alt"}
NOT_FOR_PEOPLE = ("sources.permit_register.record.", "tables.", "numbers.")


@cache
def root() -> Mapping:
    node = parse((SPECS / "tse_ue_renewal.yaml").read_bytes(), "tse_ue_renewal.yaml").root
    assert isinstance(node, Mapping)
    return node


@cache
def entries() -> tuple[Entry, ...]:
    file = SPECS / "tse_ue_renewal.en.po"
    return tuple(read_po(file.read_bytes(), file.name).entries)


def text_at(place: str) -> str | None:
    """The text at a place; a bare text stands for the last key of its place (`married: Marié`)."""
    node: Node | None = root()
    names = place.split(".")
    for position, name in enumerate(names):
        if isinstance(node, Mapping):
            node = node.get(name)
        elif isinstance(node, Sequence) and name.isdigit() and int(name) < len(node.items):
            node = node.items[int(name)]
        elif not (isinstance(node, Scalar) and position == len(names) - 1):
            return None
    return node.value.removesuffix("\n") if isinstance(node, Scalar) else None


def scalars(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(node, Scalar):
        yield path, node.value.removesuffix("\n")
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from scalars(entry.value, (*path, entry.key.value))
    else:
        for index, item in enumerate(node.items):
            yield from scalars(item, (*path, str(index)))


def texts() -> Iterator[tuple[str, str]]:
    """What must be translated, found by its key alone: short forms are left to requirement 1."""
    for path, text in scalars(root()):
        place = ".".join(path)
        names_a_message = path[-2:] == ("confirm_email", "message")
        if path[-1] in READ_BY_PEOPLE and not place.startswith(NOT_FOR_PEOPLE) and not names_a_message:
            yield place, text


def values(text: str) -> list[str]:
    return sorted(re.findall(r"\{\{.*?\}\}", text))


def test_entries_stand_at_texts_of_the_spec() -> None:  # 1
    assert len(entries()) > 250
    differing = [entry.context for entry in entries() if text_at(entry.context) != entry.id]
    assert differing == []


def test_every_text_is_translated() -> None:  # 2
    translated = {entry.context for entry in entries() if entry.string.strip()}
    assert len(translated) == len(entries())
    found = [place for place, _ in texts()]
    assert len(found) > 200
    assert [place for place in found if place not in translated] == []


def test_translations_show_the_same_values_and_shape() -> None:  # 3
    for entry in entries():
        assert values(entry.id) == values(entry.string), entry.context
        for mark in ("\n- ", "## ", "**", "]("):
            assert entry.id.count(mark) == entry.string.count(mark), entry.context


def test_french_texts_are_set_as_french() -> None:  # 4
    for entry in entries():
        french = re.sub(r"\{\{.*?\}\}|\(https?:[^)]*\)", "", entry.id)
        assert not re.search(r" [;:?!](?:\s|$)|« | »|[^\W\d]'[^\W\d]", french), entry.context
        assert not re.search(r"[^\W\d»][;?!]", french), entry.context
