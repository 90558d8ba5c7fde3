"""Problems printed.

Requirements
1. For people: place, severity, code, sentence; the line; a marker under the characters; help; a count.
2. The marker stays under its characters beside tabs, wide and combining characters, in long lines.
3. Colours only when asked for, and nothing that a file contains can steer a terminal.
4. JSON: a list of objects with exactly file, line, column, code, severity, message, hint.
5. GitHub: one workflow command a problem, escaped as its runner reads it.
"""

from __future__ import annotations

import json

import pytest

from formgen.language.problems import Problem
from formgen.language.source import parse
from formgen.report import as_github, as_json, as_text


def problem(
    column: int = 1, end_column: int = 2, line: int = 1, end_line: int | None = None, hint: str | None = None
) -> Problem:
    end = line if end_line is None else end_line
    return Problem("S004", "error", "Quote it.", hint, "spec.yaml", line, column, end, end_column)


def marked(line: str, column: int, end_column: int) -> tuple[str, str]:
    """The source row and the marker row, without their gutters."""
    rows = as_text([problem(column, end_column)], {"spec.yaml": [line]}).splitlines()
    return rows[1].removeprefix("  1 | "), rows[2].removeprefix("    | ")


def test_for_people() -> None:
    """Requirement 1."""
    document = parse("a: b\nlabel: Remarque : facultative\nhint: Bâtiment #3\n", "specs/a.yaml")
    assert as_text(document.problems, {"specs/a.yaml": document.lines}) == (
        'specs/a.yaml:2:16: error S004: A text with " : " in it must be quoted.\n'
        "  2 | label: Remarque : facultative\n"
        "    |                ^^^\n"
        '  help: Quote it: label: "Remarque : facultative"\n'
        "\n"
        'specs/a.yaml:3:16: warning S002: Everything after " #" is a comment: the text reads "Bâtiment".\n'
        "  3 | hint: Bâtiment #3\n"
        "    |                ^^\n"
        '  help: Quote the text: hint: "Bâtiment #3"; a comment has a blank after its #.\n'
        "\n"
        "1 error and 1 warning in 1 file.\n"
    )


def test_nothing_wrong() -> None:
    """Requirement 1."""
    assert as_text([], {}) == ""


def test_count() -> None:
    """Requirement 1."""
    assert as_text([problem(), problem()], {}).endswith("\n2 errors in 1 file.\n")


@pytest.mark.parametrize("lines", [[], ["only one line"]])
def test_line_that_is_not_there(lines: list[str]) -> None:
    """Requirement 1: the sentence alone."""
    text = as_text([problem(line=9)], {"spec.yaml": lines})
    assert text == "spec.yaml:9:1: error S004: Quote it.\n\n1 error in 1 file.\n"


def test_span_over_lines_is_marked_to_the_end_of_its_first() -> None:
    """Requirement 1."""
    text = as_text([problem(3, 1, 1, 3)], {"spec.yaml": ["ab cdef  ", "", "x"]})
    assert "    |   ^^^^^\n" in text


@pytest.mark.parametrize(
    ("line", "column", "end_column", "shown", "marker"),
    [
        ("a: bcd", 4, 7, "a: bcd", "   ^^^"),
        ("a: bcd", 4, 4, "a: bcd", "   ^"),
        ("a: bcd", 7, 7, "a: bcd", "      ^"),
        ("a: bcd", 40, 50, "a: bcd", "      ^"),
        ("\ta: b", 5, 6, "    a: b", "       ^"),
        ("a\tb", 3, 4, "a   b", "    ^"),
        ("語: 漢字x", 4, 6, "語: 漢字x", "    ^^^^"),
        ("😀 b", 3, 4, "😀 b", "   ^"),
        ("e\u0301te\u0301 b", 7, 8, "e\u0301te\u0301 b", "    ^"),
        ("\x1b[31m b", 7, 8, "\ufffd[31m b", "      ^"),
        ("a\u202eb c", 5, 6, "a\ufffdb c", "    ^"),
    ],
)
def test_marker(line: str, column: int, end_column: int, shown: str, marker: str) -> None:
    """Requirements 2 and 3."""
    assert marked(line, column, end_column) == (shown, marker)


@pytest.mark.parametrize("column", [1, 40, 500, 990, 1000])
def test_long_lines_are_cut_around_the_marker(column: int) -> None:
    """Requirement 2."""
    line = "".join(chr(ord("a") + number % 26) for number in range(1000))
    shown, marker = marked(line, column, column + 1)
    assert len(shown) <= 102
    assert shown[marker.index("^")] == line[column - 1]
    assert shown.startswith("…") == (column > 40)
    assert shown.endswith("…") == (column < 990)


def test_marker_longer_than_what_is_shown() -> None:
    """Requirement 2."""
    shown, marker = marked("x" * 1000, 10, 900)
    assert len(marker) <= len(shown) <= 102


def test_colour_only_when_asked_for() -> None:
    """Requirement 3."""
    plain = as_text([problem(hint="So.")], {"spec.yaml": ["a"]})
    coloured = as_text([problem(hint="So.")], {"spec.yaml": ["a"]}, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1m\x1b[31merror S004:\x1b[0m" in coloured
    for colour in ("\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[36m"):
        coloured = coloured.replace(colour, "")
    assert coloured == plain


def test_json() -> None:
    """Requirement 4."""
    assert json.loads(as_json([problem(hint='"é"'), problem(2)])) == [
        {
            "file": "spec.yaml",
            "line": 1,
            "column": 1,
            "code": "S004",
            "severity": "error",
            "message": "Quote it.",
            "hint": '"é"',
        },
        {
            "file": "spec.yaml",
            "line": 1,
            "column": 2,
            "code": "S004",
            "severity": "error",
            "message": "Quote it.",
            "hint": None,
        },
    ]
    assert json.loads(as_json([])) == []


def test_github() -> None:
    """Requirement 5."""
    awkward = Problem("S002", "warning", "50 % lost\r\n: here, there", "Mend.", "a,b:c%.yaml", 3, 7, 3, 9)
    assert as_github([problem(), awkward]) == (
        "::error file=spec.yaml,line=1,col=1,title=S004::Quote it.\n"
        "::warning file=a%2Cb%3Ac%25.yaml,line=3,col=7,title=S002::50 %25 lost%0D%0A: here, there%0AMend.\n"
    )
    assert as_github([]) == ""
