"""Procedures from a few lines of YAML, and what entries lead to in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from formgen.compiler.evaluation import Evaluation, Facts, FieldProblem, Provided
from formgen.compiler.load import compile_file, load_text
from formgen.compiler.procedure import Procedure
from formgen.language.problems import Problem

TODAY = date(2026, 11, 24)
HEAD = """\
formgen: 1
id: given
version: "1"
title: Given
language: en
service: {name: Office, timezone: Europe/Paris}
"""


def spec_of(pages: str, rest: str = "") -> str:
    """A spec with these pages in one step; `rest` are further keys of the spec."""
    step = "steps:\n  one:\n    title: One\n    pages:\n"
    return HEAD + dedent(rest).strip("\n") + "\n" + step + indent(dedent(pages).strip("\n"), " " * 6) + "\n"


def procedure_of(pages: str, rest: str = "", folder: Path | None = None) -> Procedure:
    """The procedure of such a spec, which has no errors."""
    loaded = load_text(spec_of(pages, rest), "given.yaml", folder)
    assert loaded.procedure is not None, [f"{each.line}: {each.message}" for each in loaded.problems]
    return loaded.procedure


def translated(pages: str, rest: str, folder: Path, texts: Mapping[str, tuple[str, str]]) -> Procedure:
    """The procedure of such a spec, written into `folder` with a French catalogue.

    `texts`: by the key of a text ("messages.received.mail.subject") what it says and how that is translated.
    """
    entries = [
        f'msgctxt "{key}"\nmsgid "{original}"\nmsgstr "{french}"\n'
        for key, (original, french) in texts.items()
    ]
    head = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n'
    (folder / "given.fr.po").write_text("\n".join([head, *entries]), encoding="utf-8")
    spec = folder / "given.yaml"
    spec.write_text(spec_of(pages, rest), encoding="utf-8")
    return compile_file(spec)


def problems_of(pages: str, rest: str = "", folder: Path | None = None) -> list[tuple[str, str]]:
    """Code and message of what is wrong with such a spec, warnings left out."""
    found = load_text(spec_of(pages, rest), "given.yaml", folder).problems
    return [(each.code, each.message) for each in found if each.severity == "error"]


def text_at(spec: str, problem: Problem) -> str:
    """What stands at the place of a problem."""
    assert problem.line == problem.end_line
    return spec.splitlines()[problem.line - 1][problem.column - 1 : problem.end_column - 1]


def facts(**given: Any) -> Facts:
    """Facts on a fixed day."""
    return Facts(**{"today": TODAY, "started_on": TODAY, **given})


def evaluated(procedure: Procedure, entries: Mapping[str, Any], **given: Any) -> Evaluation:
    """What these entries lead to."""
    return procedure.evaluate(procedure.read(entries), facts(**given))


def day(text: str) -> dict[str, str]:
    """The entry of a date, from year-month-day."""
    year, month, of_month = text.split("-")
    return {"day": of_month, "month": month, "year": year}


def items(*entries: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entry of a list."""
    return [{"id": f"item{index}", "entries": dict(each)} for index, each in enumerate(entries)]


def told(problems: tuple[FieldProblem, ...]) -> list[tuple[str, str]]:
    """Path and code of each problem."""
    return [(each.path, each.code) for each in problems]


def journey(evaluation: Evaluation) -> list[str]:
    """The ids of the pages that are shown, those of every procedure left out."""
    return [page.id for page in evaluation.journey if page.kind in ("page", "orientation")]


def files(**papers: int | Provided) -> dict[str, Provided]:
    """Papers handed in: so many files of each."""
    return {name: each if isinstance(each, Provided) else Provided(each) for name, each in papers.items()}


def outcome(evaluation: Evaluation) -> tuple[Any, ...]:
    """Everything that an evaluation says, to compare two."""
    procedure = evaluation.procedure
    return (
        [page.id for page in evaluation.journey],
        evaluation.stop,
        [(each.path, each.code, each.level, dict(each.values), each.parts) for each in evaluation.problems],
        [_counting(each) for each in evaluation.frame],
        evaluation.documents,
        {path: evaluation.asked(path) for path in procedure.plan.asked_slots},
    )


def _counting(value: Any) -> Any:
    """The value of a slot; of a list, its items without the dossier's frame that each begins with."""
    if value.__class__ is list:
        return [[_counting(each) for each in frame[1:]] for frame in value]
    return value
