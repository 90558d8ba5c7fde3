"""The number of a request: drawn once within its scope, or a random reference where the spec has none."""

from __future__ import annotations

import secrets
from typing import Any

from formgen.compiler.evaluation import Evaluation
from formgen.compiler.texts import compile_text
from formgen.language.expressions import INTEGER, Binding, Names
from formgen.language.placeholders import check_text, parse_text
from formgen.language.placeholders.check import resolve
from formgen.rendering.wording import Wording
from formgen.storage.queries.numbers import draw_order
from formgen.storage.statement import Connection

# Crockford's base 32 without the letters that are taken for digits.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP_LENGTH = 3, 4


def random_reference() -> str:
    """Twelve random characters in groups, fit to be read aloud: "K7QM-2XWD-94HF" (59 bits)."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def draw_number(connection: Connection, name: str, evaluation: Evaluation, wording: Wording) -> str:
    """The next number of the spec's `numbers.NAME`, in the transaction that files the dossier."""
    procedure = evaluation.procedure
    number = procedure.spec.numbers[name]
    scope = f"{procedure.id}/{name}"
    if number.order_within is not None:
        binding = resolve(tuple(number.order_within.value.split(".")), procedure.scope)
        assert binding is not None, "names of a compiled spec are known"
        scope = f"{scope}/{evaluation.frame[binding.slot]}"
    order = draw_order(connection, scope)
    # `order` stands in the slot that frames keep free, so that the frame of the dossier serves.
    frame: list[Any] = list(evaluation.frame)
    frame[0] = order
    names = Names({"order": Binding("order", INTEGER, 0)}, procedure.scope)
    checked = check_text(parse_text(number.text.value), names)
    return compile_text(checked, wording.formatter, "line").text(frame)
