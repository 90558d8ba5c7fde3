"""How a generated `models.py` reads answers as they were sent, and puts those that count into its models."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo
from pydantic_core import InitErrorDetails, PydanticCustomError

from formgen.rendering.python.copied.frames import Facts, Fault, Frame, Given
from formgen.rendering.python.copied.judging import Document, Group, Items, Part, Question

Dossier = TypeVar("Dossier", bound=BaseModel)


class AnswerModel(BaseModel):
    """Base of all models here: unknown names are refused."""

    model_config = ConfigDict(extra="forbid", protected_namespaces=(), populate_by_name=True, frozen=True)


@dataclass(frozen=True)
class Rules:
    """What is asked when, and what must hold. `parts` in the order in which they are decided."""

    parts: tuple[Part, ...]
    timezone: str
    words: Mapping[str, tuple[str, ...]]
    """Document -> the words that can be said of it."""
    declarations: tuple[str, ...]
    sources: tuple[str, ...]

    @cached_property
    def by_path(self) -> Mapping[str, Part]:
        """The parts by their paths."""
        return {each.path: each for each in self.parts}

    @cached_property
    def waiting(self) -> dict[str, Callable[[Frame], bool]]:
        """What undecided cases wait for, by the names of questions."""
        found = {}
        for each in self.parts:
            if isinstance(each, Question):
                found[each.name] = in_dossier(each)
            if isinstance(each, Items):
                found.update({one.name: in_items(one, each.name) for one in questions_in(each)})
        return found

    def facts(self, context: Any) -> Facts:
        """The facts given as the context of validation; today's day without."""
        if isinstance(context, Facts):
            return context
        return Facts(datetime.datetime.now(ZoneInfo(self.timezone)).date())

    def decide(self, given: Given, facts: Facts) -> Frame:
        """What counts."""
        v = Frame()
        v.waiting = self.waiting
        v.handed_in = facts.documents
        v.update(today=facts.today, started_on=facts.started_on, filed_on=facts.filed_on)
        for source in self.sources:
            record = facts.records.get(source)
            if record is not None:
                v.found.add(source)
                v.update({f"{source}.{column}": value for column, value in record.items()})
        for each in self.parts:
            each.decide(v, given)
        return v

    def judge(self, v: Frame, given: Given) -> list[Fault]:
        """Everything wrong."""
        faults: list[Fault] = []
        for each in self.parts:
            each.judge(v, given, "", faults)
        return faults


def questions_in(items: Items) -> Sequence[Question]:
    """The questions of an item."""
    return [each for each in items.parts if isinstance(each, Question)]


def in_dossier(question: Question) -> Callable[[Frame], bool]:
    """Whether a question of the dossier is missing, seen from wherever."""
    return lambda v: question.is_missing(v.dossier)


def in_items(question: Question, owner: str) -> Callable[[Frame], bool]:
    """Whether a question is missing in this item; seen from the dossier, in any item."""
    return lambda v: (
        question.is_missing(v) if v.owner == owner else any(map(question.is_missing, v.dossier[owner] or ()))
    )


class Reader:
    """Reads answers by value."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def read(self, data: Mapping[str, Any]) -> Given:
        """The answers; what has no place is noted."""
        found = Given()
        for name, value in data.items():
            if name == "declarations" and isinstance(value, Mapping):
                self.declarations(value, found)
            elif name == "documents" and isinstance(value, Mapping):
                self.documents(value, found)
            else:
                self.answer(self.rules.by_path, "", name, value, found, (name,))
        return found

    def answer(
        self,
        parts: Mapping[str, Part],
        prefix: str,
        name: str,
        value: Any,
        found: Given,
        loc: tuple[str | int, ...],
    ) -> None:
        """One answer under its name, and those inside it."""
        part = None if "." in name else parts.get(prefix + name)
        if not isinstance(part, Question | Group):
            found.misplaced.append(("", loc, "There is no such question", value))
        elif value is None:
            return
        elif isinstance(part, Items):
            self.items(part, value, found, loc)
        elif isinstance(part, Group):
            if not isinstance(value, Mapping):
                found.misplaced.append((part.path, loc, "A group of answers is wanted", value))
                return
            for inner, each in value.items():
                self.answer(parts, f"{part.path}.", inner, each, found, (*loc, inner))
        elif part.said is not None and isinstance(value, Mapping) and word_of(part.said, value) is not None:
            found.said[part.path] = value["said"]
        else:
            read = part.read(value)
            if read is not None:
                found.values[part.path] = read

    def items(self, part: Items, value: Any, found: Given, loc: tuple[str | int, ...]) -> None:
        """A list."""
        if not isinstance(value, list | tuple) or not all(isinstance(each, Mapping) for each in value):
            found.misplaced.append((part.path, loc, "A list of answers is wanted", value))
            return
        parts = {each.path: each for each in part.parts}
        read = []
        for index, item in enumerate(value):
            inside = Given()
            for name, each in item.items():
                self.answer(parts, "", name, each, inside, (*loc, index, name))
            found.misplaced += [
                (path and part.path, where, words, each) for path, where, words, each in inside.misplaced
            ]
            read.append(inside)
        found.values[part.path] = read
        found.saved.add(part.page)

    def declarations(self, given: Mapping[str, Any], found: Given) -> None:
        """What was declared."""
        for name, value in given.items():
            if name in self.rules.declarations and isinstance(value, bool | None):
                found.values[f"declarations.{name}"] = value is True
            else:
                found.misplaced.append(("", ("declarations", name), "There is no such declaration", value))

    def documents(self, given: Mapping[str, Any], found: Given) -> None:
        """What was said of documents, and answered then."""
        for name, value in given.items():
            word = value.get("said") if isinstance(value, Mapping) else None
            if value is None and name in self.rules.words:
                continue
            if not isinstance(word, str) or word not in self.rules.words.get(name, ()):
                found.misplaced.append(("", ("documents", name), "Nothing can be said of it", value))
                continue
            found.said[f"documents.{name}"] = word
            for inner, each in value.items():
                if inner != "said":
                    prefix = f"documents.{name}.{word}."
                    self.answer(self.rules.by_path, prefix, inner, each, found, ("documents", name, inner))


def word_of(model: type[BaseModel], value: Mapping[str, Any]) -> str | None:
    """The word said, if it is one that can be."""
    try:
        word: str = getattr(model.model_validate({"said": value.get("said")}), "said")  # noqa: B009 - of any model
    except ValidationError:
        return None
    return word


def judged(model: type[Dossier], rules: Rules, data: Mapping[str, Any], info: ValidationInfo) -> Dossier:
    """The answers that count, in the model. Raises ValidationError with everything wrong."""
    given = Reader(rules).read(plain(data))
    v = rules.decide(given, rules.facts(info.context))
    errors = [
        error("misshapen" if path else "extra_forbidden", words, loc, value)
        for path, loc, words, value in given.misplaced
        if not path or path in v.asked
    ]
    faults = [each for each in rules.judge(v, given) if each.level == "error"]
    errors += [error(each.code, each.message, loc_of(each.path), each.value) for each in faults]
    if v.stopped is not None:
        errors.append(error("journey_stopped", v.stopped, (), None))
    if errors:
        raise ValidationError.from_exception_data(model.__name__, errors)
    return whole(model, rules, v, given)


def plain(data: Any) -> Any:
    """Answers without models: of those inside, what they hold."""
    if isinstance(data, BaseModel):
        return {name: plain(each) for name, each in data.model_dump(by_alias=True, exclude_none=True).items()}
    if isinstance(data, list | tuple):
        return [plain(each) for each in data]
    return {name: plain(each) for name, each in data.items()} if isinstance(data, Mapping) else data


def loc_of(path: str) -> tuple[str | int, ...]:
    """Where an answer stands in what was sent."""
    parts: list[str | int] = [int(each) if each.isdecimal() else each for each in path.split(".")]
    if parts[0] == "documents" and len(parts) > 2:
        del parts[2]
    return tuple(parts)


def error(code: str, message: str, loc: tuple[str | int, ...], value: Any) -> InitErrorDetails:
    """An error as pydantic reports it; the message is no template, whatever it holds."""
    return {"type": PydanticCustomError(code, "{message}", {"message": message}), "loc": loc, "input": value}


def whole(model: type[Dossier], rules: Rules, v: Frame, given: Given) -> Dossier:
    """The model of everything that counts."""
    data = kept(model, rules.by_path, v, "")
    documents = {
        each.path.removeprefix("documents."): v.said[each.path]
        for each in rules.parts
        if isinstance(each, Document) and each.path in v.said
    }
    models = nested(model)
    if documents:
        inner = nested(models["documents"])
        said = {
            id: filled(
                inner[id], {"said": word, **kept(inner[id], rules.by_path, v, f"documents.{id}.{word}.")}
            )
            for id, word in documents.items()
        }
        data["documents"] = filled(models["documents"], said)
    asked = [each for each in rules.declarations if f"declarations.{each}" in v.asked]
    if asked:
        made = {each: given.values.get(f"declarations.{each}") is True for each in asked}
        data["declarations"] = filled(models["declarations"], made)
    return filled(model, data)


def filled(model: type[Dossier], data: Mapping[str, Any]) -> Dossier:
    """A model of answers that have been judged."""
    return model.model_construct(**data)


def nested(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The models that stand in a model, by the names of their answers."""
    found = {}
    for name, info in model.model_fields.items():
        kinds = getattr(info.annotation, "__args__", (info.annotation,))
        inner = next((each for each in kinds if isinstance(each, type) and issubclass(each, BaseModel)), None)
        if inner is not None:
            found[info.alias or name] = inner
    return found


def kept(model: type[BaseModel], parts: Mapping[str, Part], v: Frame, prefix: str) -> dict[str, Any]:
    """The answers of a model that count, by name."""
    found: dict[str, Any] = {}
    for attribute, info in model.model_fields.items():
        name = info.alias or attribute
        part = parts.get(prefix + name)
        if part is None or part.path not in v.asked:
            continue
        if isinstance(part, Items):
            inner = {each.path: each for each in part.parts}
            items = v[part.name] or ()
            found[name] = [filled(part.item, kept(part.item, inner, each, "")) for each in items]
        elif isinstance(part, Group):
            found[name] = filled(part.model, kept(part.model, parts, v, f"{part.path}."))
        elif isinstance(part, Question):
            word = v.said.get(part.name)
            heard = part.said is not None and word is not None
            found[name] = filled(part.said, {"said": word}) if part.said and heard else v[part.name]
    return found
