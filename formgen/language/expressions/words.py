"""Words that are not free, and the names that an expression is written with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from formgen.language.expressions.tree import Expression, Name, Node

RESERVED_NAMES = frozenset(
    [
        "and",
        "or",
        "not",
        "is",
        "with",
        "between",
        "includes",
        "on",
        "rounded",
        "yes",
        "no",
        "today",
        "started_on",
        "filed_on",
        "dossier",
    ]
)
"""What no field, condition, calculation, source, table or document may be called."""

RESERVED_OPTIONS = frozenset(["not", "one", "in", "same", "said", "answered", "empty", "found", "provided"])
"""What no option may be called: these words follow `is`."""


def names(expression: Expression) -> tuple[tuple[str, ...], ...]:
    """The paths written in `expression`, each once, in order.

    Before types are known an option cannot be told from a name: options are among them.
    """
    return tuple(dict.fromkeys(_names(expression.tree)))


def _names(node: Any) -> Iterator[tuple[str, ...]]:
    if isinstance(node, Name):
        yield node.path
    elif isinstance(node, Node):
        for field in node.fields:
            yield from _names(getattr(node, field))
    elif isinstance(node, tuple):
        for part in node:
            yield from _names(part)
