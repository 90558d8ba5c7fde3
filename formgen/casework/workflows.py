"""The life of a dossier as far as filing goes; a spec without `workflow` gets draft and filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formgen.compiler.procedure import Procedure

DRAFT, FILED = "draft", "filed"


@dataclass(frozen=True, slots=True)
class Filing:
    """The action by which an applicant files. `number` names one of the spec's numbers."""

    action: str
    from_states: tuple[str, ...]
    to_state: str
    number: str | None
    produce: Sequence[str]
    send: Sequence[str] = ()


def state_at_start(procedure: Procedure) -> str:
    """The first state of the workflow."""
    workflow = procedure.spec.workflow
    return DRAFT if workflow is None else next(iter(workflow.states))


def filing_of(procedure: Procedure) -> Filing:
    """The filing action: `file`, or the first of the applicant that leaves the first state."""
    spec = procedure.spec
    downloads = [name.value for name in spec.confirmation.download] if spec.confirmation else []
    start = state_at_start(procedure)
    actions = spec.workflow.actions if spec.workflow else {}
    leaving = [
        name
        for name, action in actions.items()
        if "applicant" in (who.value for who in action.by) and start in (each.value for each in action.from_)
    ]
    name = "file" if "file" in leaving else next(iter(leaving), None)
    if name is None:
        return Filing("file", (start,), FILED, next(iter(spec.numbers), None), downloads)
    action = actions[name]
    return Filing(
        name,
        tuple(each.value for each in action.from_),
        action.to.value,
        action.number.value if action.number else None,
        [each.value for each in action.produce] or downloads,
        [each.value for each in action.send],
    )
