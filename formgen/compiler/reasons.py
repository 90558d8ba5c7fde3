"""Why something is or is not asked (language.md §11, rule 16): found by looking at the filled frame again."""

from __future__ import annotations

from formgen.compiler.evaluation import Evaluation, Reason
from formgen.compiler.lookup import is_asked, item_field
from formgen.compiler.procedure import Field, Frame, Procedure
from formgen.language.fields.group import GroupField


def reason_of(procedure: Procedure, evaluation: Evaluation, path: str) -> Reason:
    """The first condition, from the outside in, that keeps it from being asked; else its own.

    Raises KeyError for a path the procedure does not have.
    """
    asked = is_asked(procedure, evaluation, path)
    kind, _, name = path.partition(".")
    if kind == "pages" and name in procedure.pages:
        return _page(procedure, evaluation, name, asked)
    if kind == "documents" and name in procedure.documents:
        document = procedure.documents[name]
        return _part(procedure, evaluation, document.page, asked, document.spec)
    if kind == "declarations" and name in procedure.declarations:
        return _part(procedure, evaluation, "review", asked, procedure.declarations[name].spec)
    field = procedure.fields.get(path)
    if field is not None and field.binding.depth == 0:
        return _field(procedure, evaluation, field, evaluation.frame, asked)
    frame, field = item_field(procedure, evaluation, path)
    if frame is None:
        list_path = field.full_path.removesuffix(f".{field.path}")
        outside = _field(procedure, evaluation, procedure.fields[list_path], evaluation.frame, asked=False)
        return outside if not is_asked(procedure, evaluation, list_path) else Reason(False, "unknown")
    return _field(procedure, evaluation, field, frame, asked)


def _page(procedure: Procedure, evaluation: Evaluation, page_id: str, asked: bool) -> Reason:
    conditions = procedure.plan.page_conditions[page_id]
    if asked:
        if procedure.pages[page_id] not in evaluation.journey:
            return Reason(False, "empty", procedure.pages[page_id].spec)
        return Reason(True, conditions[-1][2], conditions[-1][1]) if conditions else Reason(True, "always")
    for condition, construct, kind in conditions:
        if condition(evaluation.frame) is not True:
            return Reason(False, kind, construct)
    return Reason(False, "stop", evaluation.stop.spec if evaluation.stop else None)


def _part(procedure: Procedure, evaluation: Evaluation, page: str, asked: bool, spec: object) -> Reason:
    """The reason for a document or a declaration."""
    if not asked and not is_asked(procedure, evaluation, f"pages.{page}"):
        return _page(procedure, evaluation, page, False)
    conditional = getattr(spec, "when", None) is not None
    return Reason(asked, "when" if conditional else "always", spec if conditional else None)


def _field(procedure: Procedure, evaluation: Evaluation, field: Field, frame: Frame, asked: bool) -> Reason:
    parent = field.parent
    if asked:
        if field.follows is not None and parent is not None:
            return Reason(True, "option", parent.spec)
        if field.path.startswith("documents."):
            return Reason(True, "option", _document_of(procedure, field))
        return Reason(True, "when", field.spec) if field.when is not None else Reason(True, "always")
    if parent is not None:
        if not frame[parent.asked_slot]:
            outside = _field(procedure, evaluation, parent, frame, False)
            own = isinstance(parent.spec, GroupField) and outside.kind == "when"
            return Reason(False, "group", parent.spec) if own else outside
        if field.follows is not None and (field.when is None or field.when(frame) is True):
            return Reason(False, "option", parent.spec)
        return Reason(False, "when", field.spec)
    if field.binding.depth == 0:
        page = procedure.plan.page_of[field.path]
        if not is_asked(procedure, evaluation, f"pages.{page}"):
            return _page(procedure, evaluation, page, False)
        if field.path.startswith("documents."):
            return Reason(False, "option", _document_of(procedure, field))
    elif field.when is None or field.when(frame) is True:
        # The page of the item that it stands on is not asked.
        return Reason(False, "page", _item_page(procedure, field))
    return Reason(False, "when", field.spec)


def _document_of(procedure: Procedure, field: Field) -> object:
    return procedure.documents[field.path.split(".")[1]].spec


def _item_page(procedure: Procedure, field: Field) -> object:
    pages = getattr(procedure.fields[field.full_path.removesuffix(f".{field.path}")].spec, "pages", {})
    return next((page for page in pages.values() if field.name in page.fields), None)
