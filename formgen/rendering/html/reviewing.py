"""The review: every answer and file by step, with what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from formgen.compiler.evaluation import DocumentState, Evaluation
from formgen.compiler.procedure import Document, Field, Page
from formgen.rendering.html.documents import document_path, paper_key
from formgen.rendering.html.filling import Filler
from formgen.rendering.html.missing import AddressOf, Missing
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.documents import StoredFile
from formgen.rendering.html.views.errors import SummaryLine
from formgen.rendering.html.views.review import Answer, AnswerGroup, ReviewSection, ReviewView
from formgen.rendering.wording import Wording

WORKED_OUT: Final = "review_worked_out"
"""The words over the calculations."""
Stored = Mapping[str, Sequence[StoredFile]]


class Reviewer:
    """Makes the review of a procedure in one language."""

    def __init__(self, wording: Wording, filler: Filler) -> None:
        self.wording = wording
        self.filler = filler
        self.missing = Missing(wording, filler)

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
            view.step, view.steps, view.next_step = self.filler.standing(evaluation, page)
        return view

    def _file_label(self, evaluation: Evaluation) -> str:
        workflow = self.wording.procedure.spec.workflow
        action = workflow.actions.get("file") if workflow is not None else None
        label = action.label if action is not None else None
        return self.wording.text(label, self.wording.procedure.scope).text(evaluation.frame)

    # Answers

    def _sections(
        self, evaluation: Evaluation, entries: Mapping[str, Any], stored: Stored, address_of: AddressOf
    ) -> list[ReviewSection]:
        sections: dict[str, ReviewSection] = {}
        for page in evaluation.journey:
            if page.kind not in ("orientation", "page"):
                continue
            if page.step is not None and page.step.spec is not None:
                key, title = page.step.id, self.filler.step_title(page.step, evaluation.frame)
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
                main.answers = [*main.answers, *self._documents(each, evaluation, entries, stored, address)]
            elif each.type_name == "list":
                main.answers = [*main.answers, *self._list_answer(each, evaluation, entries, address)]
                inside += self._items(each, evaluation, entries, address)
            elif each.type_name == "group":
                answers = list(self._answers(each.members, frame, evaluation, entries, "", address))
                if answers:
                    inside.append(
                        AnswerGroup(title=self.wording.short(each).text(frame), answers=answers, level=1)
                    )
            else:
                main.answers = [
                    *main.answers,
                    *self._answers([each], frame, evaluation, entries, "", address),
                ]
        if main.answers:
            yield main
        elif inside and title:
            yield AnswerGroup(title=title)
        yield from inside

    def _answers(
        self,
        fields: Iterable[Field],
        frame: Any,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        prefix: str,
        address: str,
    ) -> Iterator[Answer]:
        for field in fields:
            if not frame[field.asked_slot] or field.type_name == "list":
                continue
            if field.spec.asks and field.type_name != "group":
                yield self._answer(field, frame, evaluation, entries, prefix, address)
            yield from self._answers(field.members, frame, evaluation, entries, prefix, address)

    def _answer(
        self,
        field: Field,
        frame: Any,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        prefix: str,
        address: str,
    ) -> Answer:
        messages = self.filler.messages
        problems = evaluation.problems_of(prefix + field.path)
        locked = field.copied is not None and (
            frame[field.binding.slot] is not None or field.spec.if_missing != "ask"
        )
        return Answer(
            label=self.wording.short(field).text(frame),
            lines=self._lines(field, frame, entries),
            source=self.filler.source_of(field) if locked and frame[field.binding.slot] is not None else "",
            change="" if locked else f"{address}#f-{field.path}",
            errors=[messages.of_field(each, field, frame) for each in problems if each.level == "error"],
            warnings=[messages.of_field(each, field, frame) for each in problems if each.level == "warning"],
        )

    def _lines(self, field: Field, frame: Any, entries: Mapping[str, Any]) -> list[str]:
        """The words of an answer; what was typed where it could not be read."""
        value = frame[field.binding.slot]
        binding = field.binding
        if value is not None and value != frozenset():
            words = self.wording.formatter.writer(field.type, binding.name, frame=frame)(value)
            return [line for line in words.splitlines() if line.strip()]
        if binding.said_slot is not None and frame[binding.said_slot] is not None:
            said = field.spec.or_say.get(frame[binding.said_slot])
            return [self.wording.text(said.label, field.scope).text(frame)] if said is not None else []
        typed = entries.get(field.path)
        parts = list(typed.values()) if isinstance(typed, dict) else [typed] if isinstance(typed, str) else []
        joined = " ".join(part for part in parts if part)
        return [joined] if joined else []

    def _list_answer(
        self, field: Field, evaluation: Evaluation, entries: Mapping[str, Any], address: str
    ) -> Iterator[Answer]:
        frame = evaluation.frame
        if not frame[field.asked_slot]:
            return
        items = frame[field.binding.slot]
        words = self.wording.words
        messages = self.filler.messages
        lines = (
            []
            if items is None
            else [words.get("list_count", count=len(items)) if items else words.get("none")]
        )
        problems = evaluation.problems_of(field.path)
        yield Answer(
            label=self.wording.short(field).text(frame),
            lines=lines,
            change=f"{address}#f-{field.path}",
            errors=[messages.of_field(each, field, frame) for each in problems if each.level == "error"],
            warnings=[messages.of_field(each, field, frame) for each in problems if each.level == "warning"],
        )

    def _items(
        self, field: Field, evaluation: Evaluation, entries: Mapping[str, Any], address: str
    ) -> list[AnswerGroup]:
        frames = evaluation.frame[field.binding.slot] or ()
        written = entries.get(field.path) or ()
        rows = self.filler.row_names(field, evaluation, entries)
        groups = []
        for index, (frame, item, row) in enumerate(zip(frames, written, rows, strict=False)):
            prefix = f"{field.path}.{index}."
            answers = list(
                self._answers(field.members, frame, evaluation, item.get("entries", {}), prefix, "")
            )
            for answer in answers:
                answer.change = ""
            groups.append(
                AnswerGroup(
                    title=row.name, answers=answers, change=f"{address}#f-{field.path}.{row.id}", level=1
                )
            )
        return groups

    def _documents(
        self,
        document: Document,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        stored: Stored,
        address: str,
    ) -> Iterator[Answer]:
        documents = self.filler.documents
        for state in evaluation.documents:
            if state.document is not document or state.rule == "none":
                continue
            path = document_path(document.id, state.item)
            part = documents.part(state, evaluation)
            title = documents.title(document, evaluation)
            lines: list[str] = []
            files: list[StoredFile] = []
            for each in state.alternatives:
                held = stored.get(paper_key(document.id, state.item, each.id), ()) if each.asked else ()
                name = documents.paper_title(each.id, document, evaluation)
                if name and (held or (each.asked and each.satisfied and not state.said)):
                    lines.append(name)
                if held and each.dated is not None:
                    date = self.wording.formatter.dates.long(each.dated)
                    lines.append(self.wording.words.get("document_dated", date=date))
                files += held
            if document.by_post:
                lines.append(self.wording.words.get("document_by_post"))
            said = document.said.get(state.said) if state.said else None
            if said is not None:
                lines.append(
                    self.wording.text(said.label, self.wording.procedure.scope).text(evaluation.frame)
                )
            yield Answer(
                label=f"{title} – {part}" if part else title,
                lines=lines,
                files=files,
                change=f"{address}#f-{path}",
                errors=documents.problems(evaluation, path, state, "error"),
                warnings=documents.problems(evaluation, path, state, "warning"),
            )
            yield from self._said_answers(state, evaluation, entries, address)

    def _said_answers(
        self, state: DocumentState, evaluation: Evaluation, entries: Mapping[str, Any], address: str
    ) -> Iterator[Answer]:
        """What was asked because something was said instead of handing the document in."""
        fields = state.document.said_fields.get(state.said or "", ())
        if not state.document.in_parts:
            yield from self._answers(fields, evaluation.frame, evaluation, entries, "", address)
            return
        for field in fields:
            path = f"{document_path(state.document.id, state.item)}.{state.said}.{field.name}"
            typed = entries.get(path)
            problems = evaluation.problems_of(path)
            of_field = self.filler.messages.of_field
            yield Answer(
                label=self.wording.short(field).text(evaluation.frame),
                lines=[typed] if isinstance(typed, str) and typed.strip() else [],
                change=f"{address}#f-{path}",
                errors=[
                    of_field(each, field, evaluation.frame) for each in problems if each.level == "error"
                ],
                warnings=[
                    of_field(each, field, evaluation.frame) for each in problems if each.level == "warning"
                ],
            )
