"""A text that an author's pattern matches: the pattern is read as a recipe, never run.

What cannot be read so (a class by exclusion with few signs left, a rare escape) gives texts that may not
match; whoever asks verifies them with the engine that judges answers, and asks again.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from random import Random
from typing import Final

DIGITS: Final = string.digits
LETTERS: Final = string.ascii_letters
EXTRA_REPEATS: Final = 4
"""How many more than the least an open repetition (`*`, `+`, `{2,}`) gives."""

_ESCAPES: Final = {
    "d": DIGITS, "D": LETTERS, "w": LETTERS + DIGITS, "W": " -", "s": " ", "S": LETTERS, "t": "\t", "n": "\n",
}  # fmt: skip
_PROPERTIES: Final = {"Lu": string.ascii_uppercase, "Ll": string.ascii_lowercase, "N": DIGITS, "Nd": DIGITS}
_NO_WIDTH: Final = "bBAzZ"

Recipe = Callable[[Random], str]


class NotUnderstood(Exception):
    """The pattern uses something that this reader does not know."""


def text_matching(pattern: str, random: Random) -> str | None:
    """A text that the pattern probably matches; None where the pattern cannot be read as a recipe."""
    try:
        return _Reader(pattern).read()(random)
    except NotUnderstood:
        return None


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def read(self) -> Recipe:
        recipe = self._choice()
        if self.at < len(self.pattern):
            raise NotUnderstood(self.pattern)
        return recipe

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _take(self) -> str:
        if self.at >= len(self.pattern):
            raise NotUnderstood(self.pattern)
        self.at += 1
        return self.pattern[self.at - 1]

    def _until(self, sign: str) -> str:
        end = self.pattern.find(sign, self.at)
        if end < 0:
            raise NotUnderstood(self.pattern)
        found = self.pattern[self.at : end]
        self.at = end + 1
        return found

    def _choice(self) -> Recipe:
        branches = [self._sequence()]
        while self._peek() == "|":
            self._take()
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else lambda random: random.choice(branches)(random)

    def _sequence(self) -> Recipe:
        parts: list[Recipe] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated(self._atom()))
        return lambda random: "".join(part(random) for part in parts)

    def _repeated(self, inner: Recipe) -> Recipe:
        sign = self._peek()
        if not sign or sign not in "*+?{":
            return inner
        self._take()
        least, most = {"*": (0, EXTRA_REPEATS), "+": (1, 1 + EXTRA_REPEATS), "?": (0, 1)}.get(
            sign
        ) or _bounds(self._until("}"))
        if self._peek() in ("?", "+"):
            self._take()
        return lambda random: "".join(inner(random) for _ in range(random.randint(least, most)))

    def _atom(self) -> Recipe:
        sign = self._take()
        if sign == "(":
            return self._group()
        if sign == "[":
            return _one_of(self._class())
        if sign == "\\":
            return _one_of(self._escape())
        if sign in "^$":
            return lambda _: ""
        return _one_of(LETTERS + DIGITS) if sign == "." else _one_of(sign)

    def _group(self) -> Recipe:
        if self._peek() == "?":
            self._take()
            if self._peek() in ("P", "<"):
                self._until(">")
            else:
                while self._peek() not in (":", ")", ""):
                    self._take()
                if self._take() == ")":
                    return lambda _: ""
        inner = self._choice()
        if self._take() != ")":
            raise NotUnderstood(self.pattern)
        return inner

    def _escape(self) -> str:
        sign = self._take()
        if sign in _NO_WIDTH:
            return ""
        if sign in "pP":
            name = self._until("}")[1:] if self._peek() == "{" else self._take()
            return _PROPERTIES.get(name, LETTERS + "é")
        return _ESCAPES.get(sign, sign)

    def _class(self) -> str:
        excluded = self._peek() == "^"
        if excluded:
            self._take()
        signs = ""
        while self._peek() != "]" or not signs:
            sign = self._take()
            if sign == "[":
                signs += self._class()
                continue
            found = self._escape() if sign == "\\" else sign
            if self._peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                self._take()
                last = self._take()
                found = "".join(
                    map(chr, range(ord(found), ord(last if last != "\\" else self._escape()) + 1))
                )
            signs += found
        self._take()
        return "".join(each for each in LETTERS + DIGITS + " -" if each not in signs) if excluded else signs


def _one_of(signs: str) -> Recipe:
    return lambda random: random.choice(signs) if signs else ""


def _bounds(written: str) -> tuple[int, int]:
    least, comma, most = written.partition(",")
    try:
        low = int(least or 0)
        high = int(most) if most else low + EXTRA_REPEATS if comma else low
    except ValueError as error:
        raise NotUnderstood(written) from error
    return low, min(high, max(low, EXTRA_REPEATS) + low + EXTRA_REPEATS)
