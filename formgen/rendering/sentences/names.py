"""What the names of a procedure are called in a language: labels of questions, papers, records, days."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from formgen.language.data import Column
from formgen.language.expressions import Binding
from formgen.language.readers import Cases, Text
from formgen.language.resolution.layout import Placed
from formgen.language.sources import RecordColumn

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure
    from formgen.rendering.wording import Wording

_DAYS: Final = ("today", "started_on", "filed_on", "issued_on")
_EVENTS: Final = (
    *_DAYS,
    *("link", "order", "price", "silence.due", "silence.after"),
    *("agent.first_name", "agent.name", "agent.capacity", "agent.site"),
)
_QUESTION_MARKS: Final = ("?", "\u061f", "\uff1f", "\u037e")


class Names:
    """Names as an author would recognise them, in one language."""

    def __init__(self, procedure: Procedure, wording: Wording, *, whole_questions: bool) -> None:
        self.procedure = procedure
        self.wording = wording
        self.words = wording.words
        self.whole_questions = whole_questions
        self.spec = procedure.spec
        self.placed = procedure.resolution.plan.placed()

    def event(self, binding: Binding) -> str | None:
        """The words for what only the course of a request makes known: days, the agent, the link."""
        if binding.name in _EVENTS:
            return self.words.get(f"sentence_{binding.name.replace('.', '_')}")
        action, _, part = binding.name.rpartition(".")
        actions = self.spec.workflow.actions if self.spec.workflow else {}
        if part == "on" and action in actions and binding.name not in self.placed:
            return self.words.get("sentence_action_on", action=self.quoted(self.action(action)))
        return None

    def label(self, binding: Binding) -> str | None:
        """The author's words for a name, in one line; None where only an id is known."""
        spec = self.spec
        placed = self.placed.get(binding.name)
        if placed is not None:
            return self.of_field(placed)
        kind, _, name = binding.name.partition(".")
        if kind == "documents" and name in spec.documents:
            return self.line(spec.documents[name].title)
        if binding.name in spec.calculations:
            return self.line(spec.calculations[binding.name].label) or None
        if binding.name in spec.sources:
            return self.line(spec.sources[binding.name].label) or None
        if binding.name in spec.numbers:
            return self.words.get("request_number")
        if binding.name in spec.tables:
            return self.line(spec.tables[binding.name].label) or None
        return self.column(kind, name)

    def column(self, data: str, column: str) -> str | None:
        """A column of a source, a table or a list by its label; of a source, else like the field that shows
        it."""
        spec = self.spec
        declared: Column | RecordColumn | None = None
        if data in spec.sources:
            declared = spec.sources[data].record.get(column)
        elif data in spec.tables:
            declared = spec.tables[data].columns.get(column)
        elif data in spec.lists:
            file = spec.lists[data].file
            declared = file.columns.get(column) if file is not None else None
        written = self.line(declared.label) if declared is not None else ""
        return written or self._of_column(f"{data}.{column}")

    def collection(self, name: str) -> str | None:
        """A list or a table by what its author calls it."""
        spec = self.spec
        if name in spec.lists:
            return self.line(spec.lists[name].title) or None
        return self.line(spec.tables[name].label) or None if name in spec.tables else None

    def of_field(self, placed: Placed) -> str:
        """A field by its short name, or its question; with its group where two fields are called alike."""
        label = self._own_label(placed)
        group = placed.parent
        if group is not None and group.follows is None and not placed.follows and self._called[label] > 1:
            return self.words.get("sentence_in_group", name=label, group=self._own_label(group))
        return label

    def is_ambiguous(self, binding: Binding) -> bool:
        """Whether another field is called the same."""
        placed = self.placed.get(binding.name)
        return placed is not None and self._called[self._own_label(placed)] > 1

    @cached_property
    def _called(self) -> Counter[str]:
        return Counter(self._own_label(each) for each in self.placed.values())

    def _own_label(self, placed: Placed) -> str:
        spec = placed.spec
        text = spec.label if self.whole_questions else spec.short or spec.label
        return self.line(text, placed) or placed.spec.id

    def _of_column(self, name: str) -> str | None:
        """A column of a register is called like the field that shows it."""
        for placed in self.placed.values():
            source = placed.spec.copied_from or placed.spec.prefill
            if source is not None and source.value == name:
                return self._own_label(placed)
        return None

    def line(self, text: Text | Cases[Text] | None, placed: Placed | None = None) -> str:
        """A text in one line; of cases the last, which applies when nothing is known."""
        from formgen.rendering.sentences.texts import line_in_words

        if isinstance(text, Cases):
            text = text.items[-1].value
        if text is None:
            return ""
        scope = placed.scope if placed is not None else self.procedure.scope
        return line_in_words(self, text, scope).rstrip(" :.")

    def action(self, name: str) -> str:
        """An action by the words on its button."""
        actions = self.spec.workflow.actions if self.spec.workflow else {}
        return self.line(actions[name].label) or spelt(name)

    def said(self, binding: Binding, word: str) -> str:
        """What may be said instead of a value."""
        placed = self.placed.get(binding.name)
        document = self.procedure.documents.get(binding.name.removeprefix("documents."))
        ways = placed.spec.or_say if placed is not None else document.said if document is not None else {}
        return self.line(ways[word].label, placed) if word in ways else binding.said.get(word, word)

    def paper(self, document: str, alternative: str) -> str:
        """One of the papers that a document may be."""
        found = self.procedure.documents[document].alternatives[alternative]
        if found.title is None and found.field is not None and found.field.value in self.placed:
            return self.of_field(self.placed[found.field.value])
        return self.line(found.title) or spelt(alternative)

    def quoted(self, text: str) -> str:
        """Words in the quotation marks of the language."""
        return self.words.get("quoted", text=text)

    def is_question(self, label: str) -> bool:
        """Whether a label is a whole question rather than the name of what is asked."""
        return label.rstrip(" )").endswith(_QUESTION_MARKS)

    def with_article(self, label: str) -> str | None:
        """A label that begins with an article or its like, as it stands within a sentence; else None."""
        first = label.split(" ", 1)[0].lower()
        for article in self.words.get("sentence_articles").split():
            if first == article or (article.endswith("’") and first.startswith(article)):
                return label[0].lower() + label[1:]
        return None


def spelt(name: str) -> str:
    """An id as words: "size_in_table" as "size in table"."""
    return name.rpartition(".")[2].replace("_", " ")
