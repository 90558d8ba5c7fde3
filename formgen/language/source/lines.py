"""The anatomy of one line of a spec, and how it should have been written."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Bounded repetitions: a line may be a megabyte of blanks, and unbounded ones would be tried quadratically.
_BEGINNING = re.compile(
    r"""(?P<indent>[ \t]*(?:-[ ]+)*)
        (?:(?P<key>"[^"]*"|'[^']*'|[^\s"'\[\]{}#&*!|>%@`,-][^#:]{0,200}?|-[^\s#:][^#:]{0,200}?)
           [ ]{0,40}:(?=[ \t]|$))?
        [ \t]*""",
    re.VERBOSE,
)
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_COMMENT = re.compile(r"[ \t]#")
ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart: indentation with dashes, key, value, and what follows the value.

    `key` is None where the line has none; `value_column` counts from 0; `after` is blanks and a comment.
    """

    text: str
    indent: str
    key: str | None
    value_column: int
    value: str
    after: str

    @property
    def width(self) -> int:
        """Columns before the first thing on the line."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def empty(self) -> bool:
        """Whether the line says nothing to YAML."""
        stripped = self.text.strip()
        return not stripped or stripped.startswith("#")

    def with_value(self, value: str) -> str:
        """The line with another value, its comment kept."""
        return self.text[: self.value_column] + value + self.after

    def shown(self, value: str) -> str:
        """The same for a hint: from the key (or dash) on, without comment."""
        return self.text[: self.value_column].lstrip() + value


def take_apart(text: str) -> Line:
    """The anatomy of a line. Every line has one; in what is no YAML the guess may be poor."""
    found = _BEGINNING.match(text)
    if found is None:
        return Line(text, "", None, 0, text, "")
    start = found.end()
    if text.startswith("#", start) and found["key"] is not None:
        start -= 1
    closed = _QUOTED.match(text, start)
    comment = _COMMENT.search(text, closed.end() if closed else start)
    value = text[start : comment.start() if comment else len(text)].rstrip()
    return Line(text, found["indent"], found["key"], start, value, text[start + len(value) :])


def quoted(text: str) -> str:
    """A text as a quoted YAML scalar on one line, in the kind of quotes that needs no escape if possible."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def shortened(text: str, width: int = 40) -> str:
    """A text for a message, cut when it is long."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
