"""A text with one private character in the place of each tag, so that Markdown sees no value and no tag.

A conditional or loop is either *inline*, inside a paragraph or list item, or a *block* that wraps
whole paragraphs and lists. The tags of a block are put on lines of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from formgen.language.placeholders.segments import For, Insert, Literal, Segment, When

FIRST_INSERT: Final = 0xF0000
FIRST_CONTROL: Final = 0x100000
MOST: Final = 60_000
"""Tags that a text may hold: the private planes of Unicode end a little further on."""

PRIVATE: Final = re.compile("[\U000f0000-\U0010ffff]")
CONTROL: Final = re.compile("[\U00100000-\U0010ffff]")
_BLOCK_START = re.compile("[\\s\U00100000-\U0010ffff]*(?:[-+*]|[0-9]{1,9}[.)]|#{1,6})[ \t]")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Control:
    """A tag of a `when` or `for`: the place of the branch it begins, or None for `end`."""

    of: When | For
    branch: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """The text with marks, and what each mark stands for."""

    text: str
    inserts: dict[str, Insert]
    controls: dict[str, Control]
    blocks: frozenset[str]
    """Marks that stand on lines of their own."""


def mark(segments: tuple[Segment, ...]) -> Marked:
    """Put marks for tags. Raises OverflowError beyond MOST tags."""
    marker = _Marker()
    marker.add(segments)
    text = "".join(marker.pieces)
    blocks = _Blocks(text, marker.constructs)
    return Marked(blocks.spread(), marker.inserts, marker.controls, frozenset(blocks.indents))


class _Marker:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.inserts: dict[str, Insert] = {}
        self.controls: dict[str, Control] = {}
        self.constructs: list[list[str]] = []
        """The marks of each `when` and `for`, outer ones first."""

    def add(self, segments: tuple[Segment, ...]) -> None:
        for segment in segments:
            match segment:
                case Literal():
                    self.pieces.append(PRIVATE.sub("\ufffd", segment.text))
                case Insert():
                    self.insert(segment)
                case When():
                    self.when(segment)
                case For():
                    marks: list[str] = []
                    self.constructs.append(marks)
                    self.control(Control(segment, 0, segment.start, segment.tag_end), marks)
                    self.add(segment.body)
                    self.control(Control(segment, None, segment.end_tag, segment.end), marks)

    def when(self, segment: When) -> None:
        marks: list[str] = []
        self.constructs.append(marks)
        branches = segment.cases if segment.otherwise is None else (*segment.cases, segment.otherwise)
        for place, branch in enumerate(branches):
            self.control(Control(segment, place, branch.start, branch.end), marks)
            self.add(branch.body)
        self.control(Control(segment, None, segment.end_tag, segment.end), marks)

    def insert(self, insert: Insert) -> None:
        if len(self.inserts) >= MOST:
            raise OverflowError
        character = chr(FIRST_INSERT + len(self.inserts))
        self.inserts[character] = insert
        self.pieces.append(character)

    def control(self, control: Control, marks: list[str]) -> None:
        if len(self.controls) >= MOST:
            raise OverflowError
        character = chr(FIRST_CONTROL + len(self.controls))
        self.controls[character] = control
        self.pieces.append(character)
        marks.append(character)


class _Blocks:
    """Decides which conditionals and loops wrap whole blocks."""

    def __init__(self, text: str, constructs: list[list[str]]) -> None:
        self.text = text
        self.places = {match[0]: match.start() for match in CONTROL.finditer(text)}
        self.indents: dict[str, str] = {}
        """Of each mark of a block: the white space before the opening tag."""
        for marks in constructs:
            if self.is_block(marks):
                before = self.line_before(self.places[marks[0]])
                indent = before[: len(before) - len(before.lstrip(" \t"))]
                self.indents.update(dict.fromkeys(marks, indent))

    def is_block(self, marks: list[str]) -> bool:
        first, last = self.places[marks[0]], self.places[marks[-1]]
        before, after = self.line_before(first), self.line_after(last)
        if self.bare(before) or self.bare(after):
            return False
        if self.wraps_blocks(marks):
            return True
        alone = not self.line_after(first).strip() and not self.line_before(last).strip()
        return self.begins_block(before, first) and (alone or self.ends_block(after, last))

    def wraps_blocks(self, marks: list[str]) -> bool:
        places = [self.places[each] for each in marks]
        inside = [self.text[start + 1 : end] for start, end in pairwise(places)]
        return any(_BLANK_LINE.search(body) or _BLOCK_START.match(body) for body in inside)

    def begins_block(self, before: str, place: int) -> bool:
        if before.strip():
            return True
        line_start = place - len(before)
        if line_start == 0:
            return True
        previous = self.line_before(line_start - 1)
        return not self.bare(previous) or self.ends_with_block(previous) or bool(_HEADING.match(previous))

    def ends_block(self, after: str, place: int) -> bool:
        if after.strip():
            return True
        following_start = place + 1 + len(after) + 1
        if following_start >= len(self.text):
            return True
        following = self.line_after(following_start - 1)
        stripped = following.strip()
        return not stripped or stripped[0] in self.indents or bool(_BLOCK_START.match(following))

    def ends_with_block(self, line: str) -> bool:
        stripped = line.rstrip()
        return bool(stripped) and stripped[-1] in self.indents

    def bare(self, line: str) -> str:
        """What stands on a line beside white space and marks of blocks."""
        return "".join(each for each in line if each not in self.indents).strip()

    def line_before(self, place: int) -> str:
        return self.text[self.text.rfind("\n", 0, place) + 1 : place]

    def line_after(self, place: int) -> str:
        end = self.text.find("\n", place + 1)
        return self.text[place + 1 : end if end >= 0 else len(self.text)]

    def spread(self) -> str:
        """The text with the marks of blocks on lines of their own, indented like their opening tags."""
        if not self.indents:
            return self.text
        pieces = CONTROL.split(self.text)
        marks = CONTROL.findall(self.text)
        lines = [pieces[0]]
        for character, piece in zip(marks, pieces[1:], strict=True):
            if character not in self.indents:
                lines.append(character + piece)
                continue
            indent = self.indents[character]
            begun = lines[-1].rstrip(" \t")
            lines[-1] = begun
            new_line = "" if not begun or begun.endswith("\n") else "\n"
            rest = piece.lstrip(" \t")
            rest = rest[1:] if rest.startswith("\n") else indent + rest
            lines.append(f"{new_line}{indent}{character}\n{rest}")
        return "".join(lines)
