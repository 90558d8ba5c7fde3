"""Texts with placeholders (language.md §9): parsed, typed against a scope, laid out as Markdown.

    parsed = parse_text("Le {{ filed_on }}, vous avez déposé …")
    checked = check_text(parsed, scope)
    faults = (*checked.faults, *layout_faults(text, checked.segments))   # offsets in the text

`formgen.compiler.texts` makes functions of a checked text.
"""

from __future__ import annotations

from formgen.language.placeholders.check import CheckedText, check_text
from formgen.language.placeholders.filters import FILTERS, Filter
from formgen.language.placeholders.layout import Layout, lay_out, layout_faults
from formgen.language.placeholders.parse import ParsedText, parse_text
from formgen.language.placeholders.segments import Fault, Literal, Segment, formulas

__all__ = [
    "FILTERS",
    "CheckedText",
    "Fault",
    "Filter",
    "Layout",
    "Literal",
    "ParsedText",
    "Segment",
    "check_text",
    "formulas",
    "lay_out",
    "layout_faults",
    "parse_text",
]
