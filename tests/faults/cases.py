"""Faults as they are written in `*.txt`: an edit of a real spec, with marks where problems must be told.

    base examples/village_hall.yaml     # for this case and those below it

    row 10: two letters change places
    -    when: guests > 50
    +    when: ⟦N101⟧geusts > 50
    ? Did you mean `guests`

`row` counts in the table of authors' mistakes; `also` stands where a mistake is not in it. Lines of an edit
are whole lines: `-` is taken out, `+` is put in, a blank before a line leaves it and only says where. Lines in
a row must stand in a row in the base, and only once; `...` begins another edit, further down or up.
`@@ FILE` edits another file beside the spec, `@@` the spec again; `@@ FILE: none` deletes it. A mark ⟦CODE⟧ stands
where a problem begins, and everything told must have a mark. `?` is a part of what is said or advised there, one
line for each that matters. `base FILE untranslated` leaves its translations
out, so that a new text is no second mistake. `as: cp1252` saves the spec so; `as: crlf` ends its lines so.
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
        """The edited files by name, the spec's always among them, and what must be told of them."""
        names = dict.fromkeys([self.base.name, *(each.file for each in self.edits)])
        marked = {name: (self.base.parent / name).read_text("utf-8") for name in names}
        if self.untranslated:
            marked[self.base.name] = _TRANSLATIONS.sub("", marked[self.base.name])
        for edit in self.edits:
            marked[edit.file] = self._edited(marked[edit.file], edit)
        texts = {name: _MARK.sub("", text) for name, text in marked.items()}
        return texts, sorted(told for name, text in marked.items() for told in _told(name, text))

    def _edited(self, text: str, edit: Edit) -> str:
        # A mark of an edit before this one may stand in the lines that say where this one is.
        before = "".join(f"{_MARK.sub('', line)}\n" for line in edit.before)
        places = [found.start() for found in re.finditer(f"^{re.escape(before)}", text, re.MULTILINE)]
        if len(places) != 1:
            raise ValueError(
                f"{self.source}:{self.line}: these lines stand {len(places)} times in {edit.file}:\n{before}"
            )
        after = "".join(f"{line}\n" for line in edit.after)
        return text[: places[0]] + after + text[places[0] + len(before) :]

    def loaded(self, folder: Path) -> tuple[Loaded, list[Told]]:
        """What is told of the fault and what must be. `folder` is for the files of an edit beside the spec."""
        texts, expected = self.files()
        spec = texts.pop(self.base.name).replace("\n", "\r\n" if self.saved == "crlf" else "\n")
        data = spec.encode("utf-8" if self.saved == "crlf" else self.saved)
        if texts or self.without:
            kept = shutil.ignore_patterns("*.yaml", *texts, *self.without)
            shutil.copytree(self.base.parent, folder, dirs_exist_ok=True, ignore=kept)
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


def read(source: str, text: str) -> Iterator[Fault]:
    """The faults of one file. Raises ValueError at a line that has no meaning here."""
    base = Path()
    untranslated = False
    fault: Fault | None = None
    edit: Edit | None = None
    for at, line in enumerate(text.split("\n"), 1):
        if fault is not None and edit is not None and line[:1] in ("-", "+", " "):
            if line[0] != "+":
                edit.before.append(line[1:])
            if line[0] != "-":
                edit.after.append(line[1:])
            continue
        if head := _HEAD.fullmatch(line):
            if fault is not None:
                yield fault
            fault = Fault(source, at, base, untranslated, int(head["row"] or 0), head["title"])
            edit = _next(fault, base.name)
            continue
        word, _, rest = line.partition(" ")
        match word, fault:
            case "base", _:
                file, _, without = rest.partition(" ")
                base, untranslated = ROOT / file, without == "untranslated"
            case (("" | "#"), _):
                pass
            case "...", Fault():
                edit = _next(fault, edit.file if edit else base.name)
            case "@@", Fault() if rest.endswith(": none"):
                fault.without.append(rest.removesuffix(": none"))
            case "@@", Fault():
                edit = _next(fault, rest or base.name)
            case "as:", Fault():
                fault.saved = rest
            case "?", Fault():
                fault.said.append(rest)
            case _:
                raise ValueError(f"{source}:{at}: {line!r} says nothing here")
    if fault is not None:
        yield fault


def _next(fault: Fault, file: str) -> Edit:
    """A further edit, in the place of one that says nothing yet."""
    if fault.edits and not fault.edits[-1].before and not fault.edits[-1].after:
        fault.edits.pop()
    fault.edits.append(Edit(file))
    return fault.edits[-1]
