"""Whole processes from start to end, measured by `hyperfine`, and calls within a warm process."""

from __future__ import annotations

import json
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from benchmarks.figures import Figure, Target
from benchmarks.load import SERVER_CORE, pinned


def compare_programs(
    what: str,
    command: Sequence[str],
    reference: str,
    reference_command: Sequence[str],
    target: Target,
    *,
    runs: int = 30,
) -> Figure:
    """The time of two commands on one core, start of the process included, in the run disturbed least."""
    with tempfile.NamedTemporaryFile("r", suffix=".json", encoding="utf-8") as exported:
        subprocess.run(
            [
                *pinned(SERVER_CORE), "hyperfine", "--shell", "none", "--warmup", "3", "--runs", str(runs),
                "--style", "none", "--export-json", exported.name,
                shlex.join(command), shlex.join(reference_command),
            ],
            check=True,
        )  # fmt: skip
        ours, theirs = (result["min"] * 1000 for result in json.load(exported)["results"])
    return Figure(what, ours, reference, theirs, "ms", target)


def compare_calls(
    what: str,
    call: Callable[[], object],
    reference: str,
    reference_call: Callable[[], object],
    target: Target,
    *,
    rounds: int = 15,
) -> Figure:
    """The median time of two calls, made in turn after one of each that does not count."""
    call()
    reference_call()
    ours, theirs = [], []
    for _ in range(rounds):
        theirs.append(milliseconds(reference_call))
        ours.append(milliseconds(call))
    return Figure(what, median(ours), reference, median(theirs), "ms", target)


def within(what: str, call: Callable[[], object], limit: float, *, rounds: int = 15) -> Figure:
    """The median time of a warm call beside the limit that was promised, in milliseconds."""
    call()
    return Figure(
        what, median(milliseconds(call) for _ in range(rounds)), "promised", limit, "ms", Target("at most", 1)
    )


def milliseconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000
