"""What all slips have in common: their code."""

from __future__ import annotations

from formgen.language.expressions.faults import ExpressionFault


def slip(message: str, hint: str | None, start: int, end: int) -> ExpressionFault:
    """A fault of syntax. `start`, `end`: offsets in the expression, `end` exclusive."""
    return ExpressionFault(message, hint, start, end, "S010")
