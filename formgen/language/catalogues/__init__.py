"""Translations of a spec: gettext catalogues beside it, `NAME.LANG.po` (language.md §1).

The context of an entry is the place of the text (`steps.personal.pages.family.title`), its id the
author's words, so that a text that changes is seen as out of date instead of keeping a translation
of other words.
"""

from __future__ import annotations

from formgen.language.catalogues.catalogue import Catalogue, catalogue_path, catalogue_problems
from formgen.language.catalogues.po import Entry, PoFile, read_po, write_po

__all__ = [
    "Catalogue",
    "Entry",
    "PoFile",
    "catalogue_path",
    "catalogue_problems",
    "read_po",
    "write_po",
]
