"""Problems of a spec, printed: for people, for programs, for GitHub's annotations."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from formgen.language.problems import Problem

_TAB_WIDTH = 4
_SHOWN_WIDTH = 100
_CUT = "…"
_RESET, _BOLD, _RED, _YELLOW, _CYAN = "\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[36m"


def as_text(problems: Iterable[Problem], sources: Mapping[str, Sequence[str]], colour: bool = False) -> str:
    """Each problem with its source line and a marker under it, and a closing count.

    `sources` gives the lines of each file, by the name that problems bear; a file that is not there is
    reported without its line. `colour` adds ANSI colours. Notices share one line at the end. Ends with a line
    feed; empty for no problems.
    """
    problems = list(problems)
    wrong = [each for each in problems if each.severity != "notice"]
    blocks = [_block(problem, sources.get(problem.file, ()), colour) for problem in wrong]
    if wrong:
        blocks.append(_count(wrong))
    notices = [each for each in problems if each.severity == "notice"]
    return "".join(f"{each}\n" for each in (*blocks, *_not_decided(notices)))


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of objects with `file`, `line`, `column`, `code`, `severity`, `message`, `hint`."""
    names = ("file", "line", "column", "code", "severity", "message", "hint")
    rows = [{name: getattr(problem, name) for name in names} for problem in problems]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands, one a line, which GitHub shows beside the changed lines.

    The escapes are those of GitHub's runner (`ActionCommand`): %, CR and LF everywhere, and in properties
    also the colon and the comma that end them.
    """
    return "".join(f"{_workflow_command(problem)}\n" for problem in problems)


def _workflow_command(problem: Problem) -> str:
    properties = {
        "file": problem.file,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.code,
    }
    written = ",".join(f"{name}={_escaped_property(value)}" for name, value in properties.items())
    text = problem.message if problem.hint is None else f"{problem.message}\n{problem.hint}"
    return f"::{problem.severity} {written}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _block(problem: Problem, lines: Sequence[str], colour: bool) -> str:
    tint = _RED if problem.severity == "error" else _YELLOW
    place = _painted(f"{problem.file}:{problem.line}:{problem.column}:", _BOLD, colour)
    kind = _painted(f"{problem.severity} {problem.code}:", _BOLD + tint, colour)
    rows = [f"{place} {kind} {_visible(problem.message)}"]
    if 1 <= problem.line <= len(lines):
        source, before, under = _excerpt(lines[problem.line - 1], problem)
        number = str(problem.line)
        gutter = " " * len(number)
        marker = _painted("^" * under, _BOLD + tint, colour)
        rows.append(f"  {number} | {source}".rstrip())
        rows.append(f"  {gutter} | {' ' * before}{marker}")
    if problem.hint:
        help_word = _painted("help:", _BOLD + _CYAN, colour)
        rows.append(f"  {help_word} {_visible(problem.hint)}")
    return "\n".join(rows) + "\n"


def _excerpt(line: str, problem: Problem) -> tuple[str, int, int]:
    """The line as shown, the width before the marker, and the marker's own (at least one)."""
    start = min(problem.column - 1, len(line))
    end = problem.end_column - 1 if problem.end_line == problem.line else len(line.rstrip())
    # A line may be a megabyte long; only what can be shown is looked at.
    skipped = max(0, start - 2 * _SHOWN_WIDTH)
    near = line[skipped : start + 2 * _SHOWN_WIDTH]
    start -= skipped
    end = max(start, min(end - skipped, len(near)))
    cells = _cells(near)
    first, last = _window(cells, start, end)
    shown = "".join(text for text, _ in cells[first:last])
    lead = _CUT if first or skipped else ""
    tail = _CUT if last < len(cells) or skipped + len(near) < len(line) else ""
    before = len(lead) + sum(width for _, width in cells[first:start])
    under = sum(width for _, width in cells[start : min(end, last)])
    return lead + shown + tail, before, max(under, 1)


def _cells(line: str) -> list[tuple[str, int]]:
    """Each character as it is shown, with the columns that it takes in a terminal."""
    cells: list[tuple[str, int]] = []
    column = 0
    for character in line:
        text, width = _shown(character, column)
        cells.append((text, width))
        column += width
    return cells


def _shown(character: str, column: int) -> tuple[str, int]:
    if character == "\t":
        width = _TAB_WIDTH - column % _TAB_WIDTH
        return " " * width, width
    category = unicodedata.category(character)
    if (
        category in ("Cc", "Cs", "Zl", "Zp")
        or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ):
        # A terminal would obey it: an escape sequence, or a mark that turns the line around.
        return "\ufffd", 1
    if category in ("Mn", "Me", "Cf"):
        return character, 0
    return character, 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _window(cells: Sequence[tuple[str, int]], start: int, end: int) -> tuple[int, int]:
    """Which characters of a long line are shown, the marked ones as near the middle as can be."""
    if sum(width for _, width in cells) <= _SHOWN_WIDTH:
        return 0, len(cells)
    marked = min(end - start, _SHOWN_WIDTH // 2)
    first = max(0, start - (_SHOWN_WIDTH - marked) // 2)
    width, last = 0, first
    while last < len(cells) and width + cells[last][1] <= _SHOWN_WIDTH:
        width += cells[last][1]
        last += 1
    while last == len(cells) and first > 0 and width + cells[first - 1][1] <= _SHOWN_WIDTH:
        first -= 1
        width += cells[first][1]
    return first, last


def _visible(text: str) -> str:
    """A sentence on one line, without characters that a terminal would obey."""
    return "".join(" " if character in "\r\n\t" else _shown(character, 0)[0] for character in text)


def _painted(text: str, colours: str, colour: bool) -> str:
    return f"{colours}{text}{_RESET}" if colour else text


def _not_decided(notices: Sequence[Problem]) -> list[str]:
    """One line for all that was not looked into to the end."""
    if not notices:
        return []
    several = len(notices) > 1
    places = ", ".join(f"{each.file}:{each.line}" for each in notices)
    what = f"{len(notices)} conditions were" if several else "1 condition was"
    reason = "each depends" if several else "it depends"
    return [f"{what} not decided, as {reason} on more than 20,000 combinations of answers: {places}"]


def _count(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [
        f"{number} {word}{'s' if number != 1 else ''}"
        for number, word in ((errors, "error"), (warnings, "warning"))
        if number
    ]
    files = len({problem.file for problem in problems})
    return f"{' and '.join(parts)} in {files} file{'s' if files != 1 else ''}."
