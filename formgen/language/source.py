"""The text of a spec as nodes with exact positions.

`parse` never raises on what a file contains: whatever is wrong is in `Document.problems`.
"""

from __future__ import annotations

from collections.abc import Sequence as Items
from dataclasses import dataclass
from typing import Literal

from formgen.language.problems import Problem, Severity

Style = Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a file: 1-based lines and columns (in characters), the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Scalar:
    """A text, whatever it looks like: `no`, `1.0` and `null` are the words an author wrote."""

    __slots__ = ("document", "span", "style", "value")

    def __init__(self, value: str, style: Style, span: Span, document: Document) -> None:
        self.value = value
        self.style = style
        self.span = span
        self.document = document

    def locate(self, start: int, end: int) -> Span:
        """The place in the file of `value[start:end]`."""
        return self.span


class Sequence:
    """Nodes in a row."""

    __slots__ = ("flow", "items", "span")

    def __init__(self, items: tuple[Node, ...], flow: bool, span: Span) -> None:
        self.items = items
        self.flow = flow
        self.span = span


class Entry:
    """A key of a mapping with its value."""

    __slots__ = ("key", "value")

    def __init__(self, key: Scalar, value: Node) -> None:
        self.key = key
        self.value = value


class Mapping:
    """Keys with values, in the order of the file."""

    __slots__ = ("entries", "flow", "span")

    def __init__(self, entries: tuple[Entry, ...], flow: bool, span: Span) -> None:
        self.entries = entries
        self.flow = flow
        self.span = span

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None when the mapping does not have it."""
        for entry in self.entries:
            if entry.key.value == key:
                return entry.value
        return None


Node = Scalar | Sequence | Mapping


class Document:
    """A file: its text, its lines, its root node (None when it cannot be read) and what is wrong in it."""

    __slots__ = ("lines", "name", "problems", "root", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.lines: Items[str] = text.splitlines()
        self.root: Node | None = None
        self.problems: tuple[Problem, ...] = ()

    def problem(
        self, code: str, severity: Severity, place: Node | Span, message: str, hint: str | None = None
    ) -> Problem:
        """A problem at a node or a span of this file."""
        span = place if isinstance(place, Span) else place.span
        return Problem(
            code, severity, message, hint, self.name, span.line, span.column, span.end_line, span.end_column
        )


def parse(data: bytes | str, name: str) -> Document:
    """The nodes of a YAML text; `name` is the path shown in problems. Never raises on content."""
    raise NotImplementedError("being written")
