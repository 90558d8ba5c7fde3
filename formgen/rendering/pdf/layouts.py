"""What all layouts share: where their templates are, the direction of texts, the words "page x of y"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from formgen.rendering.resources import renderers

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_COUNTERS = re.compile(r"\{(page|pages)\}")


def pdf_folders() -> tuple[Path, ...]:
    """The folder of our own PDF layouts, in a wheel and in a checkout alike."""
    return (renderers("pdf"),)


def fill(template: str, folders: Sequence[Path] | None = None, **values: Any) -> str:
    """A template of `renderers/pdf/` with its values; a theme's folder stands first in `folders`."""
    environment = _environment(pdf_folders() if folders is None else tuple(folders))
    return environment.get_template(template).render(values)


def direction(language: str) -> str:
    """`rtl` or `ltr`: how a language (BCP 47) is written."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def direction_of(text: str) -> str:
    """`rtl` or `ltr`: the direction of a text's first letter that has one (rule P2 of Unicode's UAX 9)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def counter_parts(words: str) -> tuple[tuple[str, str], ...]:
    """Words split at their counters: "Page {page} of {pages}" gives ("text", "Page "), ("page", ""), ….

    The printer fills in the counters, which it alone knows. Raises ValueError when `{page}` is missing.
    """
    parts = []
    for index, part in enumerate(_COUNTERS.split(words)):
        if index % 2:
            parts.append((part, ""))
        elif part:
            parts.append(("text", part))
    if ("page", "") not in parts:
        raise ValueError(f"the words {words!r} have no place for the page's number, {{page}}")
    return tuple(parts)


@cache
def _environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["direction_of"] = direction_of
    environment.filters["counter_parts"] = counter_parts
    return environment
