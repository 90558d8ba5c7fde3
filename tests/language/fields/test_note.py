"""A text among the questions.

1. It needs a text and no label.
2. Nothing is answered: keys about an answer are not known.
"""

from __future__ import annotations

import pytest

from formgen.language.read import read_text
from tests.language.fields.given import SPEC


def codes(yaml: str) -> list[str]:
    return [each.code for each in read_text(SPEC.replace("{FIELD}", f"{{{yaml}}}"), "given.yaml").problems]


def test_text() -> None:  # 1
    assert codes("type: note, text: Hello") == []
    assert codes("type: note, label: Hello") == ["S012"]


@pytest.mark.parametrize("key", ["required: true", "default: x", "errors: {empty: E}", "sensitive: true"])
def test_no_answer(key: str) -> None:  # 2
    assert codes(f"type: note, text: Hello, {key}") == ["S008"]
