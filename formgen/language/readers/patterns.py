"""Patterns of texts: read, verified, and matched in linear time by the engine that pydantic uses."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from formgen.language.constructs import Invalid, Place, Reader, Shape, Single
from formgen.language.readers.formulas import text
from formgen.language.readers.parts import Text
from formgen.language.source import Node, Scalar, Sequence
from formgen.language.source.lines import quoted

_RETOLD: Final = (
    (
        "unclosed character class",
        "The bracket `[` opened here is never closed.",
        r"Add `]` after the signs it lists; a bracket meant as a sign is written `\[`.",
    ),
    (
        "unclosed group",
        "The parenthesis opened here is never closed.",
        r"Add `)`; meant as a sign, it is `\(`.",
    ),
    (
        "unopened group",
        "This parenthesis closes nothing.",
        r"Delete it; meant as a sign, it is written `\)`.",
    ),
    (
        "repetition operator missing",
        "`{part}` repeats what stands before it, and nothing stands there.",
        r"Write first what is repeated; meant as a sign, it is written `\{part}`.",
    ),
    (
        "look-around",
        "`{part}` looks ahead or behind; patterns cannot.",
        "Describe the whole text from its beginning to its end, or write the rule as a check.",
    ),
    (
        "backreferences",
        "`{part}` repeats an earlier part; patterns cannot.",
        "Write the part out again, or write the rule as a check.",
    ),
    ("unrecognized escape", "`{part}` means nothing in a pattern.", "Write the sign without the backslash."),
    ("class range", "`{part}` runs backwards.", "Write the smaller sign first, such as `a-z`."),
    (
        "repetition count range",
        "`{part}` runs backwards.",
        "Write the smaller number first, such as `{2,5}`.",
    ),
)


# Signs, and classes of signs, each repeated or not. Such a pattern is well formed, and to know it without the
# engine saves a check of a spec a tenth of its time: the library that brings the engine is slow to load.
_PLAIN: Final = re.compile(
    r"(?:(?:[A-Za-z0-9 ]|\[(?:A-Z|a-z|0-9|[A-Za-z0-9 ])+\])(?:\{[0-9]{1,2}(?:,[0-9]{1,2})?\}|[?+*])?)*"
)
_RANGE: Final = re.compile(r"\{([0-9]+),([0-9]+)\}")
# A pattern no longer than this cannot be too large for the engine.
_SHORT: Final = 200


def surely_good(pattern: str) -> bool:
    """Whether a pattern is plain enough to be known for good without the engine."""
    return (
        len(pattern) <= _SHORT
        and _PLAIN.fullmatch(pattern) is not None
        and all(int(least) <= int(most) for least, most in _RANGE.findall(pattern))
    )


class BadPattern(ValueError):
    """A pattern that cannot be used. `start` and `end` are offsets in it."""

    def __init__(self, message: str, hint: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.start = start
        self.end = end


def anchored(pattern: str) -> str:
    """A pattern that must match the whole text; pydantic's engine only searches."""
    return f"^(?:{pattern})$"


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern that was found good matches a whole text."""
    return compile_pattern(pattern)(text)


@lru_cache(maxsize=1024)
def compile_pattern(pattern: str) -> Callable[[str], bool]:
    """A matcher of whole texts. An author's pattern never reaches Python's `re`, whose time has no bound.

    Raises BadPattern. In this engine `$` means the very end: a text with a line break behind does not match.
    """
    from pydantic_core import SchemaError, SchemaValidator

    # By itself first: `a)|(b` would be well formed between the parentheses of `anchored`, and match anywhere.
    matchers: list[Callable[[str], bool]] = []
    for whole in (pattern, anchored(pattern)):
        try:
            validator = SchemaValidator({"type": "str", "pattern": whole, "regex_engine": "rust-regex"})
        except SchemaError as error:
            raise _retold(str(error), pattern, shown=whole == pattern) from error
        matchers.append(validator.isinstance_python)
    return matchers[-1]


def _retold(engine: str, pattern: str, shown: bool) -> BadPattern:
    start, end = _marked(engine, pattern) if shown else (0, len(pattern))
    part = pattern[start:end]
    if not shown:
        message = "The end of this pattern is read as a comment, or as part of something else."
        return BadPattern(message, "Take out `(?x)`, or finish what the pattern begins.", 0, len(pattern))
    for words, message, hint in _RETOLD:
        if words in engine:
            return BadPattern(message.replace("{part}", part), hint.replace("{part}", part), start, end)
    if "size limit" in engine:
        hint = "Use smaller numbers in braces; how long a text may be is said with `length`."
        return BadPattern("This pattern is too large: its repetitions multiply.", hint, 0, len(pattern))
    reason = engine.rpartition("error: ")[2].strip()
    message = f"This pattern cannot be read: {reason}."
    return BadPattern(
        message,
        "A pattern says which signs follow: `[0-9]{10}` are ten digits.",
        start,
        end,
    )


def _marked(engine: str, pattern: str) -> tuple[int, int]:
    """What the engine marks with carets under the pattern; all of it where the pattern has several lines."""
    lines = engine.split("\n")
    for above, line in pairwise(lines):
        if above == f"    {pattern}" and line.strip(" ^") == "" and "^" in line:
            start = line.index("^") - 4
            return start, max(start + 1, min(line.rindex("^") - 3, len(pattern)))
    return 0, len(pattern)


class _Pattern:
    expects = "a pattern"
    shape: Shape = Single("a pattern")

    def read(self, node: Node, place: Place) -> Text | Invalid:
        if not isinstance(node, Scalar):
            written = "a list" if isinstance(node, Sequence) else "keys with values"
            return place.report(
                "S005",
                node,
                f"`pattern` wants a pattern; YAML read {written}.",
                f"Quote it: `pattern: {quoted(' '.join(node.source.split()))}`.",
            )
        found = text().read(node, place)
        if isinstance(found, Invalid):
            return found
        if surely_good(found.value):
            return found
        try:
            compile_pattern(found.value)
        except BadPattern as bad:
            return place.report("S019", node.locate(bad.start, bad.end), bad.message, bad.hint)
        return found


def pattern() -> Reader[Text]:
    """A regular expression, always matched against the whole text."""
    return _Pattern()
