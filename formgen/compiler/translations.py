"""The catalogues beside a spec: whether each is there, says what the spec says, and can be compiled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from formgen.checks import vague_link
from formgen.language.catalogues import (
    Catalogue,
    Entry,
    PoFile,
    catalogue_path,
    catalogue_problems,
    read_po,
)
from formgen.language.catalogues.catalogue import MISSING_FILE
from formgen.language.placeholders import CheckedText, Fault, check_text, parse_text
from formgen.language.problems import Problem
from formgen.language.readers import Text
from formgen.language.resolution import Resolution
from formgen.language.resolution.fragments import expand, origin
from formgen.language.source import Sequence as WrittenSequence

NOT_TRANSLATED: Final = "numbers."
"""Numbers are the same in every language."""


class Translations:
    """What was found in the catalogues of a spec: `problems`, and the lines of each by its path."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution
        self.problems: list[Problem] = []
        self.lines: dict[str, Sequence[str]] = {}
        written = resolution.spec.node.get("translations")
        for place, language in enumerate(resolution.spec.translations):
            path = Path(catalogue_path(resolution.spec.document.name, language))
            try:
                data = path.read_bytes()
            except OSError:
                item = written.items[place] if isinstance(written, WrittenSequence) else written
                message = f"`{language}` is declared, and {path.name} is not beside this file."
                document = resolution.spec.document
                make = f"formgen translate {document.name} --to {language}"
                hint = f"`{make}` makes it. Or take `{language}` out of `translations`."
                self.problems.append(document.problem(MISSING_FILE, "error", item, message, hint))
                continue
            self.lines[str(path)] = data.decode("utf-8", "replace").split("\n")
            self._read(read_po(data, str(path)))

    def _read(self, po: PoFile) -> None:
        texts = {text.place: text.value for text in translated_texts(self._resolution)}
        faults = dict.fromkeys(self._faults(po))
        # A misspelt name is one mistake: not also a value left out and another one shown.
        wrong = {each.line for each in faults}
        told = {entry.string_line for entry in po.entries if not wrong.isdisjoint(_lines(entry))}
        others = (each for each in catalogue_problems(po, texts.items()) if each.line not in told)
        self.problems += sorted((*faults, *others), key=lambda each: each.line)

    def _faults(self, po: PoFile) -> Iterator[Problem]:
        """Placeholders of translations that lead to nothing or do not end."""
        catalogue = Catalogue("", po.entries)
        fragments: Mapping[str, Text | str] = self._resolution.fragments
        for text, scope in self._resolution.texts():
            entry = catalogue.entry(text.place, text.value)
            if entry is None or ("{" not in entry.string and "](" not in entry.string):
                continue
            words = expand(entry.string, fragments, lambda each: each.value)
            checked = check_text(parse_text(words), scope)
            for fault in (*checked.faults, *_of_links(checked)):
                written = origin(entry.string, fragments, lambda each: each.value, fault.start, fault.end)
                # What stands in a fragment was told of in the spec.
                if written.fragment is None:
                    yield _told(po, entry, fault, written.start, written.end)
        for fragment in self._resolution.spec.fragments.values():
            entry = catalogue.entry(fragment.text.place, fragment.text.value)
            if entry is not None:
                for fault in parse_text(entry.string).faults:
                    yield _told(po, entry, fault, fault.start, fault.end)


def _of_links(checked: CheckedText) -> Iterator[Fault]:
    for message, start, end in vague_link.vague_links(checked):
        yield Fault(message, vague_link.HINT, start, end, vague_link.CODE, "warning")


def _lines(entry: Entry) -> Iterator[int]:
    yield entry.string_line
    yield from (line for line, _, _ in entry.pieces)


def translated_texts(resolution: Resolution) -> Iterator[Text]:
    """All texts of a spec that its catalogues translate; those of a group of fields once for each use."""
    spec = resolution.spec
    others = (
        *(each.text for each in spec.fragments.values()),
        *(each.label_ for each in spec.sources.values() if each.label_ is not None),
    )
    for text in (*(text for text, _ in resolution.texts()), *others):
        if text.place and not text.place.startswith(NOT_TRANSLATED):
            yield text


def _told(po: PoFile, entry: Entry, fault: Fault, start: int, end: int) -> Problem:
    return po.problem_in(entry, start, end, fault.code, fault.severity, fault.message, fault.hint)
