"""Values in a reader's language, by type. Babel is loaded here: only when serving."""

from __future__ import annotations

from formgen.compiler.formatting.formatter import Formatter, Presentation, Writer

__all__ = ["Formatter", "Presentation", "Writer"]
