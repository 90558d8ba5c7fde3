"""How long showing a specialised page with real answers takes.

`python -m benchmarks.pages` prints these figures alone. Their reference is a limit set beforehand: 50 µs for
a page of twelve boxes.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, Target, table
from formgen.compiler.evaluation import Facts
from formgen.compiler.load import compile_file
from formgen.rendering.html.site import Site
from formgen.rendering.html.views.around import Around

SPEC = Path(__file__).parent.parent / "specs" / "tse_ue_renewal.yaml"
PAGE = "family"
ENTRIES: dict[str, Any] = {
    "marital_status": "married",
    "spouse.birth_name": "Müller",
    "spouse.first_names": "Anna Katharina",
    "spouse.birth_date": {"day": "27", "month": "mars", "year": "1975"},
    "spouse.nationality": "CHE",
    "spouse.union_date": {"day": "1", "month": "6", "year": "2001"},
    "spouse.union_place": "Lille, France",
    "spouse.life_together": "yes",
}
SECOND = 1_000_000.0
"""Microseconds."""
PAGE_TARGET = 50.0


def measure() -> Iterator[Figure]:
    """Showing one page of those that were specialised beforehand, in microseconds."""
    procedure = compile_file(SPEC)
    pages = Site("Benchmark").procedure(procedure)
    pages.prepare()
    today = date(2026, 11, 24)
    evaluation = procedure.evaluate(procedure.read(ENTRIES), Facts(today=today, started_on=today))
    around = Around(languages=["en"], person="Heidi Brunner")

    def view() -> Any:
        return pages.page_view(PAGE, "fr", evaluation, ENTRIES, around=around, with_errors=False)

    filled = view()
    shown = fastest(lambda: pages.page(PAGE, filled, "fr"))
    yield Figure("show a page of 12 boxes", shown, "the target", PAGE_TARGET, "µs", Target("at most", 1))
    filling = fastest(view)
    yield Figure("fill its view", filling, "the target", PAGE_TARGET, "µs", Target("at most", 1))


def fastest(act: Callable[[], object], number: int = 2000, repeat: int = 5) -> float:
    """The time of one call in microseconds, in the run that was disturbed least."""
    return min(timeit.repeat(act, number=number, repeat=repeat)) / number * SECOND


if __name__ == "__main__":
    print(table(measure()))
