"""`formgen check` of a whole spec as a person runs it: from the start of the process to its end.

`python -m benchmarks.check` prints this figure alone. Its reference is a Python that imports what reading a
spec is commonly built on, pydantic and PyYAML, and ends.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.figures import Figure, Target, table
from benchmarks.pages import SPEC
from benchmarks.programs import compare_programs

COMMAND = (sys.executable, "-m", "formgen.cli", "check", str(SPEC))
REFERENCE = (sys.executable, "-c", "from pydantic import BaseModel; import yaml")


def measure() -> Iterator[Figure]:
    """The whole command, in milliseconds."""
    yield compare_programs(
        "formgen check, whole process",
        COMMAND,
        "Python, imports pydantic and yaml",
        REFERENCE,
        Target("at most", 3),
        runs=15,
    )


if __name__ == "__main__":
    print(table(measure()))
