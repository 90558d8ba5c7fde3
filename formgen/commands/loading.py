"""What commands share: a spec loaded or refused, and how a refusal is told."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from formgen.compiler.load import load_file
from formgen.compiler.procedure import Procedure
from formgen.language.problems import nearest
from formgen.report import as_text

FAULTY: Final = 1
UNREADABLE: Final = 2


class Refused(Exception):
    """Why a command cannot do what it was asked; `status` is what it ends with, "" was told already."""

    def __init__(self, words: str, status: int = FAULTY) -> None:
        super().__init__(words)
        self.status = status


def load_spec(path: Path) -> Procedure:
    """The procedure of a file; its problems go to stderr. Raises Refused for a faulty or unreadable one."""
    try:
        loaded = load_file(path)
    except OSError as fault:
        raise Refused(f"{path}: {fault.strerror or fault}", UNREADABLE) from fault
    if loaded.problems:
        document = loaded.reading.document
        lines = {document.name: document.lines, **loaded.catalogues}
        sys.stderr.write(as_text(loaded.problems, lines, sys.stderr.isatty()))
    if loaded.procedure is None:
        raise Refused(f"{path} has errors; mend them first")
    return loaded.procedure


def tell(words: str) -> None:
    """Say on stderr why something is not done."""
    sys.stderr.write(f"formgen: {words}\n")


def no_such(what: str, name: str, known: Iterable[str]) -> Refused:
    """The refusal of a name that the spec does not have."""
    names = list(known)
    similar = nearest(name, names)
    if similar is not None:
        hint = f"Did you mean `{similar}`?"
    else:
        hint = f"It has: {', '.join(names)}." if names else "It has none."
    return Refused(f"the spec has no {what} `{name}`. {hint}")
