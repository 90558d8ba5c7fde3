"""The text of a spec as nodes with exact positions.

`parse` never raises on what a file contains: whatever is wrong is in `Document.problems`, by these codes.

====  ==========================================================================================
S001  a key written twice in one mapping
S002  text lost after " #"; a text that begins with "{{" without quotes
S003  a text in braces cut by a comma: a key without a value, or with a space
S004  a text with ": " in it without quotes
S005  a text that begins with "[" or "{" without quotes, where YAML then fails
S006  an apostrophe or a quote inside a text quoted with the same mark
S009  an anchor, alias, merge key, tag or directive
S021  bytes that are no text: invalid UTF-8, control characters
S022  a limit passed: size, depth, number of nodes
S023  the shape of the file: empty, no mapping at its root, several documents
S024  indentation: tabs, a line that stands under nothing
S025  a quote or bracket never closed, or closed without being open
S026  a text that begins with a mark which YAML keeps for itself
S028  curly quotes around a text, which they become part of
S027  other punctuation: a missing colon or comma, an unknown escape
====  ==========================================================================================

S007, S008 and S010 to S019 are found by the readers of constructs and expressions, from nodes.
"""

from __future__ import annotations

from formgen.language.source.lines import quoted
from formgen.language.source.nodes import Document, Entry, Mapping, Node, Scalar, Sequence, Span, Style
from formgen.language.source.reading import parse

__all__ = [
    "Document",
    "Entry",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Span",
    "Style",
    "parse",
    "quoted",
]
