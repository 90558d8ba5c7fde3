"""What a person is told about an answer: the author's words where there are some, else formgen's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from formgen.compiler.evaluation import FieldProblem
from formgen.compiler.procedure import Field
from formgen.language.values import Duration
from formgen.rendering.wording import Wording

EXAMPLE: Final = date(2007, 3, 27)


class Messages:
    """Words for problems, in one language."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.example = wording.formatter.dates.long(EXAMPLE)

    def of_field(self, problem: FieldProblem, field: Field, frame: Sequence[Any]) -> str:
        """What to do about a problem of a field. `frame` is the one its label is shown with."""
        own = self._own(problem, field.spec.errors.get(problem.code), field, frame)
        if own is not None:
            return own
        label = self.wording.short(field).text(list(frame))
        return self.words(problem, label, field.spec.in_errors(), field, frame)

    def at_level(
        self, level: str, problems: Iterable[FieldProblem], field: Field, frame: Sequence[Any]
    ) -> list[str]:
        """What to do about those of a field's problems that are at one level: "error" or "warning"."""
        return [self.of_field(each, field, frame) for each in problems if each.level == level]

    def of_check(self, problem: FieldProblem, frame: Sequence[Any]) -> str:
        """What the author's check says, wherever it stands."""
        scope = self.wording.procedure.scope
        return self.wording.text(problem.check.message, scope).text(list(problem.frame or frame))

    def words(
        self,
        problem: FieldProblem,
        label: str,
        kind: str,
        field: Field | None = None,
        frame: Sequence[Any] | None = None,
    ) -> str:
        """formgen's own words for a code; `frame` is the one that the field stands in."""
        values = {
            "example": self.example,
            **{name: self._written(value, field, frame) for name, value in problem.values.items()},
        }
        values["label"] = label
        words = self.wording.words
        keys = [f"error_{problem.code}_{kind}", f"error_{problem.code}", problem.code, "error_check"]
        if problem.level == "warning":
            keys.insert(0, f"warning_{problem.code}")
        for key in keys:
            if key in words:
                return words.get(key, **values)
        raise LookupError(f"no words for the problem {problem.code}")

    def _own(self, problem: FieldProblem, written: Any, field: Field, frame: Sequence[Any]) -> str | None:
        if problem.check is not None:
            return self.wording.text(problem.check.message, field.scope).text(list(problem.frame or frame))
        if written is not None:
            return self.wording.text(written, field.scope).text(list(frame))
        return None

    def _written(self, value: Any, field: Field | None, frame: Sequence[Any] | None) -> Any:
        formatter = self.wording.formatter
        match value:
            case date():
                return formatter.dates.long(value)
            case bool():
                return value
            case Decimal() if field is not None and field.binding.name in formatter.presentations:
                return formatter.writer(field.type, field.binding.name)(value)
            case Decimal():
                return formatter.numbers.number(value)
            case Duration():
                return formatter.numbers.duration(value)
            case tuple() | list():
                return formatter.join([self._part(str(each)) for each in value])
            case str() if field is not None and value in field.options:
                return self.wording.option(field, field.options[value], frame)
        return value

    def _part(self, name: str) -> str:
        words = self.wording.words
        return words.get(name).lower() if name in words else name
