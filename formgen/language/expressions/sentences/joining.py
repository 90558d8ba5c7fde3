"""Statements joined by and, or: which binds closer is heard in words and pauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from formgen.language.expressions.sentences.voice import Voice

Kind = Literal["single", "listing", "open", "joined", "nested"]
"""single: one statement. listing: one that lists alternatives ("is a or b"). open: one whose end is a
statement of its own ("for at least one child, …"). joined: several single ones. nested: joined ones joined
again."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, and how it sounds within another: "a or b" alone, "either a, or b" within."""

    text: str
    kind: Kind = "single"
    within: str = ""

    @property
    def inner(self) -> str:
        """The words within another statement; in brackets where nothing else keeps them together."""
        if self.kind == "nested":
            return f"({self.text})"
        return self.within or self.text


def all_of(parts: Sequence[Statement], voice: Voice) -> Statement:
    """Every one of them: those that go on longest stand last."""
    plain = [part for part in parts if part.kind in ("single", "listing")]
    longer = [part for part in parts if part.kind not in ("single", "listing")]
    if not longer:
        return Statement(_in_a_row(plain, voice), "joined")
    said = [_in_a_row(plain, voice), *(part.inner for part in longer)] if plain else [p.inner for p in longer]
    key = "also" if len(longer) == 1 else "further"
    text = said[0]
    for each in said[1:]:
        text = voice.phrase(key, left=text, right=each)
    return Statement(text, "nested")


def _in_a_row(parts: Sequence[Statement], voice: Voice) -> str:
    texts = [part.text for part in parts]
    if len(texts) == 1 or not any(part.kind == "listing" for part in parts):
        return voice.join(texts, "and")
    # "is a or b, and …": a pause keeps the alternatives of one statement from the next statement.
    text = texts[0]
    for each in texts[1:-1]:
        text = voice.phrase("comma", left=text, right=each)
    return voice.phrase("also", left=text, right=texts[-1])


def any_of(parts: Sequence[Statement], voice: Voice) -> Statement:
    """At least one of them."""
    plain = all(part.kind == "single" for part in parts)
    key = "either_or" if all(part.kind not in ("open", "nested") for part in parts) else "or_further"
    either = voice.phrase("either", item=parts[0].inner)
    for part in parts[1:]:
        either = voice.phrase(key, left=either, right=part.inner)
    if plain:
        return Statement(voice.join([part.text for part in parts], "or"), "joined", either)
    return Statement(either, "nested" if any(part.kind in ("open", "nested") for part in parts) else "joined")
