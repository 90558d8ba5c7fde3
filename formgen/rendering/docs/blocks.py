"""A journey in blocks of known height, each of which draws itself at its place in a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from formgen.rendering.docs.drawing import Box, Drawing, Lettering, Line
from formgen.rendering.docs.lettering import BOLD, lines
from formgen.rendering.docs.route import End, Station, Stretch

PAGE_WIDTH: Final = 250.0
ROUND: Final = 24.0
"""The room left of the pages, where lines pass those that are not shown."""
SPINE: Final = 30.0
"""How far right of the pages' left edge the way from one to the next runs."""
_BRANCH: Final = 56.0
_ENDS: Final = 78.0
"""How far right of it the way to an end leaves, and where ends begin: below their page, beside the way."""
GAP: Final = 22.0
_PAD: Final = 12.0
_SIZE: Final = 14.0
_SMALL: Final = 12.0
_LEADING: Final = 18.0
_SMALL_LEADING: Final = 15.0


@dataclass(slots=True)
class PageBlock:
    """A page, below it its ends."""

    station: Station
    title: list[str]
    ends: list[EndBlock]
    told: str

    @classmethod
    def of(cls, station: Station) -> PageBlock:
        written = f"{station.number}. {station.title}"
        title = lines(written, PAGE_WIDTH - 2 * _PAD, _SIZE * BOLD, 4)
        return cls(station, title, [EndBlock.of(end) for end in station.ends], written)

    @property
    def box_height(self) -> float:
        contents = _SMALL_LEADING + 2 if self.station.contents else 0
        return 2 * _PAD + len(self.title) * _LEADING - 4 + contents

    @property
    def height(self) -> float:
        return self.box_height + sum(end.height + _PAD for end in self.ends)

    def draw(self, drawing: Drawing, x: float, y: float) -> None:
        """With the left edge of its box at x."""
        drawing.boxes.append(Box(x, y, PAGE_WIDTH, self.box_height, "page", told=self.told))
        base = y + _PAD + 11
        drawing.letterings.append(Lettering(x + _PAD, base, tuple(self.title), "strong", _SIZE, _LEADING))
        if self.station.contents:
            below = base + len(self.title) * _LEADING
            text = (self.station.contents,)
            drawing.letterings.append(Lettering(x + _PAD, below, text, "quiet", _SMALL, _SMALL_LEADING))
        top = y + self.box_height
        for end in self.ends:
            end.draw(drawing, x, y + self.box_height, top + _PAD)
            top += _PAD + end.height


@dataclass(slots=True)
class EndBlock:
    """An end of the journey: its condition, and below it what the person is told."""

    end: End
    condition: list[str]
    title: list[str]

    @classmethod
    def of(cls, end: End) -> EndBlock:
        room = PAGE_WIDTH - _ENDS
        title = f"{end.title} → {end.target}" if end.target else end.title
        return cls(end, lines(end.condition, room, _SMALL, 4), lines(title, room - 2 * _PAD, _SMALL, 4))

    @property
    def box_height(self) -> float:
        return len(self.title) * _SMALL_LEADING + 14

    @property
    def height(self) -> float:
        return len(self.condition) * _SMALL_LEADING + 4 + self.box_height

    def draw(self, drawing: Drawing, left: float, start: float, top: float) -> None:
        """Below a page whose left edge is `left`; its line leaves the page at the height `start`."""
        x = left + _ENDS
        drawing.letterings.append(
            Lettering(x, top + 11, tuple(self.condition), "condition", _SMALL, _SMALL_LEADING)
        )
        box = top + len(self.condition) * _SMALL_LEADING + 4
        told = f"{self.end.condition}: {self.end.title}"
        drawing.boxes.append(Box(x, box, PAGE_WIDTH - _ENDS, self.box_height, "stop", 14, told))
        drawing.letterings.append(
            Lettering(x + _PAD, box + 18, tuple(self.title), "stopping", _SMALL, _SMALL_LEADING)
        )
        middle = box + self.box_height / 2
        way = ((left + _BRANCH, start), (left + _BRANCH, middle), (x, middle))
        drawing.lines.append(Line(way, "leaving"))


@dataclass(slots=True)
class Gate:
    """The condition that pages below it are shown by."""

    condition: str
    lines: list[str]

    @classmethod
    def of(cls, condition: str) -> Gate:
        return cls(condition, lines(condition, PAGE_WIDTH - 2 * _PAD, _SMALL, 5))

    @property
    def height(self) -> float:
        return len(self.lines) * _SMALL_LEADING + 14

    def draw(self, drawing: Drawing, x: float, y: float) -> None:
        """With its left edge at x."""
        drawing.boxes.append(Box(x, y, PAGE_WIDTH, self.height, "gate", 14, self.condition))
        drawing.letterings.append(
            Lettering(x + _PAD, y + 18, tuple(self.lines), "condition", _SMALL, _SMALL_LEADING)
        )


@dataclass(slots=True)
class StretchBlock:
    """Pages in a row, behind a gate or not; the line that passes them runs at their left."""

    gate: Gate | None
    pages: list[PageBlock]

    @classmethod
    def of(cls, stretch: Stretch) -> StretchBlock:
        gate = Gate.of(stretch.condition) if stretch.condition else None
        return cls(gate, [PageBlock.of(each) for each in stretch.stations])

    @property
    def height(self) -> float:
        gate = self.gate.height + GAP if self.gate else 0
        passing = GAP / 2 if self.gate else 0
        return gate + sum(page.height for page in self.pages) + GAP * (len(self.pages) - 1) + passing

    def draw(self, drawing: Drawing, x: float, y: float) -> float:
        """With the left edges of its boxes at x; gives the height at which the way goes on."""
        spine = x + SPINE
        top = y
        if self.gate is not None:
            self.gate.draw(drawing, x, y)
            arrive(drawing, spine, y + self.gate.height, y + self.gate.height + GAP)
            y += self.gate.height + GAP
        for place, page in enumerate(self.pages):
            page.draw(drawing, x, y)
            bottom = y + page.box_height
            y += page.height
            if place < len(self.pages) - 1:
                arrive(drawing, spine, bottom, y + GAP)
                y += GAP
            elif self.gate is not None:
                y += GAP / 2
                drawing.lines.append(Line(((spine, bottom), (spine, y)), "flow", arrow=False))
                self._pass(drawing, x, top, y)
            else:
                drawing.lines.append(Line(((spine, bottom), (spine, y)), "flow", arrow=False))
        return y

    def _pass(self, drawing: Drawing, x: float, top: float, bottom: float) -> None:
        """The way around pages that are not shown."""
        assert self.gate is not None
        start, left = top + self.gate.height / 2, x - ROUND + 10
        way = ((x, start), (left, start), (left, bottom), (x + SPINE, bottom))
        drawing.lines.append(Line(way, "aside", arrow=False))


def arrive(drawing: Drawing, x: float, top: float, bottom: float) -> None:
    """A way straight down, with an arrow at its end."""
    drawing.lines.append(Line(((x, top), (x, bottom)), "flow"))
