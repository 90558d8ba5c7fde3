"""Faults as they are written in `*.txt`: an edit of a real spec, with marks where problems must be told.

    base examples/village_hall.yaml     # for the cases below it

    row 10: two letters change places
    -    when: guests > 50
    +    when: ⟦N101⟧geusts > 50
    ? Did you mean `guests`

`row` counts in the table of authors' mistakes; `also` stands where a mistake is not in it. Lines of an edit
are whole lines: `-` is taken out, `+` is put in, a blank before a line leaves it and only says where. Lines
in a row stand in a row in the base, and only once; `...` begins another edit, further down or up.
`@@ FILE` edits another file beside the spec, `@@ FILE: none` deletes it. A mark ⟦CODE⟧ stands where a problem
begins, and everything that is told has a mark. `?` is a part of what is said or advised, one line for each
that matters.

`base FILE untranslated` leaves its translations out, so that a new text is no second mistake. `as: cp1252`
saves the spec so, `as: crlf` ends its lines so.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from formgen.compiler.load import Loaded, load_text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
_MARK = re.compile(r"⟦([A-Z][0-9]{3})⟧")
_TRANSLATIONS = re.compile(r"^translations: .*\n", re.MULTILINE)
_HEAD = re.compile(r"(?:row (?P<row>[0-9]+)|also): (?P<title>.+)")


@dataclass(frozen=True, order=True)
class Told:
    """A problem by its code and place; lines and columns count from 1."""

    file: str
    line: int
    column: int
    code: str


@dataclass
class Edit:
    """Lines before and after, in one file; marks are still in them."""

    file: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass
class Fault:
    """One mistake of an author. `row` is 0 where the table of mistakes has none."""

    source: str
    line: int
    base: Path
    untranslated: bool
    row: int
    title: str
    edits: list[Edit] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    saved: str = "utf-8"
    without: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What a failing test is called."""
        return f"{self.source}:{self.line} {self.title}"

    def files(self) -> tuple[dict[str, str], list[Told]]:
        """The edited files by name, the spec's always among them, and what must be told of them.

        Raises ValueError when the lines of an edit do not stand once in their file.
        """
        names = dict.fromkeys([self.base.name, *(each.file for each in self.edits)])
        marked = {name: (self.base.parent / name).read_text("utf-8") for name in names}
        if self.untranslated:
            marked[self.base.name] = _TRANSLATIONS.sub("", marked[self.base.name])
        for edit in self.edits:
            marked[edit.file] = self._edited(marked[edit.file], edit)
        texts = {name: _MARK.sub("", text) for name, text in marked.items()}
        return texts, sorted(told for name, text in marked.items() for told in _told(name, text))

    def _edited(self, text: str, edit: Edit) -> str:
        before = "".join(f"{_MARK.sub('', line)}\n" for line in edit.before)
        places = [found.start() for found in re.finditer(f"^{re.escape(before)}", text, re.MULTILINE)]
        if len(places) != 1:
            where = f"{self.source}:{self.line}"
            raise ValueError(f"{where}: these lines stand {len(places)} times in {edit.file}:\n{before}")
        after = "".join(f"{line}\n" for line in edit.after)
        return text[: places[0]] + after + text[places[0] + len(before) :]

    def loaded(self, folder: Path) -> tuple[Loaded, list[Told]]:
        """What is told of it, and what must be. `folder`, an empty one, is for edits beside the spec."""
        texts, expected = self.files()
        spec = texts.pop(self.base.name).replace("\n", "\r\n" if self.saved == "crlf" else "\n")
        data = spec.encode("utf-8" if self.saved == "crlf" else self.saved)
        if texts or self.without:
            ignored = shutil.ignore_patterns("*.yaml", *texts, *self.without)
            shutil.copytree(self.base.parent, folder, dirs_exist_ok=True, ignore=ignored)
            for name, text in texts.items():
                (folder / name).write_text(text, "utf-8")
        else:
            folder = self.base.parent
        return load_text(data, str(folder / self.base.name), folder), expected


def _told(name: str, marked: str) -> Iterator[Told]:
    for at, line in enumerate(marked.split("\n"), 1):
        taken = 0
        for mark in _MARK.finditer(line):
            yield Told(name, at, mark.start() - taken + 1, mark[1])
            taken += len(mark[0])


def faults() -> list[Fault]:
    """All faults, file by file."""
    return [
        fault for path in sorted(HERE.glob("*.txt")) for fault in read(path.name, path.read_text("utf-8"))
    ]


def read(source: str, text: str) -> list[Fault]:
    """The faults of one file. Raises ValueError at a line that has no meaning here."""
    reader = _Reader(source)
    for at, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#") and not reader.edit(line) and not reader.head(line, at):
            reader.directive(line, at)
    return reader.faults


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.base = Path()
        self.untranslated = False
        self.faults: list[Fault] = []

    def edit(self, line: str) -> bool:
        """Whether the line is one of an edit, which it then joins."""
        if line[0] not in "-+ " or not self.faults:
            return False
        edit = self.faults[-1].edits[-1]
        if line[0] != "+":
            edit.before.append(line[1:])
        if line[0] != "-":
            edit.after.append(line[1:])
        return True

    def head(self, line: str, at: int) -> bool:
        """Whether the line begins a case."""
        found = _HEAD.fullmatch(line)
        if found is not None:
            row = int(found["row"] or 0)
            fault = Fault(self.source, at, self.base, self.untranslated, row, found["title"])
            fault.edits.append(Edit(self.base.name))
            self.faults.append(fault)
        return found is not None

    def directive(self, line: str, at: int) -> None:
        """Any other line."""
        word, _, rest = line.partition(" ")
        if word == "base":
            file, _, how = rest.partition(" ")
            self.base, self.untranslated = ROOT / file, how == "untranslated"
            return
        fault = self.faults[-1] if self.faults else None
        if word == "?" and fault is not None:
            fault.said.append(rest)
        elif word == "as:" and fault is not None:
            fault.saved = rest
        elif word == "@@" and fault is not None and rest.endswith(": none"):
            fault.without.append(rest.removesuffix(": none"))
        elif word in ("@@", "...") and fault is not None:
            last = fault.edits[-1]
            if not last.before and not last.after:
                fault.edits.pop()
            fault.edits.append(Edit(rest or last.file))
        else:
            raise ValueError(f"{self.source}:{at}: {line!r} says nothing here")
