"""The documents of a page, as they are asked of one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from formgen.compiler.evaluation import AlternativeState, DocumentState, Evaluation, FieldProblem
from formgen.compiler.procedure import Document, Page
from formgen.language.fields.base import Requirement
from formgen.language.values import subtract_duration
from formgen.rendering.html.messages import Messages
from formgen.rendering.html.shown import size_writer
from formgen.rendering.html.views.documents import DocumentView, Paper, SaidField, SaidWord, StoredFile
from formgen.rendering.html.views.errors import SummaryLine
from formgen.rendering.wording import Wording

MARKS = {"jpg": "JPG", "png": "PNG", "pdf": "PDF", "tiff": "TIFF", "bmp": "BMP"}


def paper_key(document: str, item: str, alternative: str) -> str:
    """How a paper is called in a form: "presence:3:provided"."""
    return f"{document}:{item}:{alternative}"


def document_path(document: str, item: str) -> str:
    """Where problems and words said of a document stand: "documents.presence.3"."""
    return f"documents.{document}.{item}" if item else f"documents.{document}"


def dated_path(document: str, item: str, alternative: str) -> str:
    """Where the date of a paper is entered, as day, month and year: "documents.lease_proof.lease.dated"."""
    return f"{document_path(document, item)}.{alternative}.dated"


class DocumentViews:
    """Views of documents, in one language."""

    def __init__(self, wording: Wording, messages: Messages) -> None:
        self.wording = wording
        self.messages = messages
        self.size = size_writer(wording.formatter.locale)

    def of_page(
        self,
        page: Page,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        stored: Mapping[str, Sequence[StoredFile]],
        refused: Mapping[str, Sequence[str]],
        *,
        with_errors: bool,
        saved: bool,
    ) -> tuple[dict[str, list[DocumentView]], list[SummaryLine]]:
        """The documents asked on a page by their ids, and the lines of the summary."""
        placed = {document.id for document in page.documents}
        views: dict[str, list[DocumentView]] = {}
        lines: list[SummaryLine] = []
        for state in evaluation.documents:
            if state.document.id not in placed or state.rule == "none":
                continue
            view = self.view(state, evaluation, entries, stored, refused, with_errors=with_errors)
            if with_errors:
                view.errors = self.problems(evaluation, view.path, state, "error")
            if with_errors or saved:
                view.warnings = self.problems(evaluation, view.path, state, "warning")
            lines += [SummaryLine(target=f"f-{view.path}", text=text) for text in view.errors]
            lines += [
                SummaryLine(target=f"f-{each.name}", text=text)
                for word in view.words
                for each in word.fields
                for text in each.errors
            ]
            lines += [
                SummaryLine(target=f"p-{paper.key}", text=text)
                for paper in view.papers
                for text in paper.errors
            ]
            views.setdefault(state.document.id, []).append(view)
        return views, lines

    def view(
        self,
        state: DocumentState,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        stored: Mapping[str, Sequence[StoredFile]],
        refused: Mapping[str, Sequence[str]],
        *,
        with_errors: bool,
    ) -> DocumentView:
        """One document, without the problems that concern the whole of it."""
        document = state.document
        path = document_path(document.id, state.item)
        said = entries.get(f"{path}?") or ""
        asked = [each for each in state.alternatives if each.asked]
        # A paper that another answer may call for is there, hidden, so that scripts can show it at once.
        shown = [each for each in state.alternatives if each.asked or _may_be_asked(each, document)]
        return DocumentView(
            path=path,
            title=self.title(document, evaluation),
            part=self.part(state, evaluation),
            rule=self._rule(state, len(asked)),
            limits="" if document.by_post else self.limits(document),
            papers=[self._paper(each, state, evaluation, entries, stored, refused) for each in shown],
            said=said,
            words=[
                self._said(path, id, word, document, entries, evaluation, with_errors=with_errors)
                for id, word in document.said.items()
                if not document.by_post
            ],
            optional=state.level is None and not document.by_post,
            by_post=document.by_post,
        )

    def title(self, document: Document, evaluation: Evaluation) -> str:
        """The title of a document."""
        return self.wording.text(document.spec.title, self.wording.procedure.scope).text(evaluation.frame)

    def part(self, state: DocumentState, evaluation: Evaluation) -> str:
        """The item or the period that a document is for."""
        if state.period is not None:
            long = self.wording.formatter.dates.long
            return self.wording.words.get(
                "document_from_date", start=long(state.period[0]), end=long(state.period[1])
            )
        if state.item and state.document.spec.for_each is not None:
            return self._item_name(state, evaluation)
        return ""

    def limits(self, document: Document) -> str:
        """Formats and size accepted."""
        formats = ", ".join(MARKS.get(each, each.upper()) for each in document.formats)
        return self.wording.words.get("upload_formats", formats=formats, size=self.size(document.max_size))

    def paper_title(self, alternative: str, document: Document, evaluation: Evaluation) -> str:
        """The name of one paper of a rule; "" for the only one of a single document."""
        spec = document.alternatives.get(alternative)
        if spec is None:
            return ""
        return self.wording.text(spec.title, self.wording.procedure.scope).text(evaluation.frame)

    def _rule(self, state: DocumentState, asked: int) -> str:
        words = self.wording.words
        if asked < 2:
            return ""
        match state.rule:
            case "one_of":
                return words.get("document_choose_one")
            case "all_of":
                return words.get("document_all")
            case "at_least":
                return words.get("document_at_least", count=state.at_least)
        return ""

    def _paper(
        self,
        state: AlternativeState,
        of: DocumentState,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        stored: Mapping[str, Sequence[StoredFile]],
        refused: Mapping[str, Sequence[str]],
    ) -> Paper:
        document = of.document
        scope = self.wording.procedure.scope
        key = paper_key(document.id, of.item, state.id)
        spec = document.alternatives.get(state.id)
        age = (spec.not_older_than if spec else None) or document.spec.not_older_than
        typed = entries.get(dated_path(document.id, of.item, state.id)) or {}
        field = self.wording.procedure.fields.get(spec.field.value) if spec and spec.field else None
        return Paper(
            key=key,
            title=self.paper_title(state.id, document, evaluation),
            hint=self.wording.text(spec.hint, scope).text(evaluation.frame) if spec else "",
            files=stored.get(key, ()),
            max_files=document.max_files,
            date_wanted=age is not None and age.dated == "asked" and bool(stored.get(key)),
            day=typed.get("day", ""),
            month=typed.get("month", ""),
            year=typed.get("year", ""),
            stands_for=self.wording.short(field).text(evaluation.frame) if field else "",
            satisfied=state.satisfied,
            hidden=not state.asked,
            errors=refused.get(key, ()),
        )

    def _said(
        self,
        path: str,
        id: str,
        word: Any,
        document: Document,
        entries: Mapping[str, Any],
        evaluation: Evaluation,
        *,
        with_errors: bool,
    ) -> SaidWord:
        scope = self.wording.procedure.scope
        fields = []
        # Those of a document asked once have the controls of their types, and stand in the page's own view.
        for field in document.said_fields.get(id, ()) if document.in_parts else ():
            name = f"{path}.{id}.{field.name}"
            typed = entries.get(name)
            fields.append(
                SaidField(
                    name=name,
                    label=self.wording.text(field.spec.label, field.scope).text(evaluation.frame),
                    value=typed if isinstance(typed, str) else "",
                    errors=self.messages.at_level(
                        "error", evaluation.problems_of(name), field, evaluation.frame
                    )
                    if with_errors
                    else (),
                    optional=isinstance(field.spec.required, Requirement)
                    and field.spec.required.level is None,
                )
            )
        return SaidWord(
            id=id, label=self.wording.text(word.label, scope).text(evaluation.frame), fields=fields
        )

    def problems(self, evaluation: Evaluation, path: str, state: DocumentState, level: str) -> list[str]:
        """What is wrong with a document, at one level. What is wrong with it as a whole stands at its first
        part.
        """
        found = [*evaluation.problems_of(path)]
        if state.item and path != state.document.path and _is_first(state, evaluation):
            found = [*evaluation.problems_of(state.document.path), *found]
        return [self.message(each, state, evaluation) for each in found if each.level == level]

    def message(self, problem: FieldProblem, state: DocumentState, evaluation: Evaluation) -> str:
        """What to do about a problem of a document."""
        if problem.check is not None:
            return self.messages.of_check(problem, evaluation.frame)
        words = self.wording.words
        values: Mapping[str, Any] = problem.values
        paper = self.paper_title(str(values.get("paper", "")), state.document, evaluation)
        label = paper or self.label(state, evaluation)
        facts = evaluation.facts
        long = self.wording.formatter.dates.long
        match problem.code:
            case "too_few_documents":
                label = self.title(state.document, evaluation)
                return words.get("too_few_documents", label=label, count=int(str(values["least"])))
            case "document_missing" if problem.level == "warning" and state.period is not None:
                return words.get("document_part_missing")
            case "document_missing" if problem.level == "warning":
                return words.get("document_missing_warning", label=label)
            case "document_too_old":
                limit = subtract_duration(facts.day_of_documents, values["limit"])
                return words.get(
                    "document_too_old", label=label, date=long(values["dated"]), limit=long(limit)
                )
            case "document_from_future":
                return words.get("document_from_future", label=label, date=long(values["dated"]))
        return words.get(problem.code, label=label)

    def label(self, state: DocumentState, evaluation: Evaluation) -> str:
        """A document by its title and the part it is for."""
        part = self.part(state, evaluation)
        title = self.title(state.document, evaluation)
        return f"{title} – {part}" if part else title

    def _item_name(self, state: DocumentState, evaluation: Evaluation) -> str:
        procedure = self.wording.procedure
        named = state.document.spec.for_each
        field = procedure.fields.get(named.value) if named is not None else None
        if field is None:
            return state.item
        items = evaluation.answers.get(field.path) or ()
        frames = evaluation.frame[field.binding.slot] or ()
        written: Any = field.spec
        for index, (answers, frame) in enumerate(zip(items, frames, strict=False)):
            if answers.id == state.item:
                scope = field.members[0].scope
                name = self.wording.text(written.item, scope).text(frame) if written.item else ""
                label = self.wording.one_of(field).text(evaluation.frame)
                return name or self.wording.words.get("list_item_number", label=label, number=index + 1)
        return state.item


def _is_first(state: DocumentState, evaluation: Evaluation) -> bool:
    return next(each for each in evaluation.documents if each.document is state.document) is state


def _may_be_asked(state: AlternativeState, document: Document) -> bool:
    spec = document.alternatives.get(state.id)
    return spec is not None and spec.when is not None
