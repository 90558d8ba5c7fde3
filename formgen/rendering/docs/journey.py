"""The journey drawn: steps as groups down a column, columns from left to right, as a newspaper is read.

A journey is a row of pages some of which are passed over, not a web: laid out as a graph it would wander over
the sheet; in columns it is read like a text, at four pages and at forty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from formgen.rendering.docs.blocks import GAP, PAGE_WIDTH, ROUND, SPINE, Gate, StretchBlock, arrive
from formgen.rendering.docs.drawing import Box, Drawing, Lettering, Line
from formgen.rendering.docs.lettering import BOLD, lines
from formgen.rendering.docs.route import Group, Route, route
from formgen.rendering.docs.speech import Speech

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure

_MARGIN: Final = 28.0
_INSIDE: Final = 16.0
_WIDTH: Final = _INSIDE * 2 + ROUND + PAGE_WIDTH
_FIRST: Final = _INSIDE + ROUND + SPINE
"""How far right of a column's left edge the way runs."""
_GUTTER: Final = 44.0
_HEAD: Final = 20.0
_HEAD_SIZE: Final = 15.0
_CAP: Final = 34.0
_SHAPE: Final = 1.5
"""How much wider than high a sheet should be."""
_LEAST, _STEP = 420, 20
"""The heights of columns that are tried: from the least, in such steps."""
_CUT: Final = 0.15
"""How much smaller a sheet may become rather than cut one more group."""
_ENDS: Final = 2 * _CAP + GAP


def journey_svg(procedure: Procedure, language: str, folders: Sequence[Path] = ()) -> str:
    """The journey as SVG. `folders`: those of a theme."""
    speech = Speech(procedure, language)
    return _Sheet(speech, route(procedure, speech)).drawing().svg(folders)


@dataclass(slots=True)
class _GroupBlock:
    """A group, or the part of one that fits a column."""

    title: list[str]
    gate: Gate | None
    stretches: list[StretchBlock]
    continued: bool = False

    @property
    def height(self) -> float:
        gate = self.gate.height + GAP if self.gate else 0
        inner = sum(each.height for each in self.stretches) + GAP * (len(self.stretches) - 1)
        return _INSIDE * 2 + len(self.title) * _HEAD + 6 + gate + inner + (GAP / 2 if self.gate else 0)

    @property
    def has_branches(self) -> bool:
        """Whether the way parts anywhere in it."""
        pages = [page for stretch in self.stretches for page in stretch.pages]
        return bool(
            self.gate or any(each.gate for each in self.stretches) or any(page.ends for page in pages)
        )

    def draw(self, drawing: Drawing, x: float, y: float) -> None:
        """The way comes in at the upper edge, above the title, and goes out at the lower one."""
        drawing.boxes.append(Box(x, y, _WIDTH, self.height, "group", 10))
        base = y + _INSIDE + 12
        drawing.letterings.append(
            Lettering(x + _INSIDE, base, tuple(self.title), "heading", _HEAD_SIZE, _HEAD)
        )
        left = x + _INSIDE + ROUND
        spine = left + SPINE
        down = y + _INSIDE + len(self.title) * _HEAD + 6
        entry = down
        if self.gate is not None:
            self.gate.draw(drawing, left, down)
            arrive(drawing, spine, down + self.gate.height, down + self.gate.height + GAP)
            down += self.gate.height + GAP
        for place, stretch in enumerate(self.stretches):
            out = stretch.draw(drawing, left, down)
            down += stretch.height
            if place < len(self.stretches) - 1:
                arrive(drawing, spine, out, down + GAP)
                down += GAP
            else:
                drawing.lines.append(Line(((spine, out), (spine, y + self.height)), "flow", arrow=False))
        if self.gate is not None:
            start, side, end = entry + self.gate.height / 2, x + 8, y + self.height - 6
            way = ((left, start), (side, start), (side, end), (spine, end))
            drawing.lines.append(Line(way, "aside", arrow=False))


Split = Callable[[_GroupBlock, float], list[_GroupBlock]]


class _Sheet:
    def __init__(self, speech: Speech, journey: Route) -> None:
        self.speech = speech
        self.journey = journey

    def drawing(self) -> Drawing:
        blocks = [self._block(group) for group in self.journey.groups]
        columns = _best(blocks, self._split)
        title = self.speech.say("diagram_journey", title=self.journey.title)
        drawing = Drawing(title, self.speech.say("diagram_journey_described"), self.speech.wording.language)
        self._draw(drawing, columns, title)
        return drawing

    def _block(self, group: Group) -> _GroupBlock:
        title = lines(group.title, PAGE_WIDTH + ROUND, _HEAD_SIZE * BOLD, 3)
        gate = Gate.of(group.condition) if group.condition else None
        return _GroupBlock(title, gate, [StretchBlock.of(each) for each in group.stretches])

    def _split(self, block: _GroupBlock, most: float) -> list[_GroupBlock]:
        """A group higher than a column, cut between pages; a gate stays with its pages where they fit."""
        if block.height <= most:
            return [block]
        continued = self.speech.say("diagram_continued", title=" ".join(block.title))
        title = lines(continued, PAGE_WIDTH + ROUND, _HEAD_SIZE * BOLD, 3)
        parts = [_GroupBlock(block.title, block.gate, [])]
        for stretch in _pieces(block.stretches, most - 140):
            current = parts[-1]
            current.stretches.append(stretch)
            if current.height > most and len(current.stretches) > 1:
                current.stretches.pop()
                parts.append(_GroupBlock(title, block.gate, [stretch], continued=True))
        return parts

    def _draw(self, drawing: Drawing, columns: list[list[_GroupBlock]], title: str) -> None:
        drawing.width = max(len(columns) * (_WIDTH + _GUTTER) - _GUTTER + 2 * _MARGIN, 460)
        written = lines(title, drawing.width - 2 * _MARGIN, 20 * BOLD)
        drawing.letterings.append(Lettering(_MARGIN, _MARGIN + 16, tuple(written), "heading", 20, 26))
        top = _MARGIN + 26 + 26 * len(written)
        x = _MARGIN
        self._cap(drawing, x + _FIRST, top, "diagram_start")
        came = (x + _FIRST, top + _CAP)
        lowest = came[1]
        for number, column in enumerate(columns):
            y = top if number else top + _CAP + GAP
            for block in column:
                block.draw(drawing, x, y)
                self._connect(drawing, came, (x + _FIRST, y), top)
                came = (x + _FIRST, y + block.height)
                y += block.height + GAP
            lowest = max(lowest, came[1])
            x += _WIDTH + _GUTTER
        arrive(drawing, came[0], came[1], came[1] + GAP)
        self._cap(drawing, came[0], came[1] + GAP, "diagram_filed")
        lowest = max(lowest, came[1] + GAP + _CAP)
        if any(block.has_branches for column in columns for block in column):
            legend = lines(self.speech.say("diagram_passed"), drawing.width - 2 * _MARGIN, 12)
            drawing.letterings.append(Lettering(_MARGIN, lowest + 36, tuple(legend), "quiet", 12, 15))
            lowest += 26 + 15 * len(legend)
        drawing.height = lowest + _MARGIN

    def _connect(
        self, drawing: Drawing, came: tuple[float, float], to: tuple[float, float], top: float
    ) -> None:
        """The way from the lower edge of a group to the next: straight down, or over to the next column."""
        if came[0] == to[0]:
            arrive(drawing, to[0], came[1], to[1])
            return
        turn, over, below = to[0] - _FIRST - _GUTTER / 2, top - 18, came[1] + 12
        way = (came, (came[0], below), (turn, below), (turn, over), (to[0], over), to)
        drawing.lines.append(Line(way, "flow"))

    def _cap(self, drawing: Drawing, spine: float, y: float, key: str) -> None:
        """Where the journey starts, or ends well."""
        x = spine - SPINE
        drawing.boxes.append(Box(x, y, PAGE_WIDTH, _CAP, "end", _CAP / 2))
        text = (self.speech.say(key),)
        drawing.letterings.append(Lettering(x + PAGE_WIDTH / 2, y + 22, text, "ending", 14, 18, "middle"))


def _pieces(stretches: list[StretchBlock], most: float) -> list[StretchBlock]:
    """Stretches that fit a column; a longer one in pieces, each behind the gate of the whole."""
    found: list[StretchBlock] = []
    for stretch in stretches:
        piece = StretchBlock(stretch.gate, [])
        for page in stretch.pages:
            piece.pages.append(page)
            if piece.height > most and len(piece.pages) > 1:
                piece.pages.pop()
                found.append(piece)
                piece = StretchBlock(stretch.gate, [page])
        found.append(piece)
    return found


def _best(blocks: list[_GroupBlock], split: Split) -> list[list[_GroupBlock]]:
    """The columns that can be shown largest on a sheet of the shape wanted."""
    whole = int(sum(block.height + GAP for block in blocks) + _ENDS)
    tried = (_columns(blocks, most, split) for most in range(_LEAST, max(whole, _LEAST) + _STEP, _STEP))
    return min(tried, key=_extent)


def _extent(columns: list[list[_GroupBlock]]) -> float:
    """The height of the smallest sheet of the shape wanted that holds them; more for groups that are cut."""
    width = len(columns) * (_WIDTH + _GUTTER)
    heights = [sum(block.height + GAP for block in column) for column in columns]
    heights[0] += _CAP + GAP
    heights[-1] += _CAP
    cuts = sum(block.continued for column in columns for block in column)
    return max(width / _SHAPE, *heights) * (1 + _CUT * cuts)


def _columns(blocks: list[_GroupBlock], most: float, split: Split) -> list[list[_GroupBlock]]:
    columns: list[list[_GroupBlock]] = [[]]
    filled = _CAP + GAP
    for block in blocks:
        for part in split(block, most):
            if columns[-1] and filled + part.height > most:
                columns.append([])
                filled = 0
            columns[-1].append(part)
            filled += part.height + GAP
    return columns
