"""Values and being asked, by path: "spouse.birth_date", "children.0.birth_date", "documents.identity"."""

from __future__ import annotations

from typing import Any

from formgen.compiler.evaluation import Evaluation
from formgen.compiler.procedure import Field, Frame, Procedure
from formgen.language.expressions import Group, Record


def is_asked(procedure: Procedure, evaluation: Evaluation, path: str) -> bool:
    """Whether it is asked. Raises KeyError for a path the procedure does not have."""
    slot = procedure.plan.asked_slots.get(path)
    if slot is not None:
        return bool(evaluation.frame[slot])
    frame, field = item_field(procedure, evaluation, path)
    return frame is not None and bool(frame[field.asked_slot])


def value_of(procedure: Procedure, evaluation: Evaluation, path: str) -> Any:
    """The value that counts, None when empty. Raises KeyError for a path the procedure does not have."""
    head, _, rest = path.partition(".")
    if head == "documents" and rest in procedure.documents:
        return evaluation.frame[procedure.documents[rest].binding.slot]
    binding = procedure.scope.find(head)
    if binding is not None and isinstance(binding.type, Group | Record) and rest in binding.type.members:
        return evaluation.frame[binding.type.members[rest].slot]
    if binding is not None and not rest:
        return evaluation.frame[binding.slot]
    frame, inner = item_field(procedure, evaluation, path)
    return None if frame is None else frame[inner.binding.slot]


def item_field(procedure: Procedure, evaluation: Evaluation, path: str) -> tuple[Frame | None, Field]:
    """The field of an item and the item's frame, None where there is no such item. Raises KeyError."""
    parts = path.split(".")
    for position, part in enumerate(parts):
        if position and part.isascii() and part.isdecimal():
            list_path, inner = ".".join(parts[:position]), ".".join(parts[position + 1 :])
            field = procedure.fields[f"{list_path}.{inner}"]
            frames = evaluation.frame[procedure.fields[list_path].binding.slot] or []
            index = int(part)
            return (frames[index] if index < len(frames) else None), field
    raise KeyError(path)
