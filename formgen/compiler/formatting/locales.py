"""Which of CLDR's locales a language is written by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale

READERS: Final[Mapping[str, str]] = {"en": "en_GB", "pt": "pt_PT"}
"""The form of a language that is written in Europe, where CLDR's plain one is another continent's."""


@cache
def reader_locale(language: str) -> Locale:
    """How readers of a language (BCP 47) write dates and numbers.

    A region that CLDR does not know is left out; a language that it does not know is written as English, as
    formgen's own words are then.
    """
    # Checking a spec writes no date: it need not load CLDR.
    from babel import Locale, UnknownLocaleError

    tag = language
    while tag:
        try:
            return Locale.parse(READERS.get(tag, tag.replace("-", "_")))
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
    return Locale.parse(READERS["en"])
