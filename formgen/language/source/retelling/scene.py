"""The place where libyaml gave up: the lines around it, the tokens before it, the brackets still open."""

from __future__ import annotations

import re
from collections import deque
from typing import Any

from yaml import (
    CLoader,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    MarkedYAMLError,
    ScalarToken,
    YAMLError,
)

from formgen.language.problems import Problem
from formgen.language.source.lines import Line, take_apart
from formgen.language.source.nodes import Document

_OPENING = (FlowSequenceStartToken, FlowMappingStartToken)
_CLOSING = (FlowSequenceEndToken, FlowMappingEndToken)
_IN_FLOW = re.compile(r"[^,\[\]{}\r\n]*")
_IN_BLOCK = re.compile(r"(?:(?![ \t]#)[^\r\n])*")


class Scene:
    """What the retellings look at. Offsets, line and column are counted from 0 here."""

    def __init__(self, document: Document, error: MarkedYAMLError) -> None:
        self.document = document
        self.text = document.text
        self.complaint = error.problem or ""
        self.context = error.context or ""
        mark: Any = error.problem_mark or error.context_mark
        self.at: int = mark.index if mark else 0
        context_mark: Any = error.context_mark
        self.context_at: int = context_mark.index if context_mark else self.at
        self.quoted_before: tuple[int, int] | None = None
        # Where a bracket opened that is closed just before the error.
        self.closed_before: int | None = None
        self.open_brackets: list[int] = []
        self._scan()
        line, column = document.position(self.at)
        self.line, self.column = line - 1, column - 1

    def _scan(self) -> None:
        """Pulls tokens again up to the error: what libyaml knew when it gave up."""
        scanner = CLoader(self.text)
        recent: deque[Any] = deque(maxlen=4)
        last_closed: int | None = None
        try:
            while (token := scanner.get_token()) is not None and token.start_mark.index < self.at:
                recent.append(token)
                if isinstance(token, _OPENING):
                    self.open_brackets.append(token.start_mark.index)
                elif isinstance(token, _CLOSING) and self.open_brackets:
                    last_closed = self.open_brackets.pop()
        except YAMLError:  # the scanner stops where the parser did; the tokens before it are what is wanted
            self._recall(recent, last_closed)
        else:
            self._recall(recent, last_closed)

    def _recall(self, recent: deque[Any], last_closed: int | None) -> None:
        for token in recent:
            start, end = token.start_mark.index, token.end_mark.index
            if end <= self.at and not self.text[end : self.at].strip(" \t"):
                if isinstance(token, ScalarToken) and token.style in ("'", '"'):
                    self.quoted_before = (start, end)
                elif isinstance(token, _CLOSING):
                    self.closed_before = last_closed

    @property
    def character(self) -> str:
        """The character that libyaml stumbled over, empty at the end of the file."""
        return self.text[self.at : self.at + 1]

    def anatomy(self, line: int) -> Line:
        """A line taken apart."""
        return take_apart(self.document.lines[line]) if line < len(self.document.lines) else take_apart("")

    def above(self, line: int) -> int | None:
        """The nearest line above that says something."""
        for number in range(min(line, len(self.document.lines)) - 1, -1, -1):
            written = self.document.lines[number].lstrip()
            if written and not written.startswith("#"):
                return number
        return None

    def width(self, line: int) -> int:
        """Columns before the first thing on a line; a file may have 300,000 lines to ask this of."""
        text = self.document.lines[line]
        return len(text) - len(text.lstrip())

    def text_from(self, start: int) -> int:
        """Where a text that starts at an offset was probably meant to end, its comment left out."""
        pattern = _IN_FLOW if self.open_brackets else _IN_BLOCK
        found = pattern.match(self.text, start)
        end = found.end() if found else start
        return start + len(self.text[start:end].rstrip())

    def with_text(self, start: int, end: int, written: str) -> tuple[int, str, str]:
        """The line of an offset, that line with another text from start to end, and the same for a hint."""
        line, column = self.document.position(start)
        whole = self.document.lines[line - 1]
        stop = column - 1 + end - start
        before = whole[: column - 1]
        shown = before.lstrip() if len(before.lstrip()) < 40 else ""
        if self.open_brackets:
            shown = shown[max(shown.rfind(mark) for mark in ",{[") + 1 :].lstrip()
        return line - 1, before + written + whole[stop:], shown + written

    def problem(self, code: str, start: int, end: int, message: str, hint: str | None) -> Problem:
        """An error between two offsets."""
        return self.document.problem(code, "error", self.document.span(start, end), message, hint)
