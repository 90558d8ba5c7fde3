"""Mistakes planted in specs that have none: a key misspelt, a type that is none, a value nobody can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from formgen.language.source import Entry, Mapping, Node, Scalar, Sequence, parse

UNKNOWN = "qwertz"
"""A name that no spec has."""

Path = tuple[str, ...]


@dataclass(frozen=True)
class Plant:
    """A text with one mistake. `path`: the keys that lead to it."""

    what: str
    path: Path
    start: int
    end: int
    written: str

    def into(self, text: str) -> str:
        """The text with the mistake in it."""
        return text[: self.start] + self.written + text[self.end :]


def plants(text: str) -> tuple[Plant, ...]:
    """Every mistake of writing that is planted in a spec, in the order of its keys."""
    return tuple(plant for path, entry in _entries(_root(text)) for plant in _of_entry(path, entry))


def unknown_names(text: str) -> tuple[Plant, ...]:
    """Every condition of a spec, with an unknown name in its place."""
    return tuple(
        Plant("name", path, entry.value.start, entry.value.end, f"{UNKNOWN} is answered")
        for path, entry in _entries(_root(text))
        if entry.key.value in ("when", "must")
        and isinstance(entry.value, Scalar)
        and path[0] != "field_groups"
    )


def apart(one: Path, other: Path) -> bool:
    """Whether two places lie in different parts, so that neither may hide the other."""
    depths = {"steps": 4, "orientation": 3, "workflow": 3, "account": 1, "documents": 2, "conditions": 2}
    depth = depths.get(one[0], 2)
    shared = min(len(one), len(other), depth)
    return one[:shared] != other[:shared]


def _root(text: str) -> Node | None:
    return parse(text, "planted.yaml").root


def _entries(node: Node | None, path: Path = ()) -> Iterator[tuple[Path, Entry]]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            here = (*path, entry.key.value)
            yield here, entry
            yield from _entries(entry.value, here)
    elif isinstance(node, Sequence):
        for index, each in enumerate(node.items):
            yield from _entries(each, (*path, str(index)))


def _of_entry(path: Path, entry: Entry) -> Iterator[Plant]:
    key, value = entry.key, entry.value
    yield Plant("misspelt key", path, key.end - 1, key.end - 1, "x")
    yield Plant("unknown key", path, key.start, key.end, "zzyzx")
    if isinstance(value, Scalar) and value.style in ("plain", "single", "double"):
        yield Plant("list", path, value.start, value.end, "[a, [b]]")
        yield Plant("mapping", path, value.start, value.end, "{zzyzx: 1}")
        yield Plant("signs", path, value.start, value.end, '"?? ? >>"')
        if path[-1] == "type":
            yield Plant("unknown type", path, value.start, value.end, "zzyzx")
    elif not isinstance(value, Scalar) and value.flow:
        yield Plant("signs", path, value.start, value.end, '"?? ? >>"')
        yield Plant("nothing in braces", path, value.start, value.end, "{}")
