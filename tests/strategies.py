"""Entries for any procedure, valid and not: for tests that must hold whatever people type.

`entries_of(procedure)` mixes what the procedure's fields can read with what they cannot; `HOSTILE` is any
JSON that a forged form or a broken store could hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from hypothesis import strategies as st

from formgen.compiler.procedure import Field, Procedure
from formgen.language.values import ADDRESS_PARTS

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["yes", "no", "0"]),
)
HOSTILE = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["", "id", "entries", "day", "year", "x"]), inner),
    ),
    max_leaves=6,
)
"""JSON of any shape."""
WORDS = st.sampled_from(["a", "Ann", "Lille", "x", "1", "59000", "AB12CD34EF56GH78IJ90KL", "Léa Müller"])


def entries_of(procedure: Procedure, hostile: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Entries of a dossier: some of its fields, words said, declarations and saved pages."""
    known: dict[str, st.SearchStrategy[Any]] = {}
    for path, field in procedure.fields.items():
        if field.binding.depth == 0:
            known.update(_controls(path, field))
    for each in procedure.declarations.values():
        known[each.path] = st.sampled_from(["yes", "no"])
    for document in procedure.documents.values():
        if document.said:
            known[f"{document.path}?"] = st.sampled_from(list(document.said))
    known["$saved"] = st.lists(st.sampled_from(list(procedure.pages)), max_size=20)
    if hostile:
        known = {path: st.one_of(each, HOSTILE) for path, each in known.items()}
    return st.fixed_dictionaries({}, optional=known)


def _controls(path: str, field: Field) -> Mapping[str, st.SearchStrategy[Any]]:
    found: dict[str, st.SearchStrategy[Any]] = {}
    if field.type_name == "list":
        found[path] = st.lists(_item(field), max_size=3)
        found[f"{path}?"] = st.sampled_from(["yes", "no"])
    elif field.read is not None:
        found[path] = entry_of(field)
    if field.spec.or_say:
        found[f"{path}?"] = st.sampled_from(list(field.spec.or_say))
    return found


def _item(field: Field) -> st.SearchStrategy[dict[str, Any]]:
    known: dict[str, st.SearchStrategy[Any]] = {}
    pending = list(field.members)
    while pending:
        each = pending.pop()
        known.update(_controls(each.path, each))
        pending += each.members
    return st.fixed_dictionaries(
        {
            "id": st.text("abcdef", min_size=4, max_size=4),
            "entries": st.fixed_dictionaries({}, optional=known),
        }
    )


def entry_of(field: Field) -> st.SearchStrategy[Any]:
    """An entry of one field: mostly one that it can read."""
    sensible = _BY_TYPE.get(field.type_name)
    options = list(field.options)
    if field.type_name == "choice":
        return st.sampled_from([*options, "no_such_option"])
    if field.type_name == "choices":
        return st.lists(st.sampled_from(options), max_size=3)
    return st.one_of(sensible(field), WORDS) if sensible is not None else WORDS


def _written(values: st.SearchStrategy[Any]) -> Callable[[Field], st.SearchStrategy[Any]]:
    return lambda field: values.map(field.spec.write)


_NUMBERS = st.one_of(st.integers(-5, 50), st.integers()).map(str)
_DATES = st.dates(date(1900, 1, 1), date(2100, 1, 1))
_BY_TYPE: Mapping[str, Callable[[Field], st.SearchStrategy[Any]]] = {
    "integer": lambda _: _NUMBERS,
    "decimal": lambda _: st.one_of(_NUMBERS, st.sampled_from(["0.5", "1,25", "1 000.5"])),
    "money": lambda _: st.one_of(_NUMBERS, st.sampled_from(["0.50", "1,25", "1 000", "0.123"])),
    "date": _written(_DATES),
    "month": _written(_DATES.map(lambda day: day.replace(day=1))),
    "time": lambda _: st.times().map(lambda at: time(at.hour, at.minute).strftime("%H:%M")),
    "yes_no": lambda _: st.sampled_from(["yes", "no", "maybe"]),
    "agreement": lambda _: st.sampled_from(["yes", "no"]),
    "country": lambda _: st.sampled_from(["FRA", "BEL", "CHE", "USA", "XXX"]),
    "email": lambda _: st.sampled_from(["a@example.org", "a b"]),
    "phone": lambda _: st.sampled_from(["06 12 34 56 78", "+41 22 379 11 11", "12"]),
    "duration": lambda _: st.fixed_dictionaries(
        {}, optional={part: st.integers(0, 400).map(str) for part in ("years", "months", "days")}
    ),
    "address": lambda _: st.fixed_dictionaries(
        {"line1": WORDS, "city": WORDS, "country": st.sampled_from(["FRA", "CHE", "XX"])},
        optional={part: WORDS for part in ADDRESS_PARTS if part not in ("line1", "city", "country")},
    ),
}
