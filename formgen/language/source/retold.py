"""A YAML error in words."""

from __future__ import annotations

from typing import NamedTuple

from formgen.language.problems import Problem


class Retold(NamedTuple):
    """A YAML error in words; `line` (from 0) may be replaced by `repaired` to read on."""

    problem: Problem
    line: int = 0
    repaired: str | None = None
