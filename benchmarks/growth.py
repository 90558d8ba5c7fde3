"""How reading, checking and compiling a spec grows with it: 50, 200 and 1,000 fields of several shapes.

`python -m benchmarks.growth` prints these figures alone. A spec of 200 fields has 150 ms in a warm process;
one of 1,000 may take half as long again for each field as one of 50, which the caches of a processor still
hold. Measured is the time of the processor: nothing here waits, and other programs do not count.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from time import process_time

from benchmarks.figures import Figure, Target, table
from benchmarks.generated import SHAPES
from formgen.compiler.load import load_text

SIZES = (50, 200, 1000)
MEASURED = 200
TARGET = 150.0
"""Milliseconds."""
RUNS = 5


def measure() -> Iterator[Figure]:
    """For each shape the time of the middle size, and the growth to the largest."""
    for shape in SHAPES:
        took = {size: fastest(shape, size) for size in SIZES}
        name = shape.__name__
        what = f"read, check, compile {MEASURED} fields: {name}"
        yield Figure(what, took[MEASURED], "the target", TARGET, "ms", Target("at most", 1))
        small, large = SIZES[0], SIZES[-1]
        grown = took[small] * large / small
        what, reference = f"the same, {large} fields: {name}", f"{large // small} times {small}"
        yield Figure(what, took[large], reference, grown, "ms", Target("at most", 1.5))


def fastest(shape: Callable[[int], str], size: int) -> float:
    """The least time of some runs, in milliseconds."""
    text = shape(size)
    times = []
    for _ in range(RUNS):
        gc.collect()
        began = process_time()
        loaded = load_text(text, "grown.yaml")
        times.append((process_time() - began) * 1000)
        assert loaded.procedure is not None, loaded.problems[:3]
        assert not any(each.severity == "notice" for each in loaded.problems), "not decided"
    return min(times)


if __name__ == "__main__":
    print(table(measure()))
