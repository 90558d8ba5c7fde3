"""Which file serves a source that no setting names: `SOURCE.csv`, else `register.csv`.

It is looked for beside the spec, then in a folder `examples` beside the spec's folder, so that the specs that
formgen ships find the register shipped with them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from formgen.compiler.procedure import Procedure

EXAMPLES = ("examples", "_examples")
COMMON = "register.csv"


@dataclass(frozen=True, slots=True)
class Found:
    """A source with its file; None when there is none."""

    source: str
    file: Path | None


def find_registers(procedures: Sequence[Procedure], known: Collection[str]) -> list[Found]:
    """The files of the sources that are not known from settings, in the order of the procedures."""
    found: dict[str, Found] = {}
    for procedure in procedures:
        folder = Path(procedure.spec.document.name).absolute().parent
        for name in {each.register: each for each in procedure.spec.sources.values()}:
            if name not in known and (name not in found or found[name].file is None):
                found[name] = Found(name, _file(folder, name))
    return list(found.values())


def _file(folder: Path, name: str) -> Path | None:
    folders = [folder, *(folder.parent / each for each in EXAMPLES)]
    candidates = [each / file for each in folders for file in (f"{name}.csv", COMMON)]
    return next((path for path in candidates if path.is_file()), None)
