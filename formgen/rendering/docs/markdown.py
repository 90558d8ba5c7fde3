"""`procedure.md`, by the template `renderers/docs/procedure.md`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from formgen.rendering.docs.description import Describer
from formgen.rendering.docs.speech import capital
from formgen.rendering.resources import renderers

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure


def procedure_document(procedure: Procedure, language: str, folders: Sequence[Path] = ()) -> str:
    """The description of a procedure in Markdown, in one of its languages. `folders`: those of a theme."""
    template = _environment((*folders, renderers("docs"))).get_template("procedure.md")
    written = template.render(Describer(procedure, language).context())
    return _tidy(written)


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


@cache
def _environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=False,  # noqa: S701 - Markdown, whose marks are escaped where texts are put in
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["capital"] = capital
    return environment
