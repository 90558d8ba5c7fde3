"""`python -m tests.faults [-v] [WORD]`: what is told of faults whose title, row or file has the word.

To be read; with `-v` as `formgen check` prints it. What a case expected and did not get stands behind `!!!`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from formgen.report import as_text
from tests.faults.cases import Fault, Told, faults


def shown(fault: Fault, folder: Path, whole: bool) -> Iterator[str]:
    """What is told of one fault, line by line."""
    yield f"=== {fault.name} (row {fault.row or '–'})"
    loaded, expected = fault.loaded(folder)
    found = sorted(Told(Path(each.file).name, each.line, each.column, each.code) for each in loaded.problems)
    if whole:
        lines = {loaded.reading.document.name: loaded.reading.document.lines, **loaded.catalogues}
        yield as_text(loaded.problems, lines)
    else:
        for each in loaded.problems:
            yield f"  {each.line}:{each.column} {each.severity} {each.code}: {each.message}"
            yield f"      {each.hint}"
    if found != expected:
        yield f"!!! expected {[(each.code, each.line, each.column) for each in expected]}"
    words = "\n".join(f"{each.message}\n{each.hint}" for each in loaded.problems)
    yield from (f"!!! not said: {said}" for said in fault.said if said not in words)


def main(words: list[str]) -> None:
    """Print them all, or those with a word."""
    whole = "-v" in words
    word = next((each for each in words if each != "-v"), "")
    for fault in faults():
        if word in f"{fault.name} row {fault.row}.":
            with tempfile.TemporaryDirectory() as folder:
                sys.stdout.writelines(f"{line}\n" for line in shown(fault, Path(folder), whole))


main(sys.argv[1:])
