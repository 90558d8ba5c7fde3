"""A procedure's answer models as a Python file that needs pydantic and nothing of formgen.

    source = models_source(procedure)

The file holds the classes, and behind them everything that decides what counts and what is wrong: conditions
as functions printed from the same trees that formgen evaluates, and the code that runs them, copied from it.
"""

from __future__ import annotations

import pkgutil
import textwrap
from pathlib import Path

import jinja2

from formgen.compiler.procedure import Procedure
from formgen.rendering.python import copied as carried
from formgen.rendering.python.classes import Classes
from formgen.rendering.python.copying import Copied, written_imports
from formgen.rendering.python.functions import Functions
from formgen.rendering.python.layout import WIDTH, Source, call, lay_out, mapping, quoted, tuple_of
from formgen.rendering.python.naming import Namespace
from formgen.rendering.python.rules import Writing, parts_of
from formgen.rendering.resources import renderers

TERMS = "formgen.rendering.python.copied.terms"
FRAMES = "formgen.rendering.python.copied.frames"
JUDGING = "formgen.rendering.python.copied.judging"
READING = "formgen.rendering.python.copied.reading"
TYPING = ("Annotated", "Any", "Decimal", "Field", "Literal", "Self", "StringConstraints", "TypeAlias")
INTRODUCTION = """\
{title}: the answers of the procedure, and what must hold among them.

Made by `formgen build` from {spec}, version {version}: to change it, change that file.

    answers = {dossier}.model_validate(data, context=Facts(today=date(2026, 1, 31)))

`data` as Python values or as JSON holds them. What other answers make unnecessary is ignored, and left out \
of what comes back; what is missing, wrong or against a check raises pydantic's ValidationError. Without a \
context it is today in {timezone}, and no source has been asked.

It needs pydantic, and nothing of formgen. Where email-validator, phonenumbers and python-stdnum are \
installed, they verify addresses of mail, telephone numbers and check digits; elsewhere the form alone is \
judged.
"""
METHOD = """
@model_validator(mode="wrap")
@classmethod
def _judged(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
    if not isinstance(data, Mapping):
        return handler(data)
    return judged(cls, RULES, data, info)"""
ALWAYS_IMPORTED = frozenset(
    {
        "from collections.abc import Mapping",
        "from typing import Any",
        "from typing import Self",
        "from pydantic import ModelWrapValidatorHandler",
        "from pydantic import ValidationInfo",
        "from pydantic import model_validator",
    }
)


def models_source(procedure: Procedure) -> str:
    """The source of `models.py`, as `ruff format` leaves it at 110 characters a line."""
    writing, parts = _written(procedure, frozenset())
    provided = frozenset(each for each in writing.functions.read if each.startswith("documents."))
    if provided:
        # Which papers count is written only where a condition reads it, and that is known by now.
        writing, parts = _written(procedure, provided)
    classes, functions = writing.classes, writing.functions
    copied = Copied()
    copied.add(READING, ["AnswerModel"])
    for module, name in sorted(classes.copied):
        copied.add(module, [name])
    bases = tuple(copied.definitions)
    _copy(copied, writing)
    template = _environment().get_template("models.py.jinja")
    imports = {*copied.imports, *classes.imports, *ALWAYS_IMPORTED}
    if "partial" in functions.used:
        imports.add("from functools import partial")
    if "datetime." in lay_out(parts) or any("datetime." in each for each in functions.sources):
        imports.add("import datetime")
    if any("Decimal(" in each for each in (*functions.sources, *classes.sources, lay_out(parts))):
        imports.add("from decimal import Decimal")
    return template.render(
        introduction=_introduction(procedure, classes.dossier),
        imports="\n".join(written_imports(imports)),
        bases="\n\n\n".join(bases),
        kept="\n\n\n".join(copied.definitions[len(bases) :]),
        classes="\n\n\n".join(classes.sources),
        functions="\n\n\n".join(functions.sources),
        rules=lay_out(_rules(procedure, parts), "RULES = "),
    )


def _written(procedure: Procedure, provided: frozenset[str]) -> tuple[Writing, Source]:
    """The classes and functions of a procedure, and its parts."""
    names = Namespace()
    names.reserve(_reserved())
    classes = Classes(procedure, names)
    classes.write(METHOD)
    writing = Writing(procedure, classes, Functions(procedure, names), provided)
    return writing, parts_of(writing)


def _introduction(procedure: Procedure, dossier: str) -> str:
    words = INTRODUCTION.format(
        title=" ".join(procedure.spec.title.value.split()),
        spec=Path(procedure.spec.document.name).name,
        version=procedure.version,
        dossier=dossier,
        timezone=procedure.spec.service.timezone,
    )
    safe = words.replace("\\", "\\\\").replace('"', "'")
    lines = [textwrap.fill(each, WIDTH) if each[:1] != " " else each for each in safe.split("\n")]
    return '"""' + "\n".join(lines).removesuffix("\n") + '\n"""'


def _rules(procedure: Procedure, parts: Source) -> Source:
    words = [
        (each.id, tuple_of([quoted(word) for word in each.said]))
        for each in procedure.documents.values()
        if each.said
    ]
    return call(
        "Rules",
        parts=parts,
        timezone=quoted(procedure.spec.service.timezone),
        words=mapping(words),
        declarations=tuple_of([quoted(each) for each in procedure.declarations]),
        sources=tuple_of([quoted(each) for each in procedure.spec.sources]),
    )


def _reserved() -> set[str]:
    """The names that copied code and imports may take, whichever of it a procedure needs."""
    copied = Copied()
    found = {"Address", "Duration", "RULES", *TYPING}
    for module in pkgutil.walk_packages(carried.__path__, f"{carried.__name__}."):
        found |= copied.defined(module.name)
    return found


def _copy(copied: Copied, writing: Writing) -> None:
    """What decides and judges, as far as this procedure needs it."""
    functions = writing.functions
    copied.add(READING, ["Rules", "judged"])
    for module in (FRAMES, JUDGING, TERMS):
        copied.add(module, sorted(functions.used & copied.defined(module)))
    for module, name in sorted(writing.restated):
        copied.add(module, [name])
    for each in ("Duration", "Address"):
        if any(f"{each}(" in source for source in functions.sources):
            copied.add("formgen.language.values", [each])


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(renderers("models")),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - it writes Python, and every text in it is a literal
    )


__all__ = ["models_source"]
