"""Questions asked once more, to find a request by its answers: how they are shown, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from formgen.compiler.answers import Answers, Unread
from formgen.compiler.evaluation import FieldProblem
from formgen.compiler.procedure import Field
from formgen.rendering.html.messages import Messages
from formgen.rendering.html.plan import FieldPlan, PagePlan
from formgen.rendering.html.planning import Planner
from formgen.rendering.html.telling import controls_at_fault, line_of
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.errors import SummaryLine
from formgen.rendering.html.views.questions import Entries, PageView

TEMPLATE: Final = "again.html"


def plan_again(planner: Planner, fields: Sequence[Field]) -> PagePlan:
    """The page of these questions. What belongs to them where they are asked first stands apart."""
    words = planner.wording.fixed_words
    parts = [_alone(planner.field(each)) for each in fields]
    return PagePlan(
        id="again", kind="again", title=words("return_title"), title_plain=words("return_title"), parts=parts
    )


def _alone(plan: FieldPlan) -> FieldPlan:
    """Typed once, always shown, without what else could be said or would be asked because of the answer."""
    plan.confirm = plan.conditional = plan.lockable = plan.follows_page = plan.offered_at_times = False
    plan.optional = "never"
    plan.said = ()
    for option in plan.options:
        option.follow = ()
        option.conditional = False
    return plan


def view_again(
    messages: Messages,
    fields: Sequence[Field],
    frame: Sequence[Any],
    entries: Mapping[str, Any],
    answers: Answers | None,
    around: Around,
) -> PageView:
    """What the page shows: entries as typed, and what keeps `answers` from being looked for, if there are."""
    view = PageView(around=around, frame=frame, entries=_by_control(entries))
    if answers is None:
        return view
    errors: dict[str, Sequence[str]] = {}
    wrong: set[str] = set()
    summary: list[SummaryLine] = []
    for field in fields:
        problem = _problem(field, answers.get(field.path))
        if problem is None:
            continue
        text = messages.of_field(problem, field, frame)
        errors[field.path] = [text]
        wrong.update(controls_at_fault(problem, field, field.path))
        summary.append(line_of(text, field, field.path, wrong))
    view.errors, view.wrong, view.summary = errors, frozenset(wrong), summary
    return view


def _problem(field: Field, value: Any) -> FieldProblem | None:
    if value is None:
        return FieldProblem(field.path, "empty", "error")
    if isinstance(value, Unread):
        return FieldProblem(field.path, value.code, "error", value.values, value.parts)
    return None


def _by_control(entries: Mapping[str, Any]) -> Entries:
    found = Entries()
    for path, entry in entries.items():
        if isinstance(entry, Mapping):
            found.update({f"{path}.{part}" if part else path: typed for part, typed in entry.items()})
        elif entry is not None:
            found[path] = entry
    return found
