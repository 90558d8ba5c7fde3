"""The review: every answer and file by step and page, with what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from formgen.compiler.evaluation import Evaluation
from formgen.compiler.procedure import Document, Page
from formgen.rendering.html.answered import Answered, Stored
from formgen.rendering.html.filling import Filler
from formgen.rendering.html.missing import AddressOf, Missing
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.errors import SummaryLine
from formgen.rendering.html.views.review import Answer, AnswerGroup, ReviewSection, ReviewView
from formgen.rendering.wording import Wording

WORKED_OUT: Final = "review_worked_out"
"""The words over the calculations."""


class Reviewer:
    """Makes the review of a procedure in one language."""

    def __init__(self, wording: Wording, filler: Filler) -> None:
        self.wording = wording
        self.filler = filler
        self.missing = Missing(wording, filler)
        self.answered = Answered(wording, filler)

    def view(
        self,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        stored: Stored,
        address_of: AddressOf,
        *,
        with_errors: bool,
    ) -> ReviewView:
        """What the review shows of an evaluation."""
        procedure, frame = self.wording.procedure, evaluation.frame
        spec: Any = procedure.spec.review
        text = self.wording.text
        page = next((each for each in procedure.pages.values() if each.kind == "review"), None)
        declarations = self.missing.declarations(evaluation, entries, with_errors=with_errors)
        view = ReviewView(
            around=Around(),
            title=text(spec.title, procedure.scope).text(frame) if spec else "",
            text=text(spec.text, procedure.scope, "rich").html(frame)
            if spec
            else text(None, procedure.scope).html([]),
            sections=self._sections(evaluation, entries, stored, address_of),
            declarations=declarations,
            blockers=self.missing.blockers(evaluation, "error", address_of),
            warnings=self.missing.blockers(evaluation, "warning", address_of),
            summary=[
                SummaryLine(target=f"f-{each.name}", text=message)
                for each in declarations
                for message in each.errors
            ],
            file_label=self._file_label(evaluation),
        )
        if page is not None:
            view.step, view.steps, view.next_step = self.filler.standing.of(evaluation, page)
        return view

    def _file_label(self, evaluation: Evaluation) -> str:
        workflow = self.wording.procedure.spec.workflow
        action = workflow.actions.get("file") if workflow is not None else None
        label = action.label if action is not None else None
        return self.wording.text(label, self.wording.procedure.scope).text(evaluation.frame)

    def _sections(
        self, evaluation: Evaluation, entries: Mapping[str, Any], stored: Stored, address_of: AddressOf
    ) -> list[ReviewSection]:
        sections: dict[str, ReviewSection] = {}
        for page in evaluation.journey:
            if page.kind not in ("orientation", "page"):
                continue
            if page.step is not None and page.step.spec is not None:
                key, title = page.step.id, self.filler.standing.title(page.step, evaluation.frame)
            else:
                key, title = "", self.wording.words.get("your_situation")
            groups = list(self._groups(page, evaluation, entries, stored, address_of))
            if groups:
                section = sections.setdefault(key, ReviewSection(title=title, groups=[]))
                section.groups = [*section.groups, *groups]
        worked_out = list(self._calculations(evaluation))
        if worked_out:
            groups = [AnswerGroup(title="", answers=worked_out)]
            sections[WORKED_OUT] = ReviewSection(title=self.wording.words.get(WORKED_OUT), groups=groups)
        return list(sections.values())

    def _calculations(self, evaluation: Evaluation) -> Iterator[Answer]:
        """The calculations that their author named, where there is something to show."""
        procedure = self.wording.procedure
        for name, calculation in procedure.spec.calculations.items():
            value = evaluation.value(name)
            binding = procedure.scope.find(name)
            if calculation.label is None or not calculation.in_review:
                continue
            if value is not None and binding is not None:
                label = self.wording.text(calculation.label, procedure.scope).text(evaluation.frame)
                words = self.wording.formatter.writer(binding.type, name)(value)
                yield Answer(label=label, lines=[line for line in words.splitlines() if line.strip()])

    def _groups(
        self,
        page: Page,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        stored: Stored,
        address_of: AddressOf,
    ) -> Iterator[AnswerGroup]:
        address = address_of(page.id)
        frame = evaluation.frame
        title = self.wording.text(getattr(page.spec, "title", None), self.wording.procedure.scope).text(frame)
        main = AnswerGroup(title=title, answers=[])
        inside: list[AnswerGroup] = []
        for each in page.content:
            if isinstance(each, Document):
                main.answers = [
                    *main.answers,
                    *self.answered.document(each, evaluation, entries, stored, address),
                ]
            elif each.type_name == "list":
                main.answers = [*main.answers, *self.answered.list_itself(each, evaluation, address)]
                inside += self.answered.items(each, evaluation, entries, address)
            elif each.type_name == "group":
                answers = list(self.answered.fields(each.members, frame, evaluation, entries, "", address))
                if answers:
                    inside.append(
                        AnswerGroup(title=self.wording.short(each).text(frame), answers=answers, level=1)
                    )
            else:
                main.answers = [
                    *main.answers,
                    *self.answered.fields([each], frame, evaluation, entries, "", address),
                ]
        if main.answers:
            yield main
        elif inside and title:
            yield AnswerGroup(title=title)
        yield from inside
