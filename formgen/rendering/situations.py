"""Conditions in a reader's words, for the list of documents: "Where do you live? – In a hotel".

A question and the answers that count, not a grammar of sentences: that reads alike in every language.
What cannot be said so (arithmetic, dates, lists) gives None: the reader is told that it depends.
"""

from __future__ import annotations

from typing import Any

from formgen.compiler.procedure import Field, Procedure
from formgen.language.expressions import tree
from formgen.language.readers import Formula
from formgen.rendering.wording import Wording


def situation(formula: Formula, procedure: Procedure, wording: Wording) -> str | None:
    """The condition in words, None where it cannot be said."""
    return _Sentence(procedure, wording).of(formula.expression.tree)


def question_of(formula: Formula) -> str | None:
    """The one question that a condition is about; None for conditions on several, or on none."""
    match formula.expression.tree:
        case tree.Is(left=tree.Name(path=path)) | tree.IsOneOf(left=tree.Name(path=path)):
            return ".".join(path)
        case _:
            return None


class _Sentence:
    def __init__(self, procedure: Procedure, wording: Wording) -> None:
        self.procedure = procedure
        self.wording = wording

    def of(self, node: tree.Node) -> str | None:
        match node:
            case tree.Parenthesised(inner=inner):
                return self.of(inner)
            case tree.Both(parts=parts):
                return self._joined(parts, "and")
            case tree.Either(parts=parts):
                return self._joined(parts, "or")
            case tree.Name(path=(name,)) if name in self.procedure.spec.conditions:
                return self.of(self.procedure.spec.conditions[name].expression.tree)
            case tree.Is(
                left=tree.Name() as name, right=tree.Name(path=(word,)), same=False, negated=negated
            ):
                return self._answers(name, [word], negated)
            case tree.IsOneOf(left=tree.Name() as name, options=options, negated=negated):
                words = [option.path[0] for option in options if isinstance(option, tree.Name)]
                return self._answers(name, words, negated) if len(words) == len(options) else None
            case tree.Includes(left=tree.Name() as name, option=tree.Name(path=(word,))):
                return self._answers(name, [word], False)
            case _:
                return None

    def _joined(self, parts: tuple[tree.Node, ...], word: str) -> str | None:
        said = [self.of(part) for part in parts]
        known = [each for each in said if each is not None]
        if len(known) < len(said):
            return None
        return f" {self.wording.words.get(word)} ".join(known)

    def _answers(self, name: tree.Name, words: list[str], negated: bool) -> str | None:
        field = self.procedure.fields.get(".".join(name.path))
        if field is None:
            return None
        labels = [self._label(field, word) for word in words]
        if negated:
            others = [word for word in field.options if word not in words]
            # The answers that remain are said: "all but" would have to be worked out by the reader.
            labels = [self._label(field, word) for word in others]
        if not labels or None in labels:
            return None
        catalogue = self.wording.words
        answers = f" {catalogue.get('or')} ".join(catalogue.get("quoted", text=each or "") for each in labels)
        question = self.wording.text(field.spec.label, field.scope).text(self._nothing())
        return catalogue.get("situation_answer", question=question, answers=answers)

    def _label(self, field: Field, word: str) -> str | None:
        if field.type_name in ("yes_no", "agreement") and word in ("yes", "no"):
            return self.wording.words.get(word)
        return self.wording.option(field, field.options[word]) if word in field.options else None

    def _nothing(self) -> list[Any]:
        return list(self.procedure.plan.template)
