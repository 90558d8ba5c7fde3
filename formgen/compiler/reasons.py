"""Why something is or is not asked (language.md §11, rule 16): found by looking at the filled frame again."""

from __future__ import annotations

from formgen.compiler.evaluation import Evaluation, Reason
from formgen.compiler.lookup import is_asked
from formgen.compiler.procedure import Condition, Field, Procedure


def reason_of(procedure: Procedure, evaluation: Evaluation, path: str) -> Reason:
    """The first condition, from the outside in, that keeps it from being asked; else its own. Raises KeyError."""
    asked = is_asked(procedure, evaluation, path)
    if path.startswith("pages."):
        return _page(procedure, evaluation, path[6:], asked)
    if path.startswith("documents.") and path.split(".")[1] in procedure.documents and path.count(".") == 1:
        document = procedure.documents[path[10:]]
        return _inside(
            procedure, evaluation, document.page, asked, document.spec, document.spec.when is not None
        )
    if path.startswith("declarations."):
        declaration = procedure.declarations[path[13:]]
        return _inside(
            procedure, evaluation, "review", asked, declaration.spec, declaration.spec.when is not None
        )
    field = procedure.fields[".".join(part for part in path.split(".") if not part.isdecimal())]
    return _field(procedure, evaluation, field, asked)


def _page(procedure: Procedure, evaluation: Evaluation, page_id: str, asked: bool) -> Reason:
    conditions: list[tuple[Condition, object, str]] = procedure.plan.page_conditions[page_id]
    if asked:
        if procedure.pages[page_id] not in evaluation.journey:
            return Reason(False, "empty", procedure.pages[page_id].spec)
        return Reason(True, conditions[-1][2], conditions[-1][1]) if conditions else Reason(True, "always")
    for condition, construct, kind in conditions:
        if condition(evaluation.frame) is not True:
            return Reason(False, kind, construct)
    return Reason(False, "stop", evaluation.stop.spec if evaluation.stop else None)


def _inside(
    procedure: Procedure, evaluation: Evaluation, page: str, asked: bool, construct: object, conditional: bool
) -> Reason:
    if not asked and not is_asked(procedure, evaluation, f"pages.{page}"):
        return _page(procedure, evaluation, page, False)
    return Reason(asked, "when" if conditional else "always", construct if conditional else None)


def _field(procedure: Procedure, evaluation: Evaluation, field: Field, asked: bool) -> Reason:
    if asked:
        if field.follows is not None:
            return Reason(True, "option", field.parent.spec if field.parent else None)
        return Reason(True, "when", field.spec) if field.when is not None else Reason(True, "always")
    if field.binding.depth:
        return Reason(False, "when", field.spec)
    frame = evaluation.frame
    if field.parent is not None:
        if not frame[field.parent.asked_slot]:
            return _field(procedure, evaluation, field.parent, False)
        if field.follows is not None and (field.when is None or field.when(frame) is True):
            return Reason(False, "option", field.parent.spec)
        return Reason(False, "when", field.spec)
    page = next((each for each in procedure.pages.values() if field in each.content), None)
    if page is not None and not is_asked(procedure, evaluation, f"pages.{page.id}"):
        return _page(procedure, evaluation, page.id, False)
    return Reason(False, "when", field.spec)
