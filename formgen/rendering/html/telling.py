"""What a page of questions says is wrong: beside the answers, and in the summary on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from formgen.compiler.evaluation import FieldProblem
from formgen.compiler.procedure import Field
from formgen.rendering.html.asked import AskedField
from formgen.rendering.html.messages import Messages
from formgen.rendering.html.views.errors import SummaryLine
from formgen.rendering.html.views.questions import PageView

TOLD_AT_ONCE: Final = frozenset({"too_many_items"})
"""What no further answer can mend: told though the page was not handed in."""


def tell(
    messages: Messages,
    view: PageView,
    shown: Sequence[AskedField],
    problems: Iterable[FieldProblem],
    frame: Any,
    *,
    with_errors: bool,
    saved: bool,
) -> None:
    """Put into a page what is to be told of `problems`: those of its own fields, by their paths on it.

    Errors are told `with_errors`; warnings also once the page was `saved`.
    """
    fields = {each.path: each.field for each in shown}
    errors: dict[str, list[str]] = {}
    warnings: dict[str, list[str]] = {}
    wrong: set[str] = set()
    for problem in problems:
        path = problem.path
        field = fields.get(path)
        if field is None or not (
            with_errors or problem.code in TOLD_AT_ONCE or (saved and problem.level == "warning")
        ):
            continue
        text = messages.of_field(problem, field, frame)
        (errors if problem.level == "error" else warnings).setdefault(path, []).append(text)
        if problem.level == "error":
            wrong.update(controls_at_fault(problem, field, path))
    view.errors, view.warnings, view.wrong = errors, warnings, frozenset(wrong)
    view.summary = _lines(errors, fields, wrong)
    view.warning_summary = _lines(warnings, fields, set())


def controls_at_fault(problem: FieldProblem, field: Field, path: str) -> list[str]:
    """The names of the controls that a problem is about: all of the field where it names no part."""
    parts = problem.parts or field.spec.parts() or ("",)
    return [f"{path}.{part}" if part else path for part in parts]


def line_of(text: str, field: Field, path: str, wrong: Iterable[str]) -> SummaryLine:
    """A line of the summary, leading to the first control of a field that is among `wrong`.

    The first control of a field has the id of the field itself.
    """
    parts = field.spec.parts()
    at_fault = next((part for part in parts if f"{path}.{part}" in wrong), "")
    first = not at_fault or at_fault == parts[0]
    return SummaryLine(target=f"f-{path}" if first else f"f-{path}.{at_fault}", text=text)


def _lines(
    messages: Mapping[str, Sequence[str]], fields: Mapping[str, Field], wrong: set[str]
) -> list[SummaryLine]:
    """A line for each message, in the order of the page."""
    return [
        line_of(text, field, path, wrong) for path, field in fields.items() for text in messages.get(path, ())
    ]
