"""Models of answers, for callers that bring values instead of filling in pages: one a page, one for all.

A group is a nested model, a list a list of models, a field of `then_ask` stands beside its field. What is
said instead of a value (`or_say`) stands under the field's name with a question mark: `"phone?": "none"`.
An empty list answers a list's first question with no. Declarations stand under `declarations`. Documents
handed in are facts, not answers; what is said instead of one stands under `documents`, by its id, as `said`.
The models know what one answer must be; what answers owe each other is the evaluator's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from formgen.compiler.answers import Answers
from formgen.compiler.evaluation import Evaluation, Facts
from formgen.compiler.procedure import Document, Field, Page, Procedure
from formgen.language.fields.base import Requirement, Unreadable
from formgen.language.fields.group import GroupField
from formgen.language.fields.list import ListField
from formgen.language.resolution.context import label_of

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

PREFIX = "answer_"
"""Stands before ids as attributes of models: pydantic keeps some words for itself, such as `copy`."""


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """Something wrong at a path ("children.0.birth_date"): its code, and words for developers."""

    path: str
    code: str
    message: str


class AnswersInvalid(ValueError):
    """Values that could not be filed. `problems`: everything wrong with them that was looked at."""

    def __init__(self, problems: tuple[AnswerProblem, ...]) -> None:
        super().__init__("; ".join(f"{each.path}: {each.message}" for each in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of a model: its type, what it asks, and whether it must be there."""

    kind: Any
    label: str
    needed: bool

    def declared(self, name: str) -> Any:
        from pydantic import Field as Information

        if self.needed:
            return self.kind, Information(alias=name, description=self.label or None)
        return self.kind | None, Information(default=None, alias=name, description=self.label or None)


class AnswerModels:
    """The models of a procedure; each is made at its first use and kept."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self._pages: dict[str, type[BaseModel]] = {}

    def page(self, id: str) -> type[BaseModel]:
        """The model of what one page asks. Raises KeyError for an unknown page."""
        found = self._pages.get(id)
        if found is None:
            page = self.procedure.pages[id]
            found = self._pages[id] = self._model(f"Page {id}", self._keys(page.fields, False))
        return found

    @cached_property
    def dossier(self) -> type[BaseModel]:
        """The model of all answers of a dossier; what only some dossiers are asked may be left out."""
        keys: dict[str, _Key] = {}
        for page in self.procedure.pages.values():
            keys |= self._keys(page.fields, self._conditional(page))
        declarations = {
            each.id: _Key(bool, "", each.spec.when is None and _always(each.spec.required))
            for each in self.procedure.declarations.values()
        }
        if declarations:
            optional = not any(each.needed for each in declarations.values())
            keys["declarations"] = _Key(self._model("Declarations", declarations), "", not optional)
        documents = {each.id: self._said(each) for each in self.procedure.documents.values() if each.said}
        if documents:
            keys["documents"] = _Key(self._model("Documents", documents), "", False)
        return self._model(f"Dossier {self.procedure.id}", keys)

    def validate(self, values: Mapping[str, Any], facts: Facts) -> Evaluation:
        """What the values lead to. Raises AnswersInvalid unless a dossier of them could be filed.

        Values of what these answers do not ask are held to their types, and do not count.
        """
        from pydantic import ValidationError

        try:
            model = self.dossier.model_validate(values)
        except ValidationError as error:
            raise AnswersInvalid(_problems(error)) from error
        evaluation = self.procedure.evaluate(self._answers(model), facts)
        problems = [AnswerProblem(each.path, each.code, each.code) for each in evaluation.blocking]
        if evaluation.stop is not None:
            path = f"pages.{evaluation.stop.page}"
            problems.append(AnswerProblem(path, "stopped", "these answers end the request"))
        if problems:
            raise AnswersInvalid(tuple(problems))
        return evaluation

    def _said(self, document: Document) -> _Key:
        """What is said instead of handing a document in, and what is asked then, under the word said."""
        words: Any = Literal[tuple(document.said)]
        keys = {"said": _Key(words, "", True)}
        for word, fields in document.said_fields.items():
            if fields:
                keys[word] = _Key(self._model(f"{document.id} {word}", self._keys(fields, True)), "", False)
        return _Key(self._model(f"Document {document.id}", keys), "", False)

    def _conditional(self, page: Page) -> bool:
        return bool(self.procedure.plan.page_conditions[page.id])

    def _keys(self, fields: tuple[Field, ...], optional: bool) -> dict[str, _Key]:
        keys: dict[str, _Key] = {}
        for each in _beside(fields):
            spec = each.spec
            needed = not optional and spec.when is None and each.follows is None
            keys[each.name] = self._field(each, needed)
            if spec.or_say:
                words: Any = Literal[tuple(spec.or_say)]
                keys[f"{each.name}?"] = _Key(words, "", False)
        return keys

    def _field(self, field: Field, needed: bool) -> _Key:
        spec, label = field.spec, label_of(field.spec.label)
        if isinstance(spec, GroupField):
            keys = self._keys(field.members, False)
            needed = needed and any(each.needed for each in keys.values())
            return _Key(self._model(field.full_path, keys), label, needed)
        needed = needed and _always(spec.required) and spec.copied_from is None and not spec.or_say
        if isinstance(spec, ListField):
            return _Key(self._items(field, spec), label, needed)
        kind = spec.annotation(self.procedure.resolution.context)
        from pydantic import AfterValidator

        return _Key(Annotated[kind, AfterValidator(_held(field))], label, needed)

    def _items(self, field: Field, spec: ListField) -> Any:
        from pydantic import Field as Limits

        sometimes = {name for page in spec.pages.values() if page.when is not None for name in page.fields}
        keys = self._keys(tuple(each for each in field.members if each.name not in sometimes), False)
        keys |= self._keys(tuple(each for each in field.members if each.name in sometimes), True)
        item = self._model(field.full_path, keys)
        # With a first question, an empty list says that there are none: the evaluator weighs `min` then.
        least = 0 if spec.first_question is not None else spec.min
        return Annotated[list[item], Limits(min_length=least, max_length=spec.max)]  # type: ignore[valid-type]  # - a model made now

    def _model(self, name: str, keys: dict[str, _Key]) -> type[BaseModel]:
        from pydantic import ConfigDict, create_model

        named = "".join(part.capitalize() for part in name.replace(".", " ").replace("_", " ").split())
        config = ConfigDict(extra="forbid", protected_namespaces=())
        fields: dict[str, Any] = {f"{PREFIX}{key}": each.declared(key) for key, each in keys.items()}
        made: type[BaseModel] = create_model(named, __config__=config, **fields)
        return made

    def _answers(self, model: BaseModel) -> Answers:
        values: dict[str, Any] = {}
        for page in self.procedure.pages.values():
            values |= _values(model, page.fields)
        declared = getattr(model, f"{PREFIX}declarations", None)
        for each in self.procedure.declarations.values():
            values[each.path] = getattr(declared, f"{PREFIX}{each.id}", None)
        given = getattr(model, f"{PREFIX}documents", None)
        for document in self.procedure.documents.values():
            said = getattr(given, f"{PREFIX}{document.id}", None)
            values[f"{document.path}?"] = getattr(said, f"{PREFIX}said", None)
            for word, fields in document.said_fields.items():
                values |= _values(getattr(said, f"{PREFIX}{word}", None), fields)
        return Answers(_given(values), frozenset(self.procedure.pages))


def _beside(fields: tuple[Field, ...]) -> Iterator[Field]:
    """The fields that are answered, those of `then_ask` behind their field."""
    for each in fields:
        if each.spec.asks:
            yield each
        if not isinstance(each.spec, GroupField | ListField):
            yield from _beside(each.members)


def _always(required: Any) -> bool:
    return isinstance(required, Requirement) and required.level == "error" and required.condition is None


def _held(field: Field) -> Callable[[Any], Any]:
    """Holds a value to what a person could have typed: written as typed, it must read as itself."""
    from pydantic_core import PydanticCustomError

    def hold(value: Any) -> Any:
        assert field.read is not None
        try:
            read = field.read(field.spec.write(value))
        except Unreadable as fault:
            raise PydanticCustomError(fault.code, "cannot be an answer here") from fault
        # Text is brought into its normal form; anything else that reads differently would be lost.
        if read is None or (read != value and not isinstance(value, str)):
            raise PydanticCustomError("unreadable", "cannot be an answer here")
        broken = field.limits(read) if field.limits is not None else None
        if broken is not None:
            raise PydanticCustomError(broken.code, "is outside the limits of this field")
        return read

    return hold


def _values(model: Any, fields: tuple[Field, ...]) -> dict[str, Any]:
    """The values of a model by their paths, as evaluation wants them."""
    values: dict[str, Any] = {}
    for each in _beside(fields):
        value = getattr(model, f"{PREFIX}{each.name}", None)
        values[f"{each.path}?"] = getattr(model, f"{PREFIX}{each.name}?", None)
        if isinstance(each.spec, GroupField):
            values |= _values(value, each.members)
        elif isinstance(each.spec, ListField) and value is not None:
            values[each.path] = tuple(
                Answers(_given(_values(item, each.members)), frozenset(), str(number))
                for number, item in enumerate(value)
            )
            if each.spec.first_question is not None:
                values[f"{each.path}?"] = bool(value)
        else:
            values[each.path] = value
    return values


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {path: value for path, value in values.items() if value is not None}


def _problems(error: ValidationError) -> tuple[AnswerProblem, ...]:
    return tuple(
        AnswerProblem(".".join(str(part) for part in each["loc"]), each["type"], each["msg"])
        for each in error.errors(include_url=False, include_context=False, include_input=False)
    )


__all__ = ["AnswerModels", "AnswerProblem", "AnswersInvalid"]
