"""Measure everything and print the table; ends with 1 when a figure misses its target."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import bare, check, evaluate, growth, pages, pdf, signing_in, start, wizard
from benchmarks.figures import Figure, save, table

RESULTS = Path(__file__).with_name("results") / "latest.json"

# Each gives its figures one by one. To measure something else, write a module with such a function, list it.
MEASURES: tuple[Callable[[], Iterator[Figure]], ...] = (
    bare.measure,
    check.measure,
    evaluate.measure,
    growth.measure,
    start.measure,
    pages.measure,
    pdf.measure,
    wizard.measure,
    signing_in.measure,
)


def main() -> int:
    figures = []
    for measure in MEASURES:
        for figure in measure():
            print(f"{figure.what}: {figure.ratio:.2f} of {figure.reference}", file=sys.stderr, flush=True)
            figures.append(figure)
    print(table(figures))
    save(figures, RESULTS)
    return 0 if all(figure.passed for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
