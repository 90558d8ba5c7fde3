"""Nodes of a spec's text. They keep offsets; lines and columns are worked out only when somebody asks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence as Items
from dataclasses import dataclass
from typing import Literal

from formgen.language.problems import Problem, Severity
from formgen.language.source.lines import shortened
from formgen.language.source.places import place_of

Style = Literal["plain", "single", "double", "literal", "folded"]

_LONGEST_SENTENCE = 1000
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a file: lines and columns from 1, columns in characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Scalar:
    """A text, whatever it looks like: `no`, `1.0` and `null` are the words that the author wrote.

    `start` and `end` are offsets in the text of the document, quotes or the header of a block included.
    """

    __slots__ = ("document", "end", "start", "style", "value")

    def __init__(self, value: str, style: Style, start: int, end: int, document: Document) -> None:
        self.value = value
        self.style = style
        self.start = start
        self.end = end
        self.document = document

    def __repr__(self) -> str:
        return f"Scalar({self.value!r}, {self.style})"

    @property
    def span(self) -> Span:
        """Where the whole scalar stands."""
        return self.document.span(self.start, self.end)

    @property
    def blank(self) -> bool:
        """Whether nothing was written: no value at all, or YAML's words for it, unquoted."""
        return self.style == "plain" and self.value in ("", "~", "null", "Null", "NULL")

    @property
    def source(self) -> str:
        """The scalar as the author wrote it."""
        return self.document.text[self.start : self.end]

    def locate(self, start: int, end: int) -> Span:
        """The place in the file of `value[start:end]`, through escapes, folded lines and indentation."""
        first, last = place_of(self.document.text, self.start, self.end, self.value, self.style, start, end)
        return self.document.span(first, last)


class Sequence:
    """Nodes in a row; `flow` when written in brackets."""

    __slots__ = ("document", "end", "flow", "items", "start")

    def __init__(self, items: tuple[Node, ...], flow: bool, start: int, end: int, document: Document) -> None:
        self.items = items
        self.flow = flow
        self.start = start
        self.end = end
        self.document = document

    def __repr__(self) -> str:
        return f"Sequence({list(self.items)!r})"

    @property
    def span(self) -> Span:
        """From the first item (or bracket) to the end of the last."""
        return self.document.span(self.start, self.end)

    @property
    def source(self) -> str:
        """The sequence as the author wrote it."""
        return self.document.text[self.start : self.end]


class Entry:
    """A key of a mapping with its value."""

    __slots__ = ("key", "value")

    def __init__(self, key: Scalar, value: Node) -> None:
        self.key = key
        self.value = value

    def __repr__(self) -> str:
        return f"Entry({self.key.value!r}, {self.value!r})"


class Mapping:
    """Keys with values in the order of the file; `flow` when written in braces.

    Of a key written twice only the first entry is here.
    """

    __slots__ = ("document", "end", "entries", "flow", "start")

    def __init__(
        self, entries: tuple[Entry, ...], flow: bool, start: int, end: int, document: Document
    ) -> None:
        self.entries = entries
        self.flow = flow
        self.start = start
        self.end = end
        self.document = document

    def __repr__(self) -> str:
        return f"Mapping({list(self.entries)!r})"

    @property
    def span(self) -> Span:
        """From the first key (or brace) to the end of the last value."""
        return self.document.span(self.start, self.end)

    @property
    def source(self) -> str:
        """The mapping as the author wrote it."""
        return self.document.text[self.start : self.end]

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None when the mapping does not have it."""
        for entry in self.entries:
            if entry.key.value == key:
                return entry.value
        return None


Node = Scalar | Sequence | Mapping


class Document:
    """A file: its text without byte order mark, its root (None when unreadable) and what is wrong in it."""

    __slots__ = ("_line_starts", "_lines", "name", "problems", "root", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.root: Node | None = None
        self.problems: tuple[Problem, ...] = ()
        self._line_starts: list[int] | None = None
        self._lines: list[str] | None = None

    @property
    def lines(self) -> Items[str]:
        """The lines of the text without their breaks; line n of a span is `lines[n - 1]`."""
        if self._lines is None:
            self._lines = _LINE_BREAK.split(self.text)
        return self._lines

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        if self._line_starts is None:
            self._line_starts = [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]
        return self._line_starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1) of an offset in the text."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets in the text."""
        return Span(*self.position(start), *self.position(end))

    def problem(
        self, code: str, severity: Severity, place: Node | Span, message: str, hint: str | None = None
    ) -> Problem:
        """A problem at a node or a span of this file. What quotes a very long line is cut."""
        span = place if isinstance(place, Span) else place.span
        message = shortened(message, _LONGEST_SENTENCE)
        hint = shortened(hint, _LONGEST_SENTENCE) if hint is not None else None
        return Problem(
            code, severity, message, hint, self.name, span.line, span.column, span.end_line, span.end_column
        )
