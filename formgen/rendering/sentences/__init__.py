"""Conditions, calculations and texts of a procedure in words, for readers who see no dossier.

    sentences = Sentences(procedure, wording)
    sentences.condition(field.spec.when, field.scope).text    # "“Housing” is “In a hotel”"
    sentences.text(page.spec.text, procedure.scope)           # placeholders by their names: "‹Amount›"

The grammar is `formgen.language.expressions.sentences`; here it meets the labels of a procedure and the words
of a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from formgen.language.expressions import CONDITION, Scope, Type, check
from formgen.language.expressions.sentences import condition, value
from formgen.language.expressions.typed import Typed
from formgen.language.readers import Cases, Formula, Text
from formgen.rendering.sentences.names import Names
from formgen.rendering.sentences.speaker import Speaker
from formgen.rendering.sentences.texts import text_in_words

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure
    from formgen.rendering.wording import Wording


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words for an expression. `labelled`: whether every name in them is a text of the author, not an id."""

    text: str
    labelled: bool


class Sentences:
    """The sentences of a procedure in the language of `wording`.

    `whole_questions`: questions are named by their labels, for readers to whom a short name says nothing yet.
    """

    def __init__(self, procedure: Procedure, wording: Wording, *, whole_questions: bool = False) -> None:
        self.procedure = procedure
        self.wording = wording
        self.names = Names(procedure, wording, whole_questions=whole_questions)

    def condition(self, formula: Formula, scope: Scope) -> Sentence:
        """A condition without the word "if". Raises ValueError for one with errors."""
        return self.of_typed(_typed(formula, scope, CONDITION), True)

    def value(self, formula: Formula, scope: Scope, expected: Type | None = None) -> Sentence:
        """A calculation, a default, a day. Raises ValueError for one with errors."""
        return self.of_typed(_typed(formula, scope, expected), False)

    def of_typed(self, typed: Typed, is_condition: bool) -> Sentence:
        """The same for an expression that is typed already, in a text for example."""
        speaker = Speaker(self.names)
        text = condition(typed, speaker) if is_condition else value(typed, speaker)
        return Sentence(text, speaker.labelled)

    def when(self, formula: Formula, scope: Scope) -> str:
        """The condition behind the word "if"."""
        return self.wording.words.get("sentence_if", condition=self.condition(formula, scope).text)

    def text(self, text: Text | Cases[Text] | None, scope: Scope) -> str:
        """An author's text as Markdown, its placeholders by name; several cases one after the other."""
        return text_in_words(self, text, scope)


def _typed(formula: Formula, scope: Scope, expected: Type | None) -> Typed:
    checked = check(formula.expression, scope, expected)
    if checked.typed is None:
        raise ValueError(f"an expression with errors has no sentence: {formula.expression.text!r}")
    return checked.typed


__all__ = ["Sentence", "Sentences"]
