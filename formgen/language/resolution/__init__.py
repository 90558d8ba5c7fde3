"""From a Spec to names with slots, typed formulas and typed texts."""

from __future__ import annotations

from formgen.language.resolution.resolve import Resolution
from formgen.language.resolution.visit import visit

__all__ = ["Resolution", "visit"]
