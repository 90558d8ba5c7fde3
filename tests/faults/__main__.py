"""`python -m tests.faults [-v] [WORD]`: what is told of faults whose title, row or file has the word, to be read.

With `-v` as `formgen check` prints it; what a case expected and did not get stands behind `!!!`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from formgen.report import as_text
from tests.faults.cases import Fault, Told, faults


def show(fault: Fault, folder: Path, whole: bool) -> None:
    """Print what is told of one fault."""
    print(f"=== {fault.name} (row {fault.row or '–'})")
    loaded, expected = fault.loaded(folder)
    found = sorted(Told(Path(each.file).name, each.line, each.column, each.code) for each in loaded.problems)
    if whole:
        lines = {loaded.reading.document.name: loaded.reading.document.lines, **loaded.catalogues}
        print(as_text(loaded.problems, lines))
    else:
        for each in loaded.problems:
            print(
                f"  {each.line}:{each.column} {each.severity[0]} {each.code} {each.message}\n      > {each.hint}"
            )
    if found != expected:
        print(f"!!! expected {[(each.code, each.line, each.column) for each in expected]}")
    words = "\n".join(f"{each.message}\n{each.hint}" for each in loaded.problems)
    for said in fault.said:
        if said not in words:
            print(f"!!! not said: {said}")


def main(words: list[str]) -> None:
    """Print them all, or those with a word."""
    whole = "-v" in words
    word = next((each for each in words if each != "-v"), "")
    for fault in faults():
        if word in f"{fault.name} row {fault.row}.":
            with tempfile.TemporaryDirectory() as folder:
                try:
                    show(fault, Path(folder), whole)
                except ValueError as wrong:
                    print(f"!!! {wrong}")


main(sys.argv[1:])
