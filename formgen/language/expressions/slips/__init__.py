"""The typical slips of an author, told in plain words (code S010)."""

from __future__ import annotations

from formgen.language.expressions.slips.characters import refuse_slashed_date, unreadable
from formgen.language.expressions.slips.sequence import unexpected

__all__ = ["refuse_slashed_date", "unexpected", "unreadable"]
