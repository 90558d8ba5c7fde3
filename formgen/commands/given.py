"""`--answers FILE.json`: answers that somebody gives for a sample, with what is wrong with them in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from formgen.commands.loading import UNREADABLE, Refused
from formgen.compiler.evaluation import Evaluation, Facts, FieldProblem
from formgen.compiler.procedure import Procedure
from formgen.compiler.sampling import SAMPLE_DAY, NoSample
from formgen.compiler.sampling.given import Given, Unusable, read_given
from formgen.rendering.html.messages import Messages
from formgen.rendering.wording import Wording

SIZE_LIMIT: Final = 10_000_000
"""Bytes of answers; no dossier comes near."""


def given_answers(procedure: Procedure, path: Path | None) -> Given | None:
    """The answers of a file, None without one. Raises Refused with all that is wrong."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as fault:
        raise Refused(f"{path}: {fault.strerror or fault}", UNREADABLE) from fault
    if len(data) > SIZE_LIMIT:
        raise Refused(f"{path} is larger than 10 MB", UNREADABLE)
    try:
        read = json.loads(data, parse_float=Decimal)
    except (UnicodeDecodeError, RecursionError) as fault:
        raise Refused(f"{path} is no JSON in UTF-8", UNREADABLE) from fault
    except json.JSONDecodeError as fault:
        raise Refused(
            f"{path}:{fault.lineno}:{fault.colno}: this is no JSON: {fault.msg}", UNREADABLE
        ) from fault
    try:
        return read_given(procedure, read)
    except Unusable as unusable:
        lines = [f"{each}: {words}" if each else words for each, words in unusable.faults]
        empty = procedure.evaluate(procedure.read({}), Facts(SAMPLE_DAY))
        lines += _lines(unusable.problems, empty)
        raise Refused(_listed(path, lines)) from unusable


def not_found(missing: NoSample, path: Path | None, given: Given | None) -> Refused:
    """The refusal where no sample was found: by the given answers, where these are at fault."""
    evaluation = missing.evaluation
    if path is None or given is None:
        return Refused(
            f"{missing}. Try another --seed; if none works, look at the conditions and checks there."
        )
    if evaluation.stop is not None:
        title = evaluation.stop.spec.title.value
        return Refused(_listed(path, [f"the journey ends at the page `{evaluation.stop.page}`: {title}"]))
    return Refused(_listed(path, list(_lines(evaluation.blocking, evaluation)) or [str(missing)]))


def _lines(problems: Sequence[FieldProblem], evaluation: Evaluation) -> Iterator[str]:
    procedure = evaluation.procedure
    messages = Messages(Wording(procedure, procedure.spec.language))
    for problem in problems:
        # What was typed is shown as it was, however odd.
        values = {name: str(each) if name == "typed" else each for name, each in problem.values.items()}
        each = replace(problem, values=values)
        plain = ".".join(part for part in each.path.split(".") if not part.isdecimal())
        field = procedure.fields.get(plain)
        if each.check is not None:
            words = messages.of_check(each, evaluation.frame)
        elif field is not None:
            frame = evaluation.frame if field.binding.depth == 0 else [None] * 1000
            words = messages.of_field(each, field, frame)
        else:
            words = each.code.replace("_", " ")
        yield f"{each.path}: {words}"


def _listed(path: Path, lines: Sequence[str]) -> str:
    if len(lines) == 1:
        return f"{path}: {lines[0]}"
    return f"{len(lines)} things are wrong in {path}:\n" + "\n".join(f"  {each}" for each in lines)
