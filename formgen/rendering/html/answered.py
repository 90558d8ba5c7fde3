"""What was answered and handed in, as lines of the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from formgen.compiler.evaluation import DocumentState, Evaluation
from formgen.compiler.procedure import Document, Field
from formgen.rendering.html.documents import document_path, paper_key
from formgen.rendering.html.filling import Filler
from formgen.rendering.html.views.documents import StoredFile
from formgen.rendering.html.views.review import Answer, AnswerGroup
from formgen.rendering.wording import Wording

Stored = Mapping[str, Sequence[StoredFile]]
"""The files handed in, by `Paper.key`."""


class Answered:
    """Writes what was answered, in one language.

    `entries` are as typed; `address` is that of the page where an answer is changed.
    """

    def __init__(self, wording: Wording, filler: Filler) -> None:
        self.wording = wording
        self.filler = filler
        self.messages = filler.messages

    def fields(
        self,
        fields: Iterable[Field],
        frame: Any,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        prefix: str,
        address: str,
    ) -> Iterator[Answer]:
        """The fields that are asked, with those inside them. `prefix` leads to an item's problems."""
        for field in fields:
            if not frame[field.asked_slot] or field.type_name == "list":
                continue
            if field.spec.asks and field.type_name != "group":
                yield self._answer(field, frame, evaluation, entries, prefix, address)
            yield from self.fields(field.members, frame, evaluation, entries, prefix, address)

    def _answer(
        self,
        field: Field,
        frame: Any,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        prefix: str,
        address: str,
    ) -> Answer:
        problems = evaluation.problems_of(prefix + field.path)
        locked = field.copied is not None and (
            frame[field.binding.slot] is not None or field.spec.if_missing != "ask"
        )
        return Answer(
            label=self.wording.short(field).text(frame),
            lines=self._lines(field, frame, entries),
            source=self.filler.source_of(field) if locked and frame[field.binding.slot] is not None else "",
            change="" if locked else f"{address}#f-{field.path}",
            errors=self.messages.at_level("error", problems, field, frame),
            warnings=self.messages.at_level("warning", problems, field, frame),
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

    def list_itself(self, field: Field, evaluation: Evaluation, address: str) -> Iterator[Answer]:
        """How many items a list has, where it is asked."""
        frame = evaluation.frame
        if not frame[field.asked_slot]:
            return
        items = frame[field.binding.slot]
        words = self.wording.words
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
            errors=self.messages.at_level("error", problems, field, frame),
            warnings=self.messages.at_level("warning", problems, field, frame),
        )

    def items(
        self, field: Field, evaluation: Evaluation, entries: Mapping[str, Any], address: str
    ) -> list[AnswerGroup]:
        """The items of a list; each is changed as a whole."""
        frames = evaluation.frame[field.binding.slot] or ()
        written = entries.get(field.path) or ()
        rows = self.filler.row_names(field, evaluation, entries)
        groups = []
        for index, (frame, item, row) in enumerate(zip(frames, written, rows, strict=False)):
            prefix = f"{field.path}.{index}."
            answers = list(self.fields(field.members, frame, evaluation, item.get("entries", {}), prefix, ""))
            for answer in answers:
                answer.change = ""
            groups.append(
                AnswerGroup(
                    title=row.name, answers=answers, change=f"{address}#f-{field.path}.{row.id}", level=1
                )
            )
        return groups

    def document(
        self,
        document: Document,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        stored: Stored,
        address: str,
    ) -> Iterator[Answer]:
        """A document, once for each item or period where it is asked several times."""
        documents = self.filler.documents
        for state in evaluation.documents:
            if state.document is not document or state.rule == "none":
                continue
            path = document_path(document.id, state.item)
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
                label=documents.label(state, evaluation),
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
            yield from self.fields(fields, evaluation.frame, evaluation, entries, "", address)
            return
        for field in fields:
            path = f"{document_path(state.document.id, state.item)}.{state.said}.{field.name}"
            typed = entries.get(path)
            problems = evaluation.problems_of(path)
            yield Answer(
                label=self.wording.short(field).text(evaluation.frame),
                lines=[typed] if isinstance(typed, str) and typed.strip() else [],
                change=f"{address}#f-{path}",
                errors=self.messages.at_level("error", problems, field, evaluation.frame),
                warnings=self.messages.at_level("warning", problems, field, evaluation.frame),
            )
