"""Shapes of a drawing, and the template that writes them as SVG. Units are CSS pixels, from the top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from formgen.rendering.docs.templates import environment
from formgen.rendering.pdf.layouts import direction

_MIRRORED: Final = {"start": "end", "middle": "middle", "end": "start"}
_ISOLATE: Final = "\u2067"
_END: Final = "\u2069"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle. `look` is its class in the style sheet; `told` is shown when a pointer rests on it."""

    x: float
    y: float
    width: float
    height: float
    look: str
    radius: float = 6
    told: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line along points, with an arrow at its end or without."""

    points: tuple[tuple[float, float], ...]
    look: str
    arrow: bool = True

    @property
    def path(self) -> str:
        """Its way in SVG's own words."""
        return "M" + " L".join(f"{number(x)} {number(y)}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text; `y` is the base of the first. `anchor`: start, middle or end."""

    x: float
    y: float
    lines: tuple[str, ...]
    look: str
    size: float
    leading: float
    anchor: str = "start"


@dataclass(slots=True)
class Drawing:
    """A drawing with its title and description for who cannot see it."""

    title: str
    description: str
    language: str
    width: float = 0
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    letterings: list[Lettering] = field(default_factory=list)

    def svg(self, folders: Sequence[Path] = ()) -> str:
        """The drawing as SVG, from the right where the language is written so.

        `folders`: those of a theme, whose `diagram.svg` may look otherwise.
        """
        template = environment(tuple(folders), markup=True).get_template("diagram.svg")
        drawing = self._mirrored() if direction(self.language) == "rtl" else self
        return template.render(drawing=drawing, number=number)

    def _mirrored(self) -> Drawing:
        """The same from right to left. Each line of text keeps its own order, whatever stands beside it."""
        width = self.width
        boxes = [replace(box, x=width - box.x - box.width) for box in self.boxes]
        lines = [replace(line, points=tuple((width - x, y) for x, y in line.points)) for line in self.lines]
        letterings = [
            replace(
                each,
                x=width - each.x,
                anchor=_MIRRORED[each.anchor],
                lines=tuple(f"{_ISOLATE}{line.replace('→', '←')}{_END}" for line in each.lines),
            )
            for each in self.letterings
        ]
        return replace(self, boxes=boxes, lines=lines, letterings=letterings)


def number(value: float) -> str:
    """A length with one decimal at most."""
    return f"{round(value, 1):g}"
