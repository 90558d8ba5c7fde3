"""`formgen check`: what is wrong in specs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from formgen.compiler.load import load_file
from formgen.language.problems import Problem
from formgen.report import as_github, as_json, as_text

FAULTY, UNREADABLE = 1, 2


def check(files: Sequence[Path], form: str) -> int:
    """Print the problems of some files. 0 without errors, 1 with, 2 when a file cannot be read."""
    # The process ends soon: what the collector would find it gives back then, all at once.
    gc.disable()
    problems: list[Problem] = []
    lines: dict[str, Sequence[str]] = {}
    unreadable = False
    for path in files:
        try:
            loaded = load_file(path)
        except OSError as fault:
            _tell(f"{path}: {fault.strerror or fault}\n")
            unreadable = True
            continue
        problems += loaded.problems
        lines[loaded.reading.document.name] = loaded.reading.document.lines
        lines |= loaded.catalogues
    sys.stdout.write(_written(problems, lines, form))
    sys.stdout.flush()
    if unreadable:
        return UNREADABLE
    return FAULTY if any(each.severity == "error" for each in problems) else 0


def _written(problems: Sequence[Problem], lines: dict[str, Sequence[str]], form: str) -> str:
    if form == "json":
        return as_json(problems)
    if form == "github":
        return as_github(problems)
    text = as_text(problems, lines, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ)
    if lines and all(each.severity == "notice" for each in problems):
        text = f"Nothing is wrong in {', '.join(lines)}.\n{text}"
    codes = list(dict.fromkeys(each.code for each in problems))
    if not codes:
        return text
    others = " Each code has such a page." if len(codes) > 1 else ""
    return f"{text}`formgen explain {codes[0]}` says more, with examples.{others}\n"


def _tell(words: str) -> None:
    sys.stderr.write(f"formgen: {words}")
