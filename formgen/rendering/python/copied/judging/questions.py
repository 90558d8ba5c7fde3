"""A question: whether it is asked, which answer counts, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from formgen.language.fields.base import Unreadable
from formgen.rendering.python.copied.frames import Fault, Frame, Given, Unread
from formgen.rendering.python.copied.judging.cases import Level, Test, always
from formgen.rendering.python.copied.judging.parts import Check, Part, check_all


@cache
def adapter_of(model: type[BaseModel], attribute: str) -> TypeAdapter[Any]:
    """What validates one answer of a model by its annotation."""
    field = model.model_fields[attribute]
    kind: Any = field.annotation
    return TypeAdapter(Annotated[(kind, *field.metadata)] if field.metadata else kind)


@dataclass(frozen=True)
class OfRow:
    """A condition on a row of a list: its columns stand in the frame while it is judged."""

    only: Test
    row: Mapping[str, Any]

    def __call__(self, v: Frame) -> Any:
        """Whether the row is offered."""
        v.update(self.row)
        met = self.only(v)
        for name in self.row:
            del v[name]
        return met


@dataclass(frozen=True)
class Held:
    """What a source holds for a question, None where it holds nothing."""

    column: str
    options: tuple[str, ...] | None = None
    again: Callable[[Any], Any] | None = None

    def __call__(self, v: Frame) -> Any:
        """The value; an option that the question does not have counts as none."""
        value = v.dossier[self.column]
        if value is None or self.options is not None:
            return value if self.options is not None and value in self.options else None
        if not isinstance(value, str) or self.again is None:
            return value
        try:
            return self.again(value)
        except Unreadable:
            return value


@dataclass(frozen=True, kw_only=True)
class Question(Part):
    """A field. `follows`: asked when this option, or (`follows_said`) this word, was given to `within`."""

    name: str
    """What its value is called in conditions: of an item, with the list's name in front."""
    model: type[BaseModel]
    """Where its answer stands, under `attribute`."""
    attribute: str
    required: Level = always
    again: Callable[[Any], Any] | None = None
    """Brings a value of the type into its usual form; None for blank. Raises Unreadable."""
    follows: str = ""
    follows_said: bool = False
    said: type[BaseModel] | None = None
    """The model of a word said instead."""
    offered: Mapping[str, Test] = field(default_factory=dict)
    """Options that are offered only under a condition."""
    copied: Test | None = None
    """What a source holds of it."""
    asked_if_missing: bool = True
    agreement: bool = False
    checks: tuple[Check, ...] = ()

    def is_asked(self, v: Frame) -> bool:
        """Whether it is asked."""
        if self.within not in v.asked:
            return False
        if self.follows:
            name = self.within_name
            chosen: Any = v.said.get(name) if self.follows_said else v[name]
            several = isinstance(chosen, frozenset | tuple)
            if not (self.follows in chosen if several else chosen == self.follows):
                return False
        return self.when is None or self.when(v) is True

    @property
    def within_name(self) -> str:
        """The name of the field that it follows."""
        return self.name.removesuffix(self.path) + self.within

    def is_missing(self, v: Frame) -> bool:
        """Whether it is asked, required and unanswered."""
        if self.path not in v.asked or v[self.name] is not None or self.name in v.said:
            return False
        being_decided = v.dossier.being_decided
        if self.name in being_decided:
            return False
        being_decided.append(self.name)
        level = self.required(v)
        being_decided.pop()
        return level == "error"

    def read(self, value: Any) -> Any:
        """A value in its usual form, None for blank, Unread where it is no answer to this question."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        adapter = adapter_of(self.model, self.attribute)
        try:
            found = adapter.validate_python(value)
            if self.again is None:
                return found
            found = self.again(found)
            return None if found is None else adapter.validate_python(found)
        except ValidationError as fault:
            first = fault.errors(include_url=False, include_context=False)[0]
            return Unread(first["type"], first["msg"], value)
        except Unreadable as fault:
            return Unread(fault.code, fault.code.replace("_", " "), value)

    def decide(self, v: Frame, given: Given) -> None:
        """Take the answer, if it is asked."""
        if not self.is_asked(v):
            return
        v.asked.add(self.path)
        value = given.values.get(self.path)
        if self.path in given.said:
            v.said[self.name] = given.said[self.path]
        elif not isinstance(value, Unread):
            v[self.name] = self.without_unoffered(v, value)
        held = self.copied(v) if self.copied is not None else None
        if held is not None:
            v[self.name] = held
            v.said.pop(self.name, None)
        elif self.copied is not None and not self.asked_if_missing:
            v[self.name] = None

    def without_unoffered(self, v: Frame, value: Any) -> Any:
        """The options chosen that are offered."""
        if not self.offered or value is None:
            return value
        if isinstance(value, str):
            return value if self.offers(v, value) else None
        return type(value)(each for each in value if self.offers(v, each))

    def offers(self, v: Frame, option: str) -> bool:
        """Whether an option can be chosen."""
        return option not in self.offered or self.offered[option](v) is True

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """Missing, unreadable, not offered, or against a check."""
        if self.path not in v.asked:
            return
        before = len(faults)
        if self.copied is None or self.copied(v) is None:
            self.judge_answer(v, given.values.get(self.path), prefix + self.path, faults)
        if len(faults) == before:
            check_all(self.checks, v, prefix, faults)

    def judge_answer(self, v: Frame, entry: Any, path: str, faults: list[Fault]) -> None:
        """What is wrong with the answer itself."""
        value = v[self.name]
        if value is None:
            if self.name in v.said:
                return
            if isinstance(entry, Unread):
                faults.append(Fault(path, entry.code, entry.message, "error", entry.value))
                return
            if self.offered and entry is not None:
                faults.append(Fault(path, "unknown_option", "unknown option", "error", entry))
                return
        nothing = value is None or (isinstance(value, frozenset | tuple) and not value)
        if nothing or (self.agreement and value is False):
            level = self.required(v)
            if level is not None:
                code = "empty" if nothing else "not_agreed"
                faults.append(Fault(path, code, code.replace("_", " "), level))
