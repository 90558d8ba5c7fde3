"""What serving makes before the first request: page templates of both languages, and answer models.

`python -m benchmarks.start` prints these figures alone. Each run is a process of its own, since templates and
models made once are kept; its reference is the second that was promised for both together. It is the
processor's time: nothing is waited for here, so that on an idle machine the clock shows the same.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from benchmarks.figures import Figure, Target, table
from benchmarks.pages import SPEC

RUNS = 3
SECOND = 1000.0
"""Milliseconds."""


def measure() -> Iterator[Figure]:
    """Templates, models, and both, in milliseconds: the run that was disturbed least."""
    command = [sys.executable, "-m", "benchmarks.start", "once"]
    root = Path(__file__).parent.parent
    runs = []
    for _ in range(RUNS):
        printed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
        templates, models = map(float, printed.split())
        runs.append((templates, models, templates + models))
    for index, what in enumerate(("page templates, 2 languages", "answer models", "templates and models")):
        took = min(run[index] for run in runs)
        yield Figure(f"start: {what}", took, "promised", SECOND, "ms", Target("at most", 1))


def once() -> tuple[float, float]:
    """Milliseconds that templates and answer models of the renewal take in this process, pydantic loaded."""
    import pydantic  # noqa: F401  # - a server has loaded it for its settings by then

    from formgen.compiler.load import compile_file
    from formgen.rendering.html.site import Site

    procedure = compile_file(SPEC)
    pages = Site("Benchmark").procedure(procedure)
    began = process_time()
    pages.prepare()
    prepared = process_time()
    procedure.model()
    for page in procedure.pages:
        procedure.page_model(page)
    return (prepared - began) * 1000, (process_time() - prepared) * 1000


if __name__ == "__main__":
    if sys.argv[1:] == ["once"]:
        print(*once())
    else:
        print(table(measure()))
