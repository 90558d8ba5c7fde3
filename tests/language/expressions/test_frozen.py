"""Classes of the trees.

1. Fields by position, by name and by default, those of the base first; anything else is refused.
2. They cannot be changed, only replaced; they are shown with their fields and matched by position.
"""

from __future__ import annotations

import pytest

from formgen.language.expressions.frozen import Frozen


class Place(Frozen):
    start: int


class Word(Place):
    text: str
    quoted: bool = False


def test_fields() -> None:  # 1
    word = Word(3, text="a")
    assert (word.start, word.text, word.quoted) == (3, "a", False)
    assert Word(3, "a", True).quoted is True
    for values, named in (
        ((), {}),
        ((1, "a", True, 4), {}),
        ((1, "a"), {"other": 2}),
        ((1, "a"), {"text": "b"}),
    ):
        with pytest.raises(TypeError):
            Word(*values, **named)


def test_frozen() -> None:  # 2
    word = Word(3, "a")
    with pytest.raises(AttributeError):
        word.text = "b"  # type: ignore[misc]  # - what is tested is that this is refused
    assert word.replaced(text="b").text == "b"
    assert word.text == "a"
    assert repr(word) == "Word(start=3, text='a', quoted=False)"
    match word:
        case Word(start, text, _):
            assert (start, text) == (3, "a")
        case _:
            pytest.fail("not matched by position")
