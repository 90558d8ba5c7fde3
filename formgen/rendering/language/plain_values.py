"""YAML as programs other than formgen read it: `5` is a number, `true` is true, `no` is a word (YAML 1.2).

formgen itself reads every value as the text that it is. Editors judge values as YAML's core schema has them,
so examples and defaults of the schema for editors are written so.
"""

from __future__ import annotations

import re
from typing import Any

from formgen.language.source import Mapping, Node, Scalar, parse

_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NULL = ("", "~", "null", "Null", "NULL")
_TRUE, _FALSE = ("true", "True", "TRUE"), ("false", "False", "FALSE")


def plain_values(text: str) -> Any:
    """What YAML 1.2 makes of a text, as JSON has it. Raises ValueError for what is no YAML."""
    document = parse(text, "")
    if document.root is None:
        raise ValueError(document.problems[0].message if document.problems else "nothing is written")
    return plain_value(document.root)


def plain_value(node: Node) -> Any:
    """The same for a part of a text."""
    if isinstance(node, Mapping):
        return {entry.key.value: plain_value(entry.value) for entry in node.entries}
    if isinstance(node, Scalar):
        return plain_word(node.value) if node.style == "plain" else node.value
    return [plain_value(each) for each in node.items]


def plain_word(word: str) -> str | int | float | bool | None:
    """A word without quotes."""
    if word in _NULL:
        return None
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    if _WHOLE.fullmatch(word):
        return int(word)
    return float(word) if _NUMBER.fullmatch(word) else word
