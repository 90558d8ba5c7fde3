"""formgen's own words, in every language that it speaks: buttons, errors, the frame of the wizard.

They live in `formgen/words/LANGUAGE.po`. The id is a short English key, not a sentence, so that words
can be mended without touching code. **To add one**: write one entry in `en.po` and one in `fr.po`,

    msgid "save_and_leave"
    msgstr "Save and leave"

and use it: `words("save_and_leave")` in a template, `words.get("save_and_leave")` in code. Values are
named in single braces, `{name}`; an entry with `msgid_plural` is chosen by the value named `count`.
A test holds the languages together and finds keys that are used and do not exist.

English and French are complete. A further language, such as Arabic, may lack words: they are shown in
English. `python scripts/words.py LANGUAGE` makes and updates its file and says what is missing.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from formgen.language.catalogues import Catalogue, Entry, PoFile, catalogue_path, catalogue_problems, read_po

__all__ = [
    "COMPLETE",
    "Catalogue",
    "Words",
    "catalogue_path",
    "catalogue_problems",
    "languages",
    "parameters",
    "read_po",
]

FALLBACK: Final = "en"
COMPLETE: Final = ("en", "fr")
"""Languages without a word missing."""
_PARAMETER = re.compile(r"\{([a-z_]+)\}")
_PLURAL = re.compile(r"plural\s*=\s*([^;]+)")


@cache
def languages() -> tuple[str, ...]:
    """The languages that formgen speaks itself."""
    files = resources.files("formgen").joinpath("words").iterdir()
    return tuple(sorted(file.name.removesuffix(".po") for file in files if file.name.endswith(".po")))


def parameters(text: str) -> frozenset[str]:
    """Names of the values that words want."""
    return frozenset(_PARAMETER.findall(text))


class Words:
    """formgen's words in one language. "fr-CH" speaks as "fr"; a language that formgen lacks, as English."""

    def __init__(self, language: str) -> None:
        base = language.replace("_", "-").partition("-")[0]
        self.language = base if base in languages() else FALLBACK
        self._entries = _load(self.language)

    def get(self, key: str, **values: object) -> str:
        """Words for a key, values put in for `{name}`; `count` chooses singular or plural.

        Raises LookupError for an unknown key or a value that is wanted and not given.
        """
        phrase = self._entries.get(key)
        if phrase is None:
            raise LookupError(f'No words for "{key}" in formgen/words/{self.language}.po')
        template = phrase.templates[0]
        if len(phrase.templates) > 1:
            count = values.get("count")
            if not isinstance(count, int):
                raise LookupError(f'"{key}" is chosen by a whole number named count')
            template = phrase.templates[phrase.form(abs(count))]
        return template.fill(key, values)

    __call__ = get

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def keys(self) -> tuple[str, ...]:
        """All keys, in the order of the file."""
        return tuple(self._entries)


@dataclass(frozen=True, slots=True)
class _Template:
    """Plain words and names of values, in turns."""

    parts: tuple[str, ...]

    def fill(self, key: str, values: dict[str, object]) -> str:
        parts = self.parts
        try:
            match parts:
                case (whole,):
                    return whole
                case (before, name, after):
                    return f"{before}{values[name]}{after}"
            return "".join([str(values[part]) if place % 2 else part for place, part in enumerate(parts)])
        except KeyError as missing:
            raise LookupError(f'"{key}" wants a value named {missing}') from missing


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words of a key: one template, or one for each plural that `form` chooses by a number."""

    templates: tuple[_Template, ...]
    form: Callable[[int], int]


@cache
def _load(language: str) -> dict[str, _Phrase]:
    # A language that is not complete yet shows the English words that it lacks.
    lacking = {} if language == FALLBACK else _load(FALLBACK)
    return lacking | _phrases(read_words(language))


def _phrases(po: PoFile) -> dict[str, _Phrase]:
    """The words that a catalogue has. Raises ValueError when it cannot be read."""
    if po.problems:
        raise ValueError(f"{po.name}:{po.problems[0].line}: {po.problems[0].message}")
    plural = _PLURAL.search(po.header.get("Plural-Forms", ""))
    form = gettext.c2py(plural[1] if plural else "n != 1")
    spoken = (entry for entry in po.entries if all(entry.strings) and not entry.fuzzy)
    return {entry.id: _Phrase(_templates(entry), form) for entry in spoken}


def read_words(language: str) -> PoFile:
    """The file of formgen's words in one of its languages."""
    file = resources.files("formgen").joinpath("words", f"{language}.po")
    return read_po(file.read_bytes(), f"formgen/words/{language}.po")


def _templates(entry: Entry) -> tuple[_Template, ...]:
    return tuple(_Template(tuple(_PARAMETER.split(string))) for string in entry.strings)
