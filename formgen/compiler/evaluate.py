"""The one evaluator (language.md §11)."""

from __future__ import annotations

from typing import Any

from formgen.compiler import papers
from formgen.compiler.answers import Answers
from formgen.compiler.evaluation import Evaluation, Facts, FieldProblem, Judged
from formgen.compiler.missing_papers import problems_of
from formgen.compiler.procedure import Page, Procedure


def evaluate(procedure: Procedure, answers: Answers, facts: Facts) -> Evaluation:
    """What these answers lead to. Pure: nothing else is read, the same arguments give the same evaluation."""
    plan = procedure.plan
    frame: list[Any] = plan.template.copy()
    plan.fill(frame, facts)
    for run in plan.runs:
        run(frame, answers, facts)
    journey: list[Page] = []
    ended = frame[plan.ended]
    for index, (page, asked, shows_itself, contents) in enumerate(plan.pages):
        if index > ended:
            break
        # A page that ends the journey says so, though it asks nothing.
        if frame[asked] and (shows_itself or index == ended or any(map(frame.__getitem__, contents))):
            journey.append(page)
    problems: list[FieldProblem] = []
    for validate in plan.validators:
        validate(frame, answers, "", problems)
    reopened = facts.reopened
    if reopened is not None:
        problems = [each for each in problems if reopened.judges(each)]

    def judge(compiled: papers.CompiledDocument) -> Judged:
        states = papers.states(compiled, frame, answers, facts)
        found = problems_of(compiled, states, frame, answers, facts)
        if reopened is not None:
            found = [each for each in found if reopened.judges(each)]
        return Judged(tuple(states), tuple(found))

    return Evaluation(
        procedure, answers, facts, frame, tuple(journey), frame[plan.stopped], tuple(problems), judge
    )
