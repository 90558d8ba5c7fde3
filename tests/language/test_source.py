"""The text of a spec as nodes.

Requirements
1. Every word stays the text that was written: `no`, `yes`, `1.0`, `null` and dates too.
2. A value left out is an empty plain scalar; `blank` knows YAML's words for nothing.
3. Keys keep their order, and each key, value, item and collection its place.
4. Lines end with LF, CR LF or CR; a byte order mark is no character; columns count characters.
5. Bytes that are no text are refused at the byte: invalid UTF-8, UTF-16, control characters.
6. Limits: 1 MiB of text, 64 levels, 50,000 nodes, each refused at the place where it is passed.
7. Nothing that a file contains makes `parse` raise.
8. A spec of 600 lines is read in less than 10 ms.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.language.source import Document, Mapping, Scalar, Sequence, Span, parse


def root_of(text: str | bytes) -> Mapping:
    document = parse(text, "spec.yaml")
    assert document.problems == ()
    assert isinstance(document.root, Mapping)
    return document.root


def scalar(root: Mapping, key: str) -> Scalar:
    value = root.get(key)
    assert isinstance(value, Scalar)
    return value


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "1.0", "007", "0x1F", "1e3", "2026-01-01", "true", "12:30:45"]
)
def test_words_stay_text(word: str) -> None:
    """Requirement 1."""
    value = scalar(root_of(f"a: {word}\n"), "a")
    assert (value.value, value.style, value.blank) == (word, "plain", False)


@pytest.mark.parametrize(("written", "value"), [("", ""), ("~", "~"), ("null", "null")])
def test_nothing_written(written: str, value: str) -> None:
    """Requirements 1 and 2."""
    found = scalar(root_of(f"a: {written}\nb: c\n"), "a")
    assert (found.value, found.blank) == (value, True)


@pytest.mark.parametrize("written", ['""', "'null'", "|-\n  null", "nothing"])
def test_something_written(written: str) -> None:
    """Requirement 2."""
    assert not scalar(root_of(f"a: {written}\n"), "a").blank


def test_styles() -> None:
    """Requirement 1."""
    root = root_of("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: >\n  x\n")
    assert [scalar(root, key).style for key in "abcde"] == ["plain", "single", "double", "literal", "folded"]
    assert [scalar(root, key).value for key in "abcde"] == ["x", "x", "x", "x\n", "x\n"]


def test_order_and_places() -> None:
    """Requirement 3."""
    root = root_of("b: x\na:\n  - one\n  - {c: [d, e]}\n\n# end\n")
    assert [entry.key.value for entry in root.entries] == ["b", "a"]
    assert (root.span, root.flow) == (Span(1, 1, 4, 16), False)
    items = root.get("a")
    assert isinstance(items, Sequence)
    assert (items.span, items.flow) == (Span(3, 3, 4, 16), False)
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert (inner.span, inner.flow, inner.source) == (Span(4, 5, 4, 16), True, "{c: [d, e]}")
    assert inner.entries[0].key.span == Span(4, 6, 4, 7)
    letters = inner.get("c")
    assert isinstance(letters, Sequence)
    assert (letters.span, letters.flow) == (Span(4, 9, 4, 15), True)
    assert root.get("z") is None


def test_a_value_left_out_stands_after_its_colon() -> None:
    """Requirements 2 and 3."""
    assert scalar(root_of("a:\nb: c\n"), "a").span == Span(1, 3, 1, 3)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks(line_break: str) -> None:
    """Requirement 4."""
    text = line_break.join(["a: x", "", "b: |", "  one", "  two", "c: 'y'", ""])
    root = root_of(text)
    assert scalar(root, "b").value == "one\ntwo\n"
    assert scalar(root, "c").span == Span(6, 4, 6, 7)
    assert list(scalar(root, "c").document.lines) == ["a: x", "", "b: |", "  one", "  two", "c: 'y'", ""]


@pytest.mark.parametrize("mark", ["\ufeff", "\ufeff".encode()])
def test_byte_order_mark(mark: str | bytes) -> None:
    """Requirement 4."""
    root = root_of(mark + "a: é" if isinstance(mark, str) else mark + "a: é".encode())
    assert root.entries[0].key.span == Span(1, 1, 1, 2)
    assert root.document.text == "a: é"


def test_columns_count_characters() -> None:
    """Requirement 4."""
    root = root_of("é😀語: 👨‍👩‍👧 été\nb: c\n".encode())
    value = root.entries[0].value
    assert isinstance(value, Scalar)
    assert value.span == Span(1, 6, 1, 15)
    assert value.locate(6, 9) == Span(1, 12, 1, 15)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"a: b\nc: \xff\n", "S021", 2, 4),
        ("é: ".encode() + b"\xe9t\xe9\n", "S021", 1, 4),
        (b"a: \xc3", "S021", 1, 4),
        ("a: b".encode("utf-16"), "S021", 1, 1),
        (b"a: b\x00c", "S021", 1, 5),
        (b"\x00\xff\x00\xff", "S021", 1, 1),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "S021", 1, 1),
        (b"a: b\nc:\n  d: \x1b[31m\n", "S021", 3, 6),
        ("a: b\u2028c", "S021", 1, 5),
        ("a: b\x85c", "S021", 1, 5),
        ("a: b\ufeffc", "S021", 1, 5),
        ("a: \ud800", "S021", 1, 4),
    ],
)
def test_what_is_no_text(data: bytes | str, code: str, line: int, column: int) -> None:
    """Requirement 5."""
    document = parse(data, "spec.yaml")
    (problem,) = document.problems
    assert document.root is None
    assert (problem.code, problem.severity, problem.line, problem.column) == (code, "error", line, column)


def test_limit_of_size() -> None:
    """Requirement 6."""
    assert parse(b"#" * 1_048_571 + b"\na: b", "f").problems == ()
    (problem,) = parse(b"#" * 1_048_572 + b"\na: b", "f").problems
    assert (problem.code, problem.line, problem.column) == ("S022", 1, 1)


@pytest.mark.parametrize("nest", ["[{}]", "{{a: {}}}"])
def test_limit_of_depth(nest: str) -> None:
    """Requirement 6."""
    before, after = nest.replace("{{", "{").replace("}}", "}").split("{}")

    def nested(levels: int) -> str:
        return "a: " + before * (levels - 1) + "b" + after * (levels - 1)

    assert parse(nested(64), "f").problems == ()
    document = parse(nested(65), "f")
    (problem,) = document.problems
    assert document.root is None
    assert (problem.code, problem.line, problem.column) == ("S022", 1, 4 + 63 * len(before))


def test_limit_of_nodes() -> None:
    """Requirement 6: the root, then a key and a value a line."""
    lines = [f"k{number}: v\n" for number in range(25_000)]
    assert parse("".join(lines[:24_999]), "f").problems == ()
    document = parse("".join(lines), "f")
    (problem,) = document.problems
    assert document.root is None
    assert (problem.code, problem.line) == ("S022", 25_000)


def test_problems_are_not_piled_up_without_end() -> None:
    """Requirement 6: a hundred say enough."""
    assert len(parse("a: b\n" * 1000, "f").problems) == 100


@given(st.one_of(st.binary(max_size=60), st.text(alphabet="ab:- \n\t'\"[]{}#&*!|>%@`,?\\é\r0", max_size=40)))
def test_never_raises(data: bytes | str) -> None:
    """Requirements 5 and 7, and every problem stands in the text."""
    document = parse(data, "f")
    assert isinstance(document, Document)
    assert document.root is not None or document.problems
    for problem in document.problems:
        assert 1 <= problem.line <= len(document.lines)
        assert 1 <= problem.column <= len(document.lines[problem.line - 1]) + 1
        assert (problem.line, problem.column) <= (problem.end_line, problem.end_column)


def test_speed() -> None:
    """Requirement 8: the best of some runs, so that a busy machine does not decide."""
    field = (
        "  field_{0}:\n    type: choice\n    label: Situation familiale numéro {0}\n"
        '    when: marital_status is one of married, civil_union\n    hint: "Texte entre guillemets"\n'
        '    options:\n      married: Marié ou mariée\n      single: {{label: Célibataire, code: "2.d"}}\n'
        "    text: |\n      Un paragraphe de texte\n      sur deux lignes.\n"
    )
    text = ("formgen: 1\nfields:\n" + "".join(field.format(number) for number in range(55))).encode()
    assert text.count(b"\n") > 600
    assert parse(text, "f").problems == ()
