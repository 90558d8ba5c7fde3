"""Answers by value judged as a whole: shape by the answer models, everything else by the one evaluator.

`validate(procedure, data, facts)` gives the dossier's model with the answers that count. What is hidden by
other answers is ignored, however wrong; what is asked, required or checked is judged by `Procedure.evaluate`,
so that the verdict is the wizard's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from formgen.compiler.answers import Answers, Unread
from formgen.compiler.evaluation import Evaluation, Facts, FieldProblem
from formgen.compiler.procedure import Field, Frame, Procedure
from formgen.language.fields.base import Unreadable

Loc = tuple[str | int, ...]


@dataclass
class Reading:
    """What was read so far: values by path, pages that count as saved, and what has no place.

    What is `misshapen` stands under the path of its field, "" where there is no such field.
    """

    values: dict[str, Any] = attribute(default_factory=dict)
    saved: set[str] = attribute(default_factory=set)
    misshapen: list[tuple[str, InitErrorDetails]] = attribute(default_factory=list)

    def refuse(self, path: str, message: str, loc: Loc, value: Any) -> None:
        """Note something that has no place."""
        self.misshapen.append((path, _error("misshapen" if path else "extra_forbidden", message, loc, value)))


class AnswerReader:
    """Reads answers by value for one procedure."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self._adapters: dict[str, TypeAdapter[Any]] = {}
        self._names = _by_name(field for page in procedure.pages.values() for field in page.fields)

    def read(self, data: Mapping[str, Any]) -> Reading:
        """The answers. What no field can hold is Unread."""
        found = Reading()
        for name, value in data.items():
            if name == "declarations" and isinstance(value, Mapping):
                self._declarations(value, found)
            elif name == "documents" and isinstance(value, Mapping):
                self._documents(value, found)
            else:
                self._field(self._names.get(name), value, found, (name,))
        return found

    def _field(self, field: Field | None, value: Any, found: Reading, loc: Loc) -> None:
        if field is None or not field.spec.asks:
            found.refuse("", "There is no such question", loc, value)
        elif value is None:
            return
        elif field.type_name == "list":
            self._list(field, value, found, loc)
        elif field.type_name == "group":
            if not isinstance(value, Mapping):
                found.refuse(field.path, "A group of answers is wanted", loc, value)
                return
            members = _by_name(field.members)
            for name, each in value.items():
                self._field(members.get(name), each, found, (*loc, name))
        elif (
            field.spec.or_say and isinstance(value, Mapping) and value.get("said") in list(field.spec.or_say)
        ):
            found.values[f"{field.path}?"] = value["said"]
        else:
            read = self._value(field, value)
            if read is not None:
                found.values[field.path] = read

    def _list(self, field: Field, value: Any, found: Reading, loc: Loc) -> None:
        if not isinstance(value, (list, tuple)) or not all(isinstance(each, Mapping) for each in value):
            found.refuse(field.path, "A list of answers is wanted", loc, value)
            return
        members = _by_name(field.members)
        items = []
        for index, item in enumerate(value):
            inside = Reading()
            for name, each in item.items():
                self._field(members.get(name), each, inside, (*loc, index, name))
            # An item's shape is the list's: where the list is hidden, so are its items.
            found.misshapen += [(path and field.path, error) for path, error in inside.misshapen]
            items.append(Answers(inside.values))
        found.values[field.path] = tuple(items)
        found.values[f"{field.path}?"] = bool(items)
        found.saved.add(self.procedure.plan.page_of[field.path])

    def _value(self, field: Field, value: Any) -> Any:
        adapter = self._adapters.get(field.full_path)
        if adapter is None:
            annotation = field.spec.annotation(self.procedure.resolution.context)
            adapter = self._adapters[field.full_path] = TypeAdapter(annotation)
        if isinstance(value, str) and not value.strip():
            return None
        assert field.read is not None
        try:
            # Read once more as if it were typed: the rules of reading are written in one place.
            return field.read(field.spec.write(adapter.validate_python(value)))
        except ValidationError as fault:
            first = fault.errors(include_url=False)[0]
            return Unread(first["type"], (), {"typed": value, "message": first["msg"]})
        except Unreadable as fault:
            return Unread(fault.code, fault.parts, {**fault.values, "typed": value})

    def _declarations(self, given: Mapping[str, Any], found: Reading) -> None:
        for name, value in given.items():
            if name in self.procedure.declarations and isinstance(value, bool | None):
                found.values[f"declarations.{name}"] = value is True
            else:
                found.refuse("", "There is no such declaration", ("declarations", name), value)

    def _documents(self, given: Mapping[str, Any], found: Reading) -> None:
        for name, value in given.items():
            document = self.procedure.documents.get(name)
            word = value.get("said") if isinstance(value, Mapping) else None
            if value is None and document is not None and document.said:
                continue
            if document is None or not isinstance(word, str) or word not in document.said:
                found.refuse("", "Nothing can be said of it", ("documents", name), value)
                continue
            found.values[f"{document.path}?"] = word
            members = _by_name(document.said_fields.get(word, ()))
            for inner, each in value.items():
                if inner != "said":
                    self._field(members.get(inner), each, found, ("documents", name, inner))


def validate(procedure: Procedure, data: Mapping[str, Any], facts: Facts) -> BaseModel:
    """The dossier's model with the answers that count. Raises pydantic's ValidationError.

    `data` by the dossier's model (`procedure.model()`), as Python values or as JSON holds them.
    """
    reader: AnswerReader = procedure.answer_reader()
    read = reader.read(data)
    evaluation = procedure.evaluate(Answers(read.values, frozenset(read.saved)), facts)
    errors = [error for path, error in read.misshapen if not path or evaluation.asked(path)]
    errors += [_of_problem(each) for each in evaluation.answer_problems if each.level == "error"]
    if evaluation.stop is not None:
        title = evaluation.stop.spec.title.value
        errors.append(_error("journey_stopped", title, (), evaluation.stop.page))
    if errors:
        raise ValidationError.from_exception_data(procedure.id, errors)
    return counting(procedure, evaluation)


def counting(procedure: Procedure, evaluation: Evaluation) -> BaseModel:
    """The dossier's model with the answers that count, whether or not they are enough."""
    return _Counting(procedure, evaluation).dossier()


def _by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """Fields by their names, those that follow an option beside the others."""
    found: dict[str, Field] = {}
    for field in fields:
        found[field.name] = field
        if field.type_name not in ("group", "list"):
            found |= _by_name(field.members)
    return found


class _Counting:
    """Puts the answers that count into the dossier's model."""

    def __init__(self, procedure: Procedure, evaluation: Evaluation) -> None:
        self.procedure = procedure
        self.models = procedure.answer_models()
        self.evaluation = evaluation

    def dossier(self) -> BaseModel:
        frame = self.evaluation.frame
        data: dict[str, Any] = {}
        for page in self.procedure.pages.values():
            data |= self._values(page.fields, frame)
        for name, given in (("documents", self._documents()), ("declarations", self._declarations())):
            if given:
                data[name] = self.models.nested(name).model_construct(**given)
        return self.procedure.model().model_construct(**data)

    def _documents(self) -> dict[str, Any]:
        frame, found = self.evaluation.frame, {}
        for each in self.procedure.documents.values():
            word = frame[each.binding.said_slot] if each.binding.said_slot is not None else None
            if word is not None:
                values = self._values(each.said_fields[word], frame)
                found[each.id] = self.models.nested(each.path).model_construct(said=word, **values)
        return found

    def _declarations(self) -> dict[str, bool]:
        given = self.evaluation.answers.values
        return {
            each.id: given.get(each.path) is True
            for each in self.procedure.declarations.values()
            if self.evaluation.asked(each.path)
        }

    def _values(self, fields: Iterable[Field], frame: Frame) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in fields:
            if frame[field.asked_slot] and field.spec.asks:
                found[field.name] = self._value(field, frame)
                if field.type_name not in ("group", "list"):
                    found |= self._values(field.members, frame)
        return found

    def _value(self, field: Field, frame: Frame) -> Any:
        value, said = frame[field.binding.slot], field.binding.said_slot
        if field.type_name == "group":
            return self._nested(field, self._values(field.members, frame))
        if field.type_name == "list":
            items = [] if value is None else value
            return [self._nested(field, self._values(field.members, each)) for each in items]
        if said is not None and frame[said] is not None:
            return self._nested(field, {"said": frame[said]})
        return value

    def _nested(self, field: Field, values: Mapping[str, Any]) -> BaseModel:
        return self.models.nested(field.full_path).model_construct(**values)


def _of_problem(problem: FieldProblem) -> InitErrorDetails:
    parts: list[str | int] = [int(each) if each.isdecimal() else each for each in problem.path.split(".")]
    if parts[0] == "documents" and len(parts) > 2:
        del parts[2]
    message = problem.check.message.value if problem.check is not None else problem.values.get("message")
    words = str(message) if message else problem.code.replace("_", " ")
    return _error(problem.code, words, tuple(parts), problem.values.get("typed"))


def _error(code: str, message: str, loc: Loc, value: Any) -> InitErrorDetails:
    # The message is a template of pydantic's: an author's braces are no names in it.
    return {"type": PydanticCustomError(code, "{message}", {"message": message}), "loc": loc, "input": value}


__all__ = ["AnswerReader", "Reading", "counting", "validate"]
