"""What is wrong with an expression, and where."""

from __future__ import annotations

from typing import Literal

Severity = Literal["error", "warning"]


class ExpressionFault(Exception):
    """A fault in the text of an expression; `start` and `end` are offsets in that text, `end` exclusive."""

    def __init__(
        self,
        message: str,
        hint: str | None,
        start: int,
        end: int,
        code: str,
        severity: Severity = "error",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.start = start
        self.end = end
        self.code = code
        self.severity: Severity = severity

    def __repr__(self) -> str:
        return f"ExpressionFault({self.code} {self.start}:{self.end} {self.message!r}, hint={self.hint!r})"
