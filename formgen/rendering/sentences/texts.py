"""An author's texts for readers who see no dossier: what stands for a value is called by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from formgen.language.expressions import Scope
from formgen.language.placeholders import check_text, parse_text
from formgen.language.placeholders.segments import For, Insert, Literal, Segment, TextFormula, When
from formgen.language.readers import Cases, Text

if TYPE_CHECKING:
    from formgen.rendering.sentences import Sentences
    from formgen.rendering.sentences.names import Names

_COUNTED: Final = ("digits",)
_WHITE_SPACE: Final = re.compile(r"[ \t\r\n]+")


def text_in_words(sentences: Sentences, text: Text | Cases[Text] | None, scope: Scope) -> str:
    """A text, or each of its cases behind its condition."""
    if text is None:
        return ""
    if isinstance(text, Text):
        return _Writer(sentences, scope).text(sentences.wording.source(text))
    words = sentences.wording.words
    written = []
    for case in text.items:
        said = _Writer(sentences, scope).text(sentences.wording.source(case.value))
        when = sentences.when(case.when, scope) if case.when else words.get("sentence_otherwise")
        written.append(words.get("sentence_text_when", when=when, text=said))
    return " ".join(written)


def line_in_words(names: Names, text: Text, scope: Scope) -> str:
    """A label or title in one line, its placeholders by their own names."""
    source = names.wording.source(text)
    if "{{" not in source:
        return in_one_line(source)
    segments = check_text(parse_text(source), scope).segments
    return in_one_line("".join(_plainly(names, each) for each in segments))


def in_one_line(text: str) -> str:
    """Without line breaks; the no-break spaces of good typography stay."""
    return _WHITE_SPACE.sub(" ", text).strip(" ")


def _plainly(names: Names, segment: Segment) -> str:
    """A segment without sentences: a label is part of sentences itself."""
    match segment:
        case Literal(text=text):
            return text
        case Insert(formula=TextFormula(binding=binding)) if binding is not None:
            return f"‹{names.label(binding) or binding.name.rpartition('.')[2].replace('_', ' ')}›"
        case When(cases=cases):
            return "".join(_plainly(names, each) for each in cases[0].body)
        case _:
            return "…"


class _Writer:
    def __init__(self, sentences: Sentences, scope: Scope) -> None:
        self.sentences = sentences
        self.words = sentences.wording.words
        self.scope = scope

    def text(self, source: str) -> str:
        return self._all(check_text(parse_text(source), self.scope).segments).strip()

    def _all(self, segments: tuple[Segment, ...]) -> str:
        return "".join(self._one(each) for each in segments)

    def _one(self, segment: Segment) -> str:
        match segment:
            case Literal(text=text):
                return text
            case Insert():
                return self._insert(segment)
            case When():
                return self._when(segment)
            case For():
                items = self._of(segment.items, self._title)
                return self.words.get("sentence_text_for", items=items, text=self._all(segment.body).strip())

    def _insert(self, insert: Insert) -> str:
        if insert.label is not None:
            return f"**{insert.label}** (‹{self.words.get('sentence_link')}›)"
        name = self._of(insert.formula, self._name)
        for applied in insert.filters:
            if applied.name in _COUNTED and applied.argument is not None:
                name = self.words.get("sentence_digits", name=name, count=applied.argument)
        return f"‹{name}›"

    def _when(self, segment: When) -> str:
        written = []
        for case in segment.cases:
            condition = self._of(case.condition, self._condition)
            when = self.words.get("sentence_if", condition=condition)
            written.append(self.words.get("sentence_text_when", when=when, text=self._body(case.body)))
        if segment.otherwise is not None and (body := self._body(segment.otherwise.body)):
            otherwise = self.words.get("sentence_otherwise")
            written.append(self.words.get("sentence_text_when", when=otherwise, text=body))
        return " ".join(written)

    def _body(self, segments: tuple[Segment, ...]) -> str:
        return self._all(segments).strip()

    def _of(self, formula: TextFormula | None, write: Callable[[TextFormula], str]) -> str:
        if formula is None or (formula.checked is None and formula.binding is None):
            return formula.expression.text if formula else "…"
        return write(formula)

    def _condition(self, formula: TextFormula) -> str:
        assert formula.checked is not None
        assert formula.checked.typed is not None
        return self.sentences.of_typed(formula.checked.typed, True).text

    def _name(self, formula: TextFormula) -> str:
        """What a placeholder shows, without quotation marks: the marks around it are enough."""
        names = self.sentences.names
        if formula.binding is not None:
            event = names.event(formula.binding)
            label = names.label(formula.binding)
            return event or label or formula.binding.name.rpartition(".")[2].replace("_", " ")
        assert formula.checked is not None
        assert formula.checked.typed is not None
        return self.sentences.of_typed(formula.checked.typed, False).text

    def _title(self, formula: TextFormula) -> str:
        names = self.sentences.names
        if formula.binding is not None:
            return names.quoted(names.label(formula.binding) or formula.binding.name)
        return formula.expression.text


__all__ = ["in_one_line", "line_in_words", "text_in_words"]
