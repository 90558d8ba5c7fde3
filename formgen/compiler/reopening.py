"""After filing: answers are frozen but for what is reopened, and what is newly asked because of it.

`language.md` §11, rule 14. The entries as filed are kept; what a person then enters lies over them only where
it may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from formgen.compiler.evaluation import Evaluation, Facts, Reopened
from formgen.compiler.procedure import Procedure
from formgen.compiler.reading import SAVED

DATED = ".dated"
"""How the entry ends that holds the date of a paper: "documents.lease.lease.dated"."""


def evaluate_reopened(
    procedure: Procedure,
    filed: Mapping[str, Any],
    entries: Mapping[str, Any],
    facts: Facts,
    paths: Iterable[str],
) -> Evaluation:
    """What a filed dossier comes to with some of it reopened.

    `filed` are the entries as filed, `entries` those entered since; only what lies at or below `paths` counts
    of these, and what the frozen answers did not ask. Problems are told of nothing else.
    """
    frozen = procedure.evaluate(procedure.read(filed), facts)
    reopened = Reopened(frozenset(paths), frozenset(asked_paths(frozen)))
    laid_over = overlaid(procedure, filed, entries, reopened)
    return procedure.evaluate(procedure.read(laid_over), replace(facts, reopened=reopened))


def overlaid(
    procedure: Procedure, filed: Mapping[str, Any], entries: Mapping[str, Any], reopened: Reopened
) -> dict[str, Any]:
    """The entries as filed with later ones put over them where they may be."""
    found = dict(filed)
    for path in {*filed, *entries}:
        if path == SAVED:
            continue
        if not reopened.holds(_judged(path)):
            field = procedure.fields.get(path)
            if field is not None and field.type_name == "list":
                found[path] = _items(path, filed.get(path), entries.get(path), reopened)
        elif path in entries:
            found[path] = entries[path]
        else:
            found.pop(path, None)
    return {path: entry for path, entry in found.items() if entry is not None}


def _judged(path: str) -> str:
    """What an entry belongs to: a word said to its field, the date of a paper to its document."""
    if path.endswith(DATED):
        return path.rpartition(".")[0].rpartition(".")[0]
    return path.removesuffix("?")


def _items(path: str, filed: Any, later: Any, reopened: Reopened) -> Any:
    """The items of a frozen list, with what its items were newly asked."""
    if not isinstance(filed, list) or not isinstance(later, list):
        return filed
    by_id = {each["id"]: each.get("entries", {}) for each in later}
    found = []
    for index, item in enumerate(filed):
        since = by_id.get(item["id"], {})
        own = item.get("entries", {})
        new = {
            inner: entry
            for inner, entry in since.items()
            if inner != SAVED and reopened.holds(f"{path}.{index}.{inner.removesuffix('?')}")
        }
        found.append({**item, "entries": {**own, **new}})
    return found


def asked_paths(evaluation: Evaluation) -> Iterator[str]:
    """Every path that an evaluation asks: pages, fields, those of items by their place, documents by part."""
    procedure, frame = evaluation.procedure, evaluation.frame
    for path, slot in procedure.plan.asked_slots.items():
        if frame[slot]:
            yield path
    for path, field in procedure.fields.items():
        if field.type_name == "list" and field.binding.depth == 0:
            prefix = f"{path}."
            inside = [each for name, each in procedure.fields.items() if name.startswith(prefix)]
            for index, item in enumerate(frame[field.binding.slot] or ()):
                yield from (f"{prefix}{index}.{each.path}" for each in inside if item[each.asked_slot])
    for state in evaluation.documents:
        part = f"{state.document.path}.{state.item}" if state.item else state.document.path
        yield from (f"{part}:{each.id}" for each in state.alternatives if each.asked)
        if state.item:
            yield part
            asked = state.document.said_fields.get(state.said or "", ())
            yield from (f"{part}.{state.said}.{each.name}" for each in asked)


__all__ = ["asked_paths", "evaluate_reopened", "overlaid"]
