"""Readers: from a node to one kind of value. Constructs are declared with them."""

from __future__ import annotations

from formgen.language.readers.cases import cases, cases_or, read_case_condition
from formgen.language.readers.codes import currency, language_tag, time_zone
from formgen.language.readers.collections import (
    by_id,
    by_key,
    either,
    list_of,
    mapping_of,
    of,
    options_by_id,
    valid_id,
)
from formgen.language.readers.formulas import calculation, condition, text
from formgen.language.readers.parts import Case, Cases, Formula, Text, Timed
from formgen.language.readers.patterns import pattern
from formgen.language.readers.quantities import duration, file_size, money, timed
from formgen.language.readers.scalars import (
    IDENTIFIER,
    ScalarReader,
    flag,
    identifier,
    link,
    path,
    plain,
    proposed_id,
    scalar_text,
    signs,
    whole_number,
    word,
)

__all__ = [
    "IDENTIFIER",
    "Case",
    "Cases",
    "Formula",
    "ScalarReader",
    "Text",
    "Timed",
    "by_id",
    "by_key",
    "calculation",
    "cases",
    "cases_or",
    "condition",
    "currency",
    "duration",
    "either",
    "file_size",
    "flag",
    "identifier",
    "language_tag",
    "link",
    "list_of",
    "mapping_of",
    "money",
    "of",
    "options_by_id",
    "path",
    "pattern",
    "plain",
    "proposed_id",
    "read_case_condition",
    "scalar_text",
    "signs",
    "text",
    "time_zone",
    "timed",
    "valid_id",
    "whole_number",
    "word",
]
