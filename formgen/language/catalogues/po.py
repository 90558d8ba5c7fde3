"""Gettext catalogues (PO files), read and written with the place of every entry.

Only what catalogues of texts hold is read: comments, `msgctxt`, `msgid`, `msgid_plural`, `msgstr` and
`msgstr[n]`, in UTF-8. Format: the GNU gettext manual, "The Format of PO Files". Read here and not by
a library because `formgen check` reads a catalogue beside every spec: this takes 3 ms for 600
entries and says where an entry is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from formgen.language.catalogues.slips import what_is_wrong
from formgen.language.problems import Problem, Severity

SYNTAX: Final = "X711"

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[([0-9])\])?\s*(?=")')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*\Z')
_CHARACTER = re.compile(r"\\.|[^\\]|\\\Z", re.DOTALL)
_WHAT: Final = {"msgid": "the words of the spec", "msgstr": "the translation"}
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A text and its translation. `line` is that of `msgid`, from 1; `context_line` that of `msgctxt`."""

    context: str
    id: str
    strings: tuple[str, ...]
    """The translation; its plural forms where the entry has a plural."""
    plural: str | None
    fuzzy: bool
    line: int
    string_line: int
    context_line: int = 0
    pieces: tuple[tuple[int, int, str], ...] = field(default=(), compare=False, repr=False)
    """How the translation is written: line, column and characters between quotes, row by row."""

    def locate(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, where a character of the translation is written."""
        for line, column, written in self.pieces:
            for found in _CHARACTER.finditer(written):
                if not offset:
                    return line, column + found.start()
                offset -= 1
        return self.string_line, 1

    @property
    def string(self) -> str:
        """The translation; "" where there is none yet."""
        return self.strings[0] if self.strings else ""


@dataclass(frozen=True, slots=True)
class PoFile:
    """A catalogue as it was read; `header` holds its fields, such as "Plural-Forms"."""

    name: str
    entries: tuple[Entry, ...]
    header: dict[str, str]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    """Places whose entries could not be read: they are not missing besides."""

    def problem(
        self, code: str, severity: Severity, line: int, message: str, hint: str | None = None
    ) -> Problem:
        """A problem of a line of this file."""
        return Problem(code, severity, message, hint, self.name, line, 1, line + 1, 1)

    def problem_in(
        self,
        entry: Entry,
        start: int,
        end: int,
        code: str,
        severity: Severity,
        message: str,
        hint: str | None,
    ) -> Problem:
        """A problem of a part of a translation, given by its offsets."""
        first = entry.locate(start)
        last_line, last_column = entry.locate(max(start, end - 1))
        return Problem(code, severity, message, hint, self.name, *first, last_line, last_column + 1)


def read_po(data: bytes | str, name: str) -> PoFile:
    """Read a catalogue; `name` is the path shown in problems. Never raises on content."""
    reader = _Reader(name)
    text = data if isinstance(data, str) else reader.decoded(data)
    for number, line in enumerate(text.split("\n"), 1):
        reader.line(line, number)
    reader.finish()
    header = next((entry.string for entry in reader.entries if not entry.id), "")
    fields = dict(line.split(": ", 1) for line in header.splitlines() if ": " in line)
    entries = tuple(entry for entry in reader.entries if entry.id)
    return PoFile(name, entries, fields, tuple(reader.problems), frozenset(reader.unread))


@dataclass(slots=True)
class _Draft:
    strings: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    pieces: list[tuple[int, int, str]] = field(default_factory=list)
    fuzzy: bool = False
    broken: bool = False
    """A fault of this entry is told: what else seems wrong in it may come of that."""


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.draft = _Draft()
        self.current = ""
        self.seen: dict[tuple[str, str], int] = {}
        self.unread: set[str] = set()

    def decoded(self, data: bytes) -> str:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            self.report(line, "This file is not UTF-8.", "Save it as UTF-8.")
            return data.decode("utf-8", "replace")

    def line(self, raw: str, number: int) -> None:
        line = raw.strip(" \t\r")
        if not line or line.startswith("#"):
            if "msgstr0" in self.draft.strings or self.draft.broken:
                self.finish()
            self.current = ""
            if line.startswith("#,") and "fuzzy" in line:
                self.draft.fuzzy = True
            return
        match = _KEYWORD.match(line)
        if match is not None:
            self.keyword(match[1], match[2], number)
            line = line[match.end() :]
        string = _STRING.match(line)
        if string is None or not self.current:
            self.no_part(raw, line, number)
            return
        if self.current == "msgstr0":
            self.draft.pieces.append((number, raw.rindex(line) + 2, string[1]))
        self.draft.strings[self.current] += _unescaped(string[1])

    def no_part(self, raw: str, line: str, number: int) -> None:
        """A line that cannot be read: its entry is left, so that one slip is one message."""
        if not self.draft.broken:
            column, message, hint = what_is_wrong(line)
            start = raw.rindex(line) + column
            problem = Problem(SYNTAX, "error", message, hint, self.name, number, start, number + 1, 1)
            self.problems.append(problem)
            self.draft.broken = True

    def keyword(self, keyword: str, index: str | None, number: int) -> None:
        broken = self.draft.broken and keyword in self.draft.strings
        if keyword in {"msgctxt", "msgid"} and ("msgstr0" in self.draft.strings or broken):
            self.finish()
        self.current = f"msgstr{index or 0}" if keyword == "msgstr" else keyword
        if self.current in self.draft.strings:
            self.report(
                number, f"`{keyword}` is written twice in this entry.", "Part the entries by an empty line."
            )
            self.draft.broken = True
        self.draft.strings[self.current] = ""
        self.draft.lines.setdefault(self.current, number)

    def finish(self) -> None:
        draft, self.draft, self.current = self.draft, _Draft(), ""
        if draft.broken:
            self.unread.add(draft.strings.get("msgctxt", ""))
        if not draft.strings or draft.broken:
            return
        line = draft.lines.get("msgid", min(draft.lines.values()))
        if "msgid" not in draft.strings or "msgstr0" not in draft.strings:
            missing = "msgid" if "msgid" not in draft.strings else "msgstr"
            hint = f"Write {missing} and {_WHAT[missing]} in quotes, on a line of its own."
            self.report(line, f"This entry has no `{missing}`.", hint)
            return
        context, id_ = draft.strings.get("msgctxt", ""), draft.strings["msgid"]
        if (context, id_) in self.seen:
            first = self.seen[context, id_]
            self.report(
                line, f"This text is translated twice; the first time at line {first}.", "Delete one."
            )
            return
        self.seen[context, id_] = line
        strings = tuple(text for key, text in sorted(draft.strings.items()) if key.startswith("msgstr"))
        plural = draft.strings.get("msgid_plural")
        where = draft.lines.get("msgctxt", line)
        self.entries.append(
            Entry(
                context,
                id_,
                strings,
                plural,
                draft.fuzzy,
                line,
                draft.lines["msgstr0"],
                where,
                tuple(draft.pieces),
            )
        )

    def report(self, line: int, message: str, hint: str | None) -> None:
        self.problems.append(Problem(SYNTAX, "error", message, hint, self.name, line, 1, line + 1, 1))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[0]), text) if "\\" in text else text


def write_po(language: str, entries: Iterable[tuple[str, str, str]]) -> str:
    """A catalogue of (context, text, translation) in the order given; an empty translation is still to do."""
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    blocks = [
        f"msgctxt {_quoted(context)}\nmsgid {_quoted(text)}\nmsgstr {_quoted(translation)}\n"
        for context, text, translation in entries
    ]
    return "\n".join([header, *blocks])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    lines = escaped.split("\n")
    if len(lines) == 1:
        return f'"{escaped}"'
    pieces = [line + "\\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return '""\n' + "\n".join(f'"{piece}"' for piece in pieces)
