"""A line of text.

1. Blanks around and doubled are dropped, signs to ignore taken out, capitals made.
   Signs that nobody types go.
2. Length and pattern; a pattern holds for the whole text.
3. `confirm`: both must be the same once cleaned; the second is at fault.
4. A hostile pattern takes no more time than the text is long.
5. What is written, posted and collected is read as it was.
6. The bounds of a length fit each other: its longest is not below its shortest.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from formgen.language.read import read_text
from formgen.language.readers.patterns import BadPattern, compile_pattern, surely_good
from tests.language.fields.given import SPEC, given


@pytest.mark.parametrize(
    ("options", "typed", "value"),
    [
        ("", "  Jean  Paul ", "Jean Paul"),
        ("", "   ", None),
        ("", "a\x00b\u200bc", "abc"),
        ("", "a\tb\nc", "a b c"),
        (', ignore: " -"', "59 03-00 6620", "59030066 20".replace(" ", "")),
        (", case: upper", "ab 12é", "AB 12É"),
        (", case: lower", "ÀB", "àb"),
    ],
)
def test_cleaned(options: str, typed: str, value: str | None) -> None:  # 1
    assert given(f"type: text, label: A{options}").read(typed) == value


@pytest.mark.parametrize(
    ("options", "typed", "code"),
    [
        ("", "x" * 200, ""),
        ("", "x" * 201, "too_long"),
        ("length: {max: 3}", "abcd", "too_long"),
        ("length: {min: 3}", "ab", "too_short"),
        ('pattern: "[0-9]{3}"', "123", ""),
        ('pattern: "[0-9]{3}"', "1234", "pattern"),
        ('pattern: "[0-9]{3}"', "a123", "pattern"),
        ('pattern: "a|b"', "ab", "pattern"),
        ('pattern: "a|b"', "b", ""),
    ],
)
def test_limits(options: str, typed: str, code: str) -> None:  # 2
    assert given(f"type: text, label: A{', ' if options else ''}{options}").code(typed) == code


_ATOM = st.sampled_from(["a", "Z", "0", " ", "[A-Z0-9]", "[a-f]", "[0-9]", "[ab]", "(", ")", "|", ".", "é"])
_TIMES = st.sampled_from(["", "?", "+", "*", "{2}", "{2,5}", "{5,2}", "{2,}", "{99}"])


@for_all(st.lists(st.tuples(_ATOM, _TIMES), max_size=6).map(lambda parts: "".join(map("".join, parts))))
def test_what_is_taken_for_a_good_pattern_is_one(pattern: str) -> None:  # 2
    if surely_good(pattern):
        compile_pattern(pattern)


def test_plain_patterns_are_known_for_good() -> None:  # 2
    assert surely_good("[A-Z0-9]{9,12}")
    assert not surely_good("[0-9]{3,2}")


def test_a_pattern_ends_where_the_text_ends() -> None:  # 2
    matches = compile_pattern("[0-9]{3}")
    assert matches("123")
    assert not matches("123\n")
    assert not matches("\n123")
    # Digits of other scripts are no digits here.
    assert not matches("\u0661\u0662\u0663")


@pytest.mark.parametrize("pattern", ["a)|(b", "(?x)a #", "(", "[", r"\1", "(?=a)"])
def test_a_pattern_cannot_escape_its_anchors(pattern: str) -> None:  # 2
    with pytest.raises(BadPattern):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"": "abc", "again": " abc "}, ("", ())),
        ({"": "abc", "again": "abd"}, ("not_same_twice", ("again",))),
        ({"": "abc"}, ("not_same_twice", ("again",))),
        ({"": "", "again": "abc"}, ("not_same_twice", ("again",))),
        # Prefilled from a source: one text stands for both.
        ("abc", ("", ())),
    ],
)
def test_typed_twice(entry: object, expected: tuple[str, tuple[str, ...]]) -> None:  # 3
    assert given("type: text, label: A, confirm: true").fault(entry) == expected


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*c", "(.*a){12}x"])
def test_linear_time(pattern: str) -> None:  # 4
    matches = compile_pattern(pattern)
    begun = time.perf_counter()
    assert not matches("a" * 20_000)
    assert time.perf_counter() - begun < 1


@for_all(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=200))
def test_round_trip(value: str) -> None:  # 5
    for options in ("", ", confirm: true"):
        assert given(f"type: text, label: A{options}").posted(value) == value


@pytest.mark.parametrize(
    ("bounds", "codes"),
    [("min: 3, max: 2", ["S017"]), ("min: 3, max: 3", []), ("min: 3", []), ("max: 2", [])],
)
def test_bounds_of_length(bounds: str, codes: list[str]) -> None:  # 6
    yaml = SPEC.replace("{FIELD}", f"{{type: text, label: A, length: {{{bounds}}}}}")
    assert [each.code for each in read_text(yaml, "given.yaml").problems] == codes
