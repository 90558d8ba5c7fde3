"""Figures, their targets, and the table that is printed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Target:
    """What the ratio of a figure to its reference has to be, e.g. `Target("at least", 0.25)`."""

    bound: Literal["at least", "at most"]
    ratio: float

    def met_by(self, ratio: float) -> bool:
        return ratio >= self.ratio if self.bound == "at least" else ratio <= self.ratio

    def __str__(self) -> str:
        return f"{'≥' if self.bound == 'at least' else '≤'} {self.ratio:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure and its reference, both in `unit` and from the same run (a limit is a reference too)."""

    what: str
    value: float
    reference: str
    reference_value: float
    unit: str
    target: Target

    @property
    def ratio(self) -> float:
        return self.value / self.reference_value

    @property
    def passed(self) -> bool:
        return self.target.met_by(self.ratio)


NEXT_UNIT = {"µs": "ms", "ms": "s"}
HEADINGS = ("what", "measured", "reference", "measured", "ratio", "target", "")


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table, one line each."""
    rows = [
        (
            figure.what,
            legible(figure.value, figure.unit),
            figure.reference,
            legible(figure.reference_value, figure.unit),
            f"{figure.ratio:.2f}",
            str(figure.target),
            "pass" if figure.passed else "MISS",
        )
        for figure in figures
    ]
    widths = [max(len(row[column]) for row in (HEADINGS, *rows)) for column in range(len(HEADINGS))]
    ruler = tuple("-" * width for width in widths)
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (HEADINGS, ruler, *rows)
    )


def legible(value: float, unit: str) -> str:
    """A value with its unit; times of a thousand and more in the next unit, e.g. 31,954 µs as "32.0 ms"."""
    while unit in NEXT_UNIT and value >= 1000:
        value, unit = value / 1000, NEXT_UNIT[unit]
    return f"{value:,.1f} {unit}"


def save(figures: Iterable[Figure], path: Path) -> None:
    """Write the figures as JSON, with ratio and verdict."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**asdict(figure), "ratio": figure.ratio, "passed": figure.passed} for figure in figures]
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
