"""Text in drawings: how wide it will be, where its lines break, how it is shortened.

A drawing is made without knowing the reader's fonts. Widths are those of common sans-serif faces, rounded up,
so that text stays inside its box; the same text breaks at the same places on any machine.
"""

from __future__ import annotations

import unicodedata
from typing import Final

BOLD: Final = 1.16
"""How much wider bold letters are, at most."""
_NARROW: Final = frozenset("ijlItfr.,:;!|'’‘`()[]{}/\\-·\u00a0\u202f ")
_WIDE: Final = frozenset("mwMWÆŒæœ@%…—")


def width(text: str, size: float) -> float:
    """The width of a text, in the unit of `size` (the height of the letters)."""
    return sum(map(_of_letter, text)) * size


def _of_letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.95
    return 0.72 if letter.isupper() else 0.58


def lines(text: str, room: float, size: float, most: int = 99) -> list[str]:
    """The text in lines no wider than `room`; what goes beyond `most` lines ends in an ellipsis.

    A word wider than the room is broken.
    """
    found: list[str] = []
    line = ""
    for word in _words(text, room, size):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            found.append(line)
            line = word
        else:
            line = longer
    if line:
        found.append(line)
    if len(found) > most:
        found = found[:most]
        last = found[-1]
        while " " in last and width(f"{last}…", size) > room:
            last = last.rpartition(" ")[0]
        found[-1] = f"{last.rstrip(' ,;:')}…"
    return found


def _words(text: str, room: float, size: float) -> list[str]:
    """Words between which a line may break; no-break spaces hold theirs together while there is room."""
    found: list[str] = []
    for word in text.split(" "):
        rest = word
        if width(rest, size) > room and any(space in rest for space in "\u00a0\u202f"):
            found += rest.replace("\u202f", "\u00a0").split("\u00a0")
            continue
        while width(rest, size) > room:
            end = len(rest)
            while end > 1 and width(rest[:end], size) > room:
                end -= 1
            found.append(rest[:end])
            rest = rest[end:]
        if rest:
            found.append(rest)
    return found


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut between words."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
