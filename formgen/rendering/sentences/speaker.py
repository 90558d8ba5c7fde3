"""The voice of sentences: the labels of a procedure, the phrases and the ways of writing of a language."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

from formgen.language.expressions import (
    CONDITION,
    Binding,
    Choice,
    Choices,
    Country,
    Date,
    Document,
    Record,
    Text,
    Type,
    check,
)
from formgen.language.expressions.typed import Constant, Read, Typed
from formgen.rendering.sentences.names import Names, spelt


class Speaker:
    """A `Voice` (see `formgen.language.expressions.sentences`) for one sentence.

    `labelled` turns false when something had to be called by its id.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.labelled = True

    def phrase(self, key: str, **values: object) -> str:
        return self.names.words.get(f"sentence_{key}", **values)

    def join(self, items: Sequence[str], word: Literal["and", "or"]) -> str:
        from babel.lists import format_list

        locale = self.names.wording.formatter.locale
        return format_list(list(items), style="standard" if word == "and" else "or", locale=locale)

    def name(self, read: Read) -> str:
        event = self._event(read.binding)
        if event is not None:
            return event
        label = self._label(read.binding)
        if self.names.is_question(label):
            return self.phrase("answer_to", question=self.names.quoted(label))
        return self._placed(read, self.names.with_article(label) or self.names.quoted(label))

    def title(self, read: Read) -> str:
        event = self._event(read.binding)
        if event is not None:
            return event
        return self._placed(read, self.names.quoted(self._label(read.binding)))

    def _event(self, binding: Binding) -> str | None:
        if binding.name.startswith("verdicts."):
            document = self.names.procedure.documents[binding.name.removeprefix("verdicts.")]
            return self.phrase("verdict", document=self.names.quoted(self.names.line(document.spec.title)))
        return self.names.event(binding)

    def _label(self, binding: Binding) -> str:
        label = self.names.label(binding)
        if label is None:
            self.labelled = False
            return spelt(binding.name)
        return label

    def _placed(self, read: Read, name: str) -> str:
        """With what a name alone does not say: the register it is read in, the dossier around an item."""
        source = self._record_around(read.binding)
        if source is not None:
            return self.phrase("in_source", name=name, source=source)
        if read.up and self.names.is_ambiguous(read.binding):
            return self.phrase("of_dossier", name=name)
        return name

    def _record_around(self, binding: Binding) -> str | None:
        record, _, column = binding.name.rpartition(".")
        spec = self.names.spec
        if not column or binding.name in self.names.placed or record not in {**spec.sources, **spec.tables}:
            return None
        found = self.names.procedure.scope.find(record)
        if found is None or not isinstance(found.type, Record):
            return None
        label = self._label(found)
        return self.names.with_article(label) or self.names.quoted(label)

    def value(self, kind: Type, value: Any, beside: Binding | None = None) -> str:
        name = beside.name if beside is not None else ""
        formatter = self.names.wording.formatter
        match kind:
            case Document():
                papers = [self.names.paper(name.removeprefix("documents."), each) for each in sorted(value)]
                return self.join([self.names.quoted(each) for each in papers], "or")
            case Choice() if name.startswith("verdicts."):
                return self.names.quoted(self.phrase(f"verdict_{value}"))
            case Date():
                return self.phrase("day", day=formatter.writer(kind, name)(value))
            case Choice() | Choices() | Country() | Text():
                return self.names.quoted(formatter.writer(kind, name)(value))
            case _:
                return formatter.writer(kind, name)(value)

    def percent(self, share: Decimal) -> str:
        return self.names.wording.formatter.numbers.unit(share * 100, "%")

    def said(self, binding: Binding, word: str) -> str:
        return self.names.quoted(self.names.said(binding, word))

    def part(self, part: str) -> str:
        return self.names.quoted(self.names.words.get(part))

    def members(self, collection: str) -> str:
        label = self.names.collection(collection)
        if label is not None:
            return self.names.quoted(label)
        self.labelled = False
        return self.names.quoted(spelt(collection))

    def definition(self, binding: Binding) -> Typed | None:
        spec, scope = self.names.spec, self.names.procedure.scope
        formula = spec.conditions.get(binding.name)
        if formula is not None:
            return check(formula.expression, scope, CONDITION).typed
        calculation = spec.calculations.get(binding.name)
        if calculation is None or calculation.is_ is None or calculation.label is not None:
            return None
        # A rule may give a figure a name to keep it in one place; a reader wants the figure.
        found = check(calculation.is_.expression, scope, binding.type).typed
        return found if isinstance(found, Constant) else None

    def is_asked(self, binding: Binding) -> bool:
        return binding.name in self.names.placed
