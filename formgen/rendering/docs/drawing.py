"""Shapes of a drawing, and the template that writes them as SVG. Units are CSS pixels, from the top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from formgen.rendering.docs.templates import environment


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
        """The drawing as SVG. `folders`: those of a theme, whose `diagram.svg` may look otherwise."""
        template = environment(tuple(folders), markup=True).get_template("diagram.svg")
        return template.render(drawing=self, number=number)


def number(value: float) -> str:
    """A length with one decimal at most."""
    return f"{round(value, 1):g}"
