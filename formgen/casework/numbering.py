"""The number of a request: drawn once within its scope, or a random reference where the spec has none."""

from __future__ import annotations

import secrets

from formgen.compiler.evaluation import Evaluation
from formgen.language.placeholders.check import resolve
from formgen.rendering.numbers import number_text
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
    return number_text(name, order, evaluation, wording)
