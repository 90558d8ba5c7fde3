"""The templates of `renderers/docs/`, overridden file by file by the folders of a theme."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from formgen.rendering.docs.speech import capital
from formgen.rendering.resources import renderers


@cache
def environment(folders: tuple[Path, ...], *, markup: bool) -> jinja2.Environment:
    """`markup`: whether values are escaped for XML; Markdown escapes its own where texts are put in."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in (*folders, renderers("docs"))]),
        autoescape=markup,  # noqa: S701 - Markdown is escaped where texts are put in
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["capital"] = capital
    return made
