"""Texts whose structure is surely sound, so that checking a spec need not load the Markdown reader for them.

Loading it takes a seventh of the time of `formgen check`. What is said of a text here errs on one side only:
a text that is not found plain is laid out and judged by that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from formgen.language.placeholders.segments import For, Insert, Literal, Segment, When

_BLANK: Final = re.compile(r"\n[ \t]*\n")
_MARKUP: Final = re.compile(r"[*_\[\]\\`#<>~]|^[ \t]*(?:[-+]|[0-9]+[.)])", re.MULTILINE)
_TARGET: Final = r"\{\{ link \}\}|https?://[a-z0-9.-]+(?:/[A-Za-z0-9./_-]*)?"
_PLAIN_LINK: Final = re.compile(rf"\[[^\[\]\n*_`\\{{}}]+\]\((?:{_TARGET})\)")
_TAG: Final = "\0"


def surely_sound(text: str, segments: Sequence[Segment]) -> bool:
    """Whether nothing can be wrong with the structure of a text.

    So it is when every conditional and loop begins and ends within one paragraph without any markup, and
    every link leads to a plain address.
    """
    if len(_PLAIN_LINK.findall(text)) != text.count("]("):
        return False
    controls = [each for each in segments if isinstance(each, When | For)]
    if not controls:
        return True
    bare = _bare(text, segments)
    return all(_stands_in_plain_words(bare, each.start, each.end) for each in controls)


def _stands_in_plain_words(bare: str, start: int, end: int) -> bool:
    if _BLANK.search(bare, start, end):
        return False
    begins = max((found.end() for found in _BLANK.finditer(bare, 0, start)), default=0)
    after = _BLANK.search(bare, end)
    paragraph = bare[begins : after.start() if after else len(bare)]
    # A tag alone on its line stands between paragraphs, not in one.
    return not _MARKUP.search(paragraph) and all(
        line.replace(_TAG, "").strip() for line in paragraph.strip().splitlines()
    )


def _bare(text: str, segments: Sequence[Segment]) -> str:
    """The text with everything in braces blotted out, offset by offset."""
    blotted = [_TAG] * len(text)
    for each in _literals(segments):
        blotted[each.start : each.end] = text[each.start : each.end]
    return "".join(blotted)


def _literals(segments: Sequence[Segment]) -> Iterator[Literal]:
    for each in segments:
        match each:
            case Literal():
                yield each
            case When():
                for branch in (*each.cases, *((each.otherwise,) if each.otherwise is not None else ())):
                    yield from _literals(branch.body)
            case For():
                yield from _literals(each.body)
            case Insert():
                continue
