"""Places in a document by the keys that lead there: which are words of the language, which are ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from formgen.language.problems import Problem
from formgen.language.source import Document, Entry, Mapping, Node, Scalar, Sequence

GIVING_NAMES: Final = frozenset(
    (
        *("account", "actions", "add", "any_document", "calculations", "conditions", "documents"),
        *("field_groups", "fields", "fragments", "lists", "messages", "numbers", "orientation", "pages"),
        *("pdfs", "roles", "sources", "states", "steps", "tables", "then_ask", "workflow"),
    )
)
"""Keys that names stand under: where nothing of one can be read, any name may be meant to stand there."""

BY_ID: Final = GIVING_NAMES - {"account", "any_document", "orientation", "workflow"} | frozenset(
    (
        *("all_of", "columns", "declarations", "errors", "items", "labels", "match", "of", "one_of"),
        *("options", "or_say", "record", "retention"),
    )
)
"""Keys whose keys are chosen by the author."""

WORD: Final = re.compile(r"[A-Za-z0-9_]+")
"""A word of a name."""

_LONG: Final = 200


@dataclass(frozen=True, slots=True)
class Way:
    """The way from the root of a document to a place: the entries, and the mappings that hold them."""

    mappings: tuple[Mapping, ...]
    entries: tuple[Entry, ...]
    at_key: bool
    scalar: Scalar | None

    @property
    def keys(self) -> tuple[str, ...]:
        """What is written on the way."""
        return tuple(each.key.value for each in self.entries)

    @property
    def named(self) -> tuple[str, ...]:
        """Those keys that an expression may name: steps and pages are never meant in one."""
        keys = self.keys
        return tuple(
            key
            for place, key in enumerate(keys)
            if key not in GIVING_NAMES and not (place and keys[place - 1] in ("steps", "pages"))
        )

    def to(self, node: Mapping) -> Way:
        """The way to a mapping as a whole, which begins at its first key: that one is left out."""
        if not self.mappings or self.mappings[-1] is not node:
            return self
        return Way(self.mappings[:-1], self.entries[:-1], False, None)

    def is_id(self, index: int) -> bool:
        """Whether the author chose the key at `index`."""
        return index > 0 and self.entries[index - 1].key.value in BY_ID


def way_to(document: Document, offset: int) -> Way:
    """The way to an offset in the text of a document."""
    mappings: list[Mapping] = []
    entries: list[Entry] = []
    node: Node | None = document.root
    while not isinstance(node, Scalar):
        if isinstance(node, Mapping):
            below = [each for each in node.entries if each.key.start <= offset]
            if not below:
                break
            mappings.append(node)
            entries.append(below[-1])
            if offset < below[-1].key.end:
                return Way(tuple(mappings), tuple(entries), True, below[-1].key)
            node = below[-1].value
        elif isinstance(node, Sequence) and node.items and node.items[0].start <= offset:
            node = [each for each in node.items if each.start <= offset][-1]
        else:
            break
    return Way(tuple(mappings), tuple(entries), False, node if isinstance(node, Scalar) else None)


def words_below(node: Node, values: bool = False) -> Iterator[str]:
    """Every key below a node; with `values` the words that stand there as well."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield entry.key.value
            yield from words_below(entry.value, values)
    elif isinstance(node, Sequence):
        for each in node.items:
            yield from words_below(each, values)
    elif values and len(node.value) < _LONG:
        yield from WORD.findall(node.value)


def ids_below(node: Node | None) -> Iterator[str]:
    """Every key that an author chose."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            if entry.key.value in BY_ID:
                yield from keys_of(entry.value)
            yield from ids_below(entry.value)
    elif isinstance(node, Sequence):
        for each in node.items:
            yield from ids_below(each)


def keys_of(node: Node) -> Iterator[str]:
    """The keys of a mapping; none of any other node."""
    return (each.key.value for each in node.entries) if isinstance(node, Mapping) else iter(())


def way_to_problem(document: Document, problem: Problem) -> Way:
    """The way to what a problem is about: a key, a value, or a mapping as a whole."""
    start = offset_of(document, problem)
    way = way_to(document, start)
    end = document.line_starts[problem.end_line - 1] + problem.end_column - 1
    inner = way.mappings[-1] if way.mappings else None
    return way.to(inner) if inner is not None and (inner.start, inner.end) == (start, end) else way


def offset_of(document: Document, problem: Problem) -> int:
    """Where in the text of its document a problem begins."""
    return document.line_starts[problem.line - 1] + problem.column - 1
