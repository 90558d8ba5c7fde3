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
S010  bytes that are no text: invalid UTF-8, control characters
S011  a limit passed: size, depth, number of nodes
S012  the shape of the file: empty, no mapping at its root, several documents
S013  indentation: tabs, a line that stands under nothing
S014  a quote or bracket never closed, or closed without being open
S015  a text that begins with a mark which YAML keeps for itself
S016  other punctuation: a missing colon or comma, an unknown escape
====  ==========================================================================================

S007 and S008 (misplaced and unknown keys) are found by the reader of constructs.
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
