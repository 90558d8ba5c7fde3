"""`procedure.md`, by the template `renderers/docs/procedure.md`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from formgen.rendering.docs.description import Describer
from formgen.rendering.docs.templates import environment

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure


def procedure_document(procedure: Procedure, language: str, folders: Sequence[Path] = ()) -> str:
    """The description of a procedure in Markdown, in one of its languages. `folders`: those of a theme."""
    template = environment(tuple(folders), markup=False).get_template("procedure.md")
    return _tidy(template.render(Describer(procedure, language).context()))


def _tidy(written: str) -> str:
    """One empty line between paragraphs, none between the lines of a list."""
    lines: list[str] = []
    waiting = False
    for line in map(str.rstrip, written.splitlines()):
        if not line:
            waiting = bool(lines)
            continue
        in_list = line.lstrip().startswith("- ") and bool(lines) and lines[-1].lstrip().startswith("- ")
        if waiting and not in_list:
            lines.append("")
        lines.append(line)
        waiting = False
    return "\n".join(lines) + "\n"
