"""What the list of documents says: every document with its rule, by situation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from formgen.compiler.compile import alternatives_of
from formgen.compiler.procedure import Document, Procedure
from formgen.language.documents import Age, Alternative, AtLeast, Rule
from formgen.language.expressions import tree
from formgen.language.readers import Formula
from formgen.rendering.pdf.checklist import DocumentGroup, DocumentItem
from formgen.rendering.sentences import Sentences
from formgen.rendering.wording import Wording


def document_groups(procedure: Procedure, wording: Wording, frame: list[Any]) -> Sequence[DocumentGroup]:
    """A group for each document, or for each of its cases, in the order of the pages."""
    sentences = Sentences(procedure, wording, whole_questions=True)
    return [
        group
        for page in procedure.pages.values()
        for document in page.documents
        for group in _Groups(sentences, frame, document).all()
    ]


def question_of(formula: Formula) -> str | None:
    """The one question that a condition is about; None for conditions on several, or on none."""
    match formula.expression.tree:
        case tree.Is(left=tree.Name(path=path)) | tree.IsOneOf(left=tree.Name(path=path)):
            return ".".join(path)
        case _:
            return None


class _Groups:
    def __init__(self, sentences: Sentences, frame: list[Any], document: Document) -> None:
        self.sentences = sentences
        self.procedure = procedure = sentences.procedure
        self.wording = sentences.wording
        self.frame = frame
        self.document = document
        page = procedure.pages[document.page]
        self.around: list[Formula] = [
            each.when
            for each in (page.step.spec if page.step else None, page.spec, document.spec)
            if each and each.when
        ]

    def all(self) -> Iterator[DocumentGroup]:
        spec = self.document.spec
        if spec.cases is None:
            yield self._group(spec, [])
            return
        for index, case in enumerate(spec.cases.items):
            if not case.value.not_asked:
                conditions = [case.when] if case.when else []
                yield self._group(case.value, conditions, otherwise=index > 0 and not conditions)

    def _group(self, rule: Rule, conditions: list[Formula], *, otherwise: bool = False) -> DocumentGroup:
        spec = self.document.spec
        title = self._words(spec.title)
        items = [self._item(alternative) for alternative in alternatives_of(rule).values()]
        return DocumentGroup(
            title=title,
            items=items or [DocumentItem(title)],
            when=self._otherwise() if otherwise else self._when([*self.around, *conditions]),
            text=self.wording.text(spec.text, self.procedure.scope, "rich").text(self.frame),
            rule=self._rule(rule) if len(items) > 1 else "",
            notes=list(self._notes()),
        )

    def _when(self, conditions: list[Formula]) -> str:
        if not conditions:
            return ""
        # Of two conditions on one question the inner one says more: "a lawyer or not" before "a guardian".
        by_question = {question_of(each) or str(index): each for index, each in enumerate(conditions)}
        said = [self.sentences.condition(each, self.procedure.scope) for each in by_question.values()]
        # What could only be said with names that nobody outside knows is left to the questions themselves.
        known = [each.text for each in said if each.labelled]
        if not known:
            return self.wording.words.get("situation_depends")
        joined = known[0]
        for each in known[1:]:
            joined = self.wording.words.get("sentence_also", left=joined, right=each)
        return self.wording.words.get("pdf_list_when", condition=joined)

    def _otherwise(self) -> str:
        """Above the last case, which stands for all that those before it leave."""
        words = self.wording.words
        if not self.around:
            return words.get("pdf_list_otherwise")
        return words.get("pdf_list_when_otherwise", when=self._when(self.around))

    def _rule(self, rule: Rule) -> str:
        words = self.wording.words
        if rule.one_of:
            return words.get("pdf_list_one_of")
        if rule.all_of:
            return words.get("pdf_list_all_of")
        count = rule.at_least.n if isinstance(rule.at_least, AtLeast) else rule.at_least or 1
        return words.get("pdf_list_at_least", count=count)

    def _item(self, alternative: Alternative) -> DocumentItem:
        notes = []
        if alternative.when is not None:
            notes.append(self._when([alternative.when]))
        if alternative.not_older_than is not None:
            notes.append(self._age(alternative.not_older_than))
        if alternative.hint is not None:
            notes.append(self.wording.text(alternative.hint, self.procedure.scope, "rich").text(self.frame))
        return DocumentItem(self._title(alternative), " ".join(notes))

    def _title(self, alternative: Alternative) -> str:
        if alternative.title is not None:
            return self._words(alternative.title)
        field = self.procedure.fields[alternative.field.value] if alternative.field else None
        return self.wording.short(field).text(self.frame) if field else alternative.id

    def _notes(self) -> Iterator[str]:
        spec = self.document.spec
        if spec.not_older_than is not None:
            yield self._age(spec.not_older_than)
        if spec.one_per is not None:
            yield self.wording.words.get("document_one_per_period")
        if spec.hand_in == "by_post":
            yield self.wording.words.get("document_by_post")

    def _age(self, age: Age) -> str:
        from formgen.language.expressions import DURATION

        duration = self.wording.formatter.writer(DURATION)(age.limit)
        return self.wording.words.get("document_age", duration=duration)

    def _words(self, text: Any) -> str:
        return self.wording.text(text, self.procedure.scope).text(self.frame)
