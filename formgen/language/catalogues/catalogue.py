"""The translation of a spec: by the place of each text and the author's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final

from formgen.language.catalogues.moving import places_of, renaming
from formgen.language.catalogues.po import Entry, PoFile
from formgen.language.placeholders.parse import parse_text
from formgen.language.placeholders.segments import For, Insert, Segment, When
from formgen.language.problems import Problem

MISSING_FILE: Final = "X710"
PLACEHOLDERS: Final = "X712"
OUT_OF_DATE: Final = "X713"
UNTRANSLATED: Final = "X714"


class Catalogue:
    """Texts in one language. Fuzzy and empty entries count as not translated."""

    def __init__(self, language: str, entries: Iterable[Entry] = ()) -> None:
        self.language = language
        self.entries: Mapping[tuple[str, str], Entry] = {
            (entry.context, entry.id): entry for entry in entries if entry.string and not entry.fuzzy
        }

    def translate(self, place: str, text: str) -> str:
        """The text in this language; the author's own where it has no translation, or an outdated one."""
        entry = self.entries.get((place, text))
        return entry.string if entry is not None else text

    def entry(self, place: str, text: str) -> Entry | None:
        """The entry that translates a text: its `string_line` is where faults of the translation stand."""
        return self.entries.get((place, text))


def catalogue_path(spec: str, language: str) -> str:
    """The catalogue beside a spec: "specs/tse.yaml" in "en" is "specs/tse.en.po"."""
    path = PurePath(spec)
    return str(path.with_name(f"{path.stem}.{language}.po"))


def catalogue_problems(po: PoFile, texts: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """What is wrong in a catalogue for a spec whose texts are (place, the author's words)."""
    yield from po.problems
    originals: dict[str, str] = dict(texts)
    translated: set[str] = set(po.unread)
    lost: list[Entry] = []
    for entry in po.entries:
        original = originals.get(entry.context)
        if original is None:
            lost.append(entry)
        elif original != entry.id:
            translated.add(entry.context)
            yield po.problem(
                OUT_OF_DATE, "warning", entry.line,
                f"The text `{entry.context}` has changed since it was translated; readers see the original.",
                f"It now reads: {_beginning(original)}",
            )  # fmt: skip
        elif entry.string and not entry.fuzzy:
            translated.add(entry.context)
            yield from _differences(po, entry)
    moved = places_of(lost, originals, {entry.context for entry in po.entries})
    yield from _of_no_text(po, lost, moved)
    translated.update(moved.values())
    left = [place for place in originals if place not in translated]
    if left:
        few = ", ".join(f"`{place}`" for place in left[:3]) + (", …" if len(left) > 3 else "")
        yield po.problem(
            UNTRANSLATED, "warning", 1,
            f"{len(left)} of {len(originals)} texts are not translated: {few}",
            "Readers of this language see the original. `formgen translate` lists them all.",
        )  # fmt: skip


def _of_no_text(po: PoFile, lost: Sequence[Entry], moved: Mapping[str, str]) -> Iterator[Problem]:
    """Entries whose place the spec does not have; a part of the spec with another name is one mistake."""
    told: set[tuple[str, str]] = set()
    for entry in lost:
        place = moved.get(entry.context)
        if place is None:
            message = f"The spec has no text `{entry.context}`."
            hint = "Delete the entry, or mend its msgctxt."
        else:
            renamed = renaming(entry.context, place)
            if renamed in told:
                continue
            told.add(renamed)
            message = f"The spec has no `{renamed[0]}`; these words stand under `{renamed[1]}`."
            hint = (
                f"Write `{renamed[1]}` in msgctxt, here and wherever else; `formgen translate` does so too."
            )
        yield po.problem(OUT_OF_DATE, "warning", entry.context_line or entry.line, message, hint)


def _differences(po: PoFile, entry: Entry) -> Iterator[Problem]:
    """Values that the original shows and the translation does not, or the other way round.

    Conditions may differ: one language agrees words where another does not.
    """
    if "{{" not in entry.id and "{{" not in entry.string:
        return
    original, translation = _inserted(entry.id), _inserted(entry.string)
    for name in sorted(original - translation):
        yield po.problem(
            PLACEHOLDERS, "error", entry.string_line,
            f"The translation leaves out `{{{{ {name} }}}}`.", f"Write `{{{{ {name} }}}}` where it belongs.",
        )  # fmt: skip
    for name in sorted(translation - original):
        yield po.problem(
            PLACEHOLDERS, "error", entry.string_line,
            f"The translation shows `{{{{ {name} }}}}`, which the original does not.",
            "Delete it, or write it in the spec too.",
        )  # fmt: skip


def _inserted(text: str) -> set[str]:
    return set(_expressions(parse_text(text).segments))


def _expressions(segments: tuple[Segment, ...]) -> Iterator[str]:
    for segment in segments:
        match segment:
            case Insert(formula=formula) if formula is not None:
                yield " ".join(formula.expression.text.split())
            case When():
                for branch in segment.cases:
                    yield from _expressions(branch.body)
                if segment.otherwise is not None:
                    yield from _expressions(segment.otherwise.body)
            case For():
                yield from _expressions(segment.body)


def _beginning(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"
