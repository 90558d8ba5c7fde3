"""The number of a request as its spec writes it."""

from __future__ import annotations

from typing import Any

from formgen.compiler.evaluation import Evaluation
from formgen.compiler.texts import compile_text
from formgen.language.expressions import INTEGER, Binding, Names
from formgen.language.placeholders import check_text, parse_text
from formgen.rendering.wording import Wording


def number_text(name: str, order: int, evaluation: Evaluation, wording: Wording) -> str:
    """`numbers.NAME` for the request that is the `order`-th of its scope."""
    procedure = evaluation.procedure
    # `order` stands in the slot that frames keep free, so that the frame of the dossier serves.
    frame: list[Any] = list(evaluation.frame)
    frame[0] = order
    names = Names({"order": Binding("order", INTEGER, 0)}, procedure.scope)
    checked = check_text(parse_text(procedure.spec.numbers[name].text.value), names)
    return compile_text(checked, wording.formatter, "line").text(frame)
