"""Where a scalar's characters stand in the file.

Requirements
1. `locate` finds the exact place of any part of a value: plain, quoted, literal and folded texts.
2. Folded line breaks, escapes, indentation indicators and chomping do not shift what follows them.
3. Columns count characters, whatever their width in bytes or in a terminal.
4. An empty part has an empty place, and offsets beyond the value are brought within it.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.language.source import Document, Mapping, Scalar, Sequence, Span, parse
from formgen.language.source.places import place_of

_WORD = st.text(alphabet="abcé語😀'\"\\:-", min_size=1, max_size=5)
_SAFE_WORD = st.text(alphabet="abcé語😀", min_size=1, max_size=5)
_BREAK = st.sampled_from(["\n", "\r\n"])


def scalar_of(text: str) -> Scalar:
    document = parse(text, "spec.yaml")
    assert document.problems == ()
    node = document.root
    while not isinstance(node, Scalar):
        assert node is not None
        node = node.entries[-1].value if isinstance(node, Mapping) else node.items[-1]
    return node


def text_at(document: Document, span: Span) -> str:
    start = document.line_starts[span.line - 1] + span.column - 1
    end = document.line_starts[span.end_line - 1] + span.end_column - 1
    return document.text[start:end]


def check_every_part(scalar: Scalar) -> None:
    """Every part is found; where it holds no folded or escaped character, it is the text in the file."""
    value = scalar.value
    for start in range(len(value)):
        one = text_at(scalar.document, scalar.locate(start, start + 1))
        assert one != ""
        if value[start] not in " \n'\"\\":
            assert one == value[start]
    words = value.replace("\n", " ").split(" ")
    offset = 0
    for word in words:
        if word and not set(word) & set("'\"\\"):
            assert text_at(scalar.document, scalar.locate(offset, offset + len(word))) == word
        offset += len(word) + 1


@given(
    lines=st.lists(st.lists(_SAFE_WORD, min_size=1, max_size=4), min_size=1, max_size=4),
    line_break=_BREAK,
    gaps=st.lists(st.integers(1, 3), min_size=4, max_size=4),
)
def test_plain_texts(lines: list[list[str]], line_break: str, gaps: list[int]) -> None:
    """Requirements 1, 2, 3."""
    rows = [("  " + " ".join(words) + " " * (gap - 1)) for words, gap in zip(lines, gaps, strict=False)]
    written = "".join(row + line_break * gap for row, gap in zip(rows, gaps, strict=False))
    check_every_part(scalar_of(f"clé: x{line_break}key: a{line_break}" + written + f"{line_break}"))


@given(
    lines=st.lists(st.lists(_WORD, min_size=1, max_size=4), min_size=1, max_size=4),
    line_break=_BREAK,
    gaps=st.lists(st.integers(1, 3), min_size=4, max_size=4),
    mark=st.sampled_from("'\""),
    escaped=st.booleans(),
)
def test_quoted_texts(
    lines: list[list[str]], line_break: str, gaps: list[int], mark: str, escaped: bool
) -> None:
    """Requirements 1, 2, 3."""
    rows = []
    for words in lines:
        row = " ".join(words)
        row = row.replace("'", "''") if mark == "'" else row.replace("\\", "\\\\").replace('"', '\\"')
        rows.append(
            row.replace("é", "\\u00e9").replace("😀", "\\U0001F600") if mark == '"' and escaped else row
        )
    written = rows[0]
    for row, gap in zip(rows[1:], gaps, strict=False):
        continued = "\\" if escaped and mark == '"' else " "
        written += continued + line_break * gap + "    " + row
    scalar = scalar_of(f"clé: [x, {mark}{written}{mark}]")
    places = [
        place_of(scalar.document.text, scalar.start, scalar.end, scalar.value, scalar.style, at, at + 1)
        for at in range(len(scalar.value))
    ]
    assert all(start < end for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    if not escaped or mark == "'":
        check_every_part(scalar)


@given(
    lines=st.lists(
        st.tuples(st.integers(0, 3), st.text(alphabet="ab é😀#:'\t", max_size=6)), min_size=1, max_size=6
    ),
    line_break=_BREAK,
    style=st.sampled_from("|>"),
    chomping=st.sampled_from(["", "-", "+"]),
    indicated=st.booleans(),
    newline_at_end=st.booleans(),
)
def test_block_texts(
    lines: list[tuple[int, str]],
    line_break: str,
    style: str,
    chomping: str,
    indicated: bool,
    newline_at_end: bool,
) -> None:
    """Requirements 1, 2, 3."""
    rows = [" " * more + text for more, text in lines]
    if not indicated:
        # Without an indicator the first line sets the indentation: it may not begin with a blank.
        rows = ["x" + rows[0], *rows[1:]]
    body = line_break.join("  " + row if row else "" for row in rows)
    header = style + ("2" if indicated else "") + chomping
    scalar = scalar_of(f"a: {header}  # note{line_break}{body}" + (line_break if newline_at_end else ""))
    places = [
        place_of(scalar.document.text, scalar.start, scalar.end, scalar.value, scalar.style, at, at + 1)
        for at in range(len(scalar.value))
    ]
    assert (scalar.start, scalar.end) not in places[:-1]
    for character, (start, end) in zip(scalar.value, places, strict=True):
        written = scalar.document.text[start:end]
        if character == "\n":
            assert written == line_break
        else:
            assert written == character or (
                style == ">" and character == " " and written.startswith(line_break)
            )
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("written", "part", "place"),
    [
        ("a: one two", "two", Span(1, 8, 1, 11)),
        ("é: 'l''été 😀 là'", "là", Span(1, 14, 1, 16)),
        ("a: one\n  two\n\n  three", "three", Span(4, 3, 4, 8)),
        ("a: one\n  two", "one two", Span(1, 4, 2, 6)),
        ('a: "x\\ty z"', "y", Span(1, 8, 1, 9)),
        ('a: "\\u00e9\\U0001F600\\x41 y"', "y", Span(1, 26, 1, 27)),
        ('a: "\\u00e9\\U0001F600\\x41 y"', "😀A", Span(1, 11, 1, 25)),
        ('a: "x\\\n    y z"', "z", Span(2, 7, 2, 8)),
        ("a: |\n  one\n  two\n", "two", Span(3, 3, 3, 6)),
        ("a: |2-\n\n    one\n  two\n", "two", Span(4, 3, 4, 6)),
        ("a: >\n  one\n  two\n\n    more\n  end\n", "end", Span(6, 3, 6, 6)),
        ("a: >-\n  one\n  two\n", "one two", Span(2, 3, 3, 6)),
        ("a: |\r\n  one\r\n  two\r\n", "two", Span(3, 3, 3, 6)),
        ("a:\n  - - |+\n      one\n\n", "one", Span(3, 7, 3, 10)),
    ],
)
def test_places_by_hand(written: str, part: str, place: Span) -> None:
    """Requirements 1, 2, 3."""
    scalar = scalar_of(written)
    start = scalar.value.index(part)
    assert scalar.locate(start, start + len(part)) == place


def test_empty_parts_and_offsets_out_of_the_value() -> None:
    """Requirement 4."""
    scalar = scalar_of("a: 'one'")
    assert scalar.locate(1, 1) == Span(1, 6, 1, 6)
    assert scalar.locate(3, 3) == Span(1, 8, 1, 8)
    assert scalar.locate(2, 99) == Span(1, 7, 1, 8)
    assert scalar.locate(-5, 1) == Span(1, 5, 1, 6)
    folded = scalar_of("a: one\n  two")
    assert folded.locate(7, 7) == Span(2, 6, 2, 6)
    assert scalar_of("a: |\n  x\n").locate(2, 2) == Span(3, 1, 3, 1)
    assert scalar_of("a: ''").locate(0, 0) == Span(1, 5, 1, 5)
    assert isinstance(parse("a: [x]", "f").root, Mapping | Sequence)
