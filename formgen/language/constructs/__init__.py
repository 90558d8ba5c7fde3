"""How a construct of the language is declared: its keys, each with a reader and its documentation.

A construct is a class with a `key` for everything an author may write in it. Reading a mapping
yields an instance, or problems: an unknown key (with the nearest known one), a missing key, and
whatever the readers of the keys find. The declarations are also what the reference of the language
and the schema for editors are made from, so that neither can drift from what is read.
"""

from __future__ import annotations

from formgen.language.constructs.construct import Construct, Key, key, optional, walk
from formgen.language.constructs.place import INVALID, Invalid, Place, Reader, Trail
from formgen.language.constructs.reading import LEVELS, read_construct, report_misplaced, stand_in_of
from formgen.language.constructs.shape import (
    ID,
    AnyField,
    AnyOf,
    ById,
    CasesOf,
    Keyed,
    Listed,
    Shape,
    Single,
    WithCases,
)

__all__ = [
    "ID",
    "INVALID",
    "LEVELS",
    "AnyField",
    "AnyOf",
    "ById",
    "CasesOf",
    "Construct",
    "Invalid",
    "Key",
    "Keyed",
    "Listed",
    "Place",
    "Reader",
    "Shape",
    "Single",
    "Trail",
    "WithCases",
    "key",
    "optional",
    "read_construct",
    "report_misplaced",
    "stand_in_of",
    "walk",
]
