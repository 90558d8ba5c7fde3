"""Taking out of a draft what does not count: answers of questions not asked, papers not wanted."""

from __future__ import annotations

from typing import Any

from formgen.compiler.evaluation import Provided
from formgen.compiler.procedure import Field
from formgen.compiler.reading import SAVED
from formgen.compiler.sampling.draft import Draft


def prune(draft: Draft) -> None:
    """Leave only what counts; what the draft leads to stays the same."""
    entries: dict[str, Any] = {SAVED: draft.entries[SAVED]}
    for path, entry in draft.entries.items():
        name = path.removesuffix("?")
        field = draft.procedure.fields.get(name)
        if field is not None:
            if _counts(draft, field):
                is_list = field.type_name == "list" and name == path
                entries[path] = _items(draft, field, entry) if is_list else entry
        elif name.startswith("documents.") and name.count(".") > 1:
            if _said_of_part(draft, *name.split(".")[1:4]):
                entries[path] = entry
        elif name.startswith(("documents.", "declarations.")) and draft.evaluation.asked(name):
            entries[path] = entry
    papers = _papers(draft)
    draft.entries, draft.papers = entries, papers
    draft.changed()


def _said_of_part(draft: Draft, document: str, item: str, word: str = "") -> bool:
    """Whether something said of an item or a period counts: the word, or what that word asks."""
    states = (each for each in draft.evaluation.documents if each.document.id == document)
    said = next((each.said for each in states if each.item == item), None)
    return said is not None and word in ("", said)


def _counts(draft: Draft, field: Field) -> bool:
    locked = field.read is not None and draft.registers.held(field) is not None
    return draft.asked(field, None) and not locked


def _items(draft: Draft, field: Field, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = draft.procedure.fields
    return [
        {
            "id": item["id"],
            "entries": {
                path: entry
                for path, entry in item["entries"].items()
                if draft.asked(known[f"{field.path}.{path.removesuffix('?')}"], at)
            },
        }
        for item, at in zip(items, draft.items(field.path), strict=False)
    ]


def _papers(draft: Draft) -> dict[str, dict[str, dict[str, Provided]]]:
    found: dict[str, dict[str, dict[str, Provided]]] = {}
    for state in draft.evaluation.documents:
        given = draft.papers.get(state.document.id, {}).get(state.item, {})
        for paper in state.alternatives:
            if paper.asked and paper.id in given:
                papers = found.setdefault(state.document.id, {}).setdefault(state.item, {})
                papers[paper.id] = given[paper.id]
    return found
