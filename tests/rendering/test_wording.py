"""Texts and values of a procedure for readers of one language.

1. A chosen option is shown by its label in the reader's language, wherever a value is shown.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.compiler.load import compile_file
from formgen.rendering.wording import Wording

LICENCE = Path(__file__).parents[2] / "examples" / "food_licence.yaml"


@pytest.mark.parametrize(
    ("language", "place", "sold"),
    [
        ("en", "At a market", "Food and Drinks with alcohol"),
        ("fr", "Au marché", "De la nourriture et Des boissons alcoolisées"),
    ],
)
def test_options_are_shown_in_the_readers_language(language: str, place: str, sold: str) -> None:  # 1
    procedure = compile_file(LICENCE)
    write = Wording(procedure, language).formatter.writer
    one, several = procedure.fields["place"].binding, procedure.fields["sells"].binding
    assert write(one.type, one.name)("market") == place
    assert write(several.type, several.name)(frozenset({"alcohol", "food"})) == sold
