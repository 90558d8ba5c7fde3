"""How a generated `models.py` decides what counts among answers, and what is wrong with it (language.md §11).

It runs the parts of a procedure in their order on a `Frame`, as the evaluator of formgen does on slots.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from formgen.language.fields.base import Unreadable
from formgen.rendering.python.copied.frames import Fault, Frame, Given, Unread


@cache
def adapter_of(model: type[BaseModel], attribute: str) -> TypeAdapter[Any]:
    """What validates one answer of a model by its annotation."""
    field = model.model_fields[attribute]
    kind: Any = field.annotation
    return TypeAdapter(Annotated[(kind, *field.metadata)] if field.metadata else kind)


Test = Callable[[Frame], Any]
"""A condition or a value: None when unknown."""
Level = Callable[[Frame], str | None]
"""What leaving an answer out means: "error", "warning", or None when it may be left out."""


def always(_v: Frame) -> str | None:
    """It must be given."""
    return "error"


def warned(_v: Frame) -> str | None:
    """It is missed, without harm."""
    return "warning"


def never(_v: Frame) -> str | None:
    """It may be left out."""
    return None


@dataclass(frozen=True)
class Case:
    """What applies when a condition is true. `waits`: answers that it waits for while they are missing."""

    when: Test | None
    value: Any
    waits: tuple[str, ...] = ()


NO_CASE = object()


def choose(cases: Sequence[Case], v: Frame) -> Any:
    """The value of the first case that is true; NO_CASE without one, or while one waits for an answer."""
    waiting = False
    for case in cases:
        met = True if case.when is None else case.when(v)
        if met is True:
            return NO_CASE if waiting and case.when is None else case.value
        waiting = waiting or (met is None and any(v.waits_for(name) for name in case.waits))
    return NO_CASE


@dataclass(frozen=True)
class ByCases:
    """What leaving an answer out means, by cases."""

    cases: tuple[Case, ...]

    def __call__(self, v: Frame) -> str | None:
        """The level of the case that applies."""
        chosen = choose(self.cases, v)
        if chosen is NO_CASE:
            return None
        level: str | None = chosen(v)
        return level


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


@dataclass(frozen=True)
class Check:
    """A check of the author: wrong when `must` is false. `at`: where it is told, the first one asked."""

    must: Test
    message: str
    at: tuple[str, ...]
    when: Test | None = None
    level: str = "error"


def check_all(checks: Sequence[Check], v: Frame, prefix: str, faults: list[Fault]) -> None:
    """Add what is wrong by an author's checks."""
    for each in checks:
        if each.when is not None and each.when(v) is not True:
            continue
        if each.must(v) is False:
            path = next((path for path in each.at if path in v.asked), each.at[-1])
            faults.append(Fault(prefix + path, "check", each.message, each.level))


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that is asked where `within` is, if `when` is true."""

    path: str
    within: str = ""
    when: Test | None = None

    def is_asked(self, v: Frame) -> bool:
        """Whether it is asked; what it stands in has been decided before."""
        return self.within in v.asked and (self.when is None or self.when(v) is True)

    def decide(self, v: Frame, given: Given) -> None:
        """Note that it is asked, and what was answered."""
        if self.is_asked(v):
            v.asked.add(self.path)

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """Add what is wrong with it."""


@dataclass(frozen=True, kw_only=True)
class Page(Part):
    """A page: asked unless an earlier one ended the journey, if all of its conditions are true."""

    index: int
    conditions: tuple[Test, ...] = ()
    checks: tuple[Check, ...] = ()

    def is_asked(self, v: Frame) -> bool:
        """Whether it is reached."""
        return self.index <= v.ended and all(each(v) is True for each in self.conditions)

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """The checks of the page."""
        if self.path in v.asked:
            check_all(self.checks, v, prefix, faults)


@dataclass(frozen=True, kw_only=True)
class ItemPage(Part):
    """A page of an item of a list."""

    checks: tuple[Check, ...] = ()

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """The checks of the page."""
        if self.path in v.asked:
            check_all(self.checks, v, prefix, faults)


@dataclass(frozen=True, kw_only=True)
class Stop(Part):
    """A stop of a page: true, it ends the journey, and nothing can be handed in."""

    index: int
    title: str

    def decide(self, v: Frame, given: Given) -> None:
        """End the journey at this page, unless an earlier one did."""
        assert self.when is not None
        if self.within in v.asked and self.index < v.ended and self.when(v) is True:
            v.ended, v.stopped = self.index, self.title


@dataclass(frozen=True, kw_only=True)
class Computed(Part):
    """A named condition or a calculation: one value, or the value of the case that applies."""

    cases: tuple[Case, ...]

    def decide(self, v: Frame, given: Given) -> None:
        """Compute it."""
        only = self.cases[0]
        value = only.value if len(self.cases) == 1 and only.when is None else choose(self.cases, v)
        v[self.path] = None if value is NO_CASE else value(v)


@dataclass(frozen=True, kw_only=True)
class Table(Part):
    """A table: the row of its keys; of several, the latest in force on a day."""

    keys: tuple[Test, ...]
    rows: tuple[tuple[tuple[Any, ...], date | None, Mapping[str, Any]], ...]
    """The keys of a row, the day from which it is valid, its columns; the latest ones first."""
    day: Test | None = None

    def decide(self, v: Frame, given: Given) -> None:
        """Look the row up."""
        key = tuple(each(v) for each in self.keys)
        day = None if self.day is None else self.day(v) or v["today"]
        if None in key:
            return
        for keys, since, columns in self.rows:
            if keys == key and (day is None or since is None or since <= day):
                v.found.add(self.path)
                v.update({f"{self.path}.{name}": value for name, value in columns.items()})
                return


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


@dataclass(frozen=True, kw_only=True)
class Group(Part):
    """Fields under one name."""

    model: type[BaseModel]
    checks: tuple[Check, ...] = ()

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """The checks of the group."""
        if self.path in v.asked:
            check_all(self.checks, v, prefix, faults)


@dataclass(frozen=True, kw_only=True)
class Items(Question):
    """A list. `parts` in the order in which those of an item are decided."""

    page: str
    item: type[BaseModel]
    parts: tuple[Part, ...]
    first_question: bool = False
    fewest: int = 0
    most: int

    def decide(self, v: Frame, given: Given) -> None:
        """Decide every item."""
        if not self.is_asked(v):
            return
        v.asked.add(self.path)
        items: Sequence[Given] | None = given.values.get(self.path)
        if items is None and (self.first_question or self.page not in given.saved):
            return
        v[self.name] = [self.decided(v, item) for item in items or ()]

    def decided(self, v: Frame, item: Given) -> Frame:
        """The frame of an item."""
        frame = Frame(v, self.name)
        for each in self.parts:
            each.decide(frame, item)
        return frame

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """How many items there are, and what is wrong with each."""
        if self.path not in v.asked:
            return
        path, frames = prefix + self.path, v[self.name]
        if frames is None:
            level = self.required(v)
            if level is not None:
                faults.append(Fault(path, "empty", "empty", level))
        else:
            code = self.wrong_number(len(frames))
            if code:
                faults.append(Fault(path, code, code.replace("_", " "), "error"))
            for index, (frame, item) in enumerate(
                zip(frames, given.values.get(self.path) or (), strict=True)
            ):
                for each in self.parts:
                    each.judge(frame, item, f"{path}.{index}.", faults)
        if not (faults and faults[-1].path == path):
            check_all(self.checks, v, prefix, faults)

    def wrong_number(self, number: int) -> str:
        """What is wrong with so many items, "" when nothing is."""
        if number < self.fewest and not (self.first_question and not number):
            return "too_few_items"
        return "too_many_items" if number > self.most else ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper of a document. `stands_for_it`: the name of a field that does as well."""

    id: str
    stands_for_it: str = ""
    when: Test | None = None


@dataclass(frozen=True, kw_only=True)
class Document(Part):
    """A document: the papers of its rule, if a condition reads which of them are there."""

    cases: tuple[Case, ...] = ()

    def decide(self, v: Frame, given: Given) -> None:
        """Whether it is asked, what was said of it, which papers have a field that stands for them."""
        if not self.is_asked(v):
            return
        v.asked.add(self.path)
        if self.path in given.said:
            v.said[self.path] = given.said[self.path]
        handed_in = v.handed_in.get(self.path.removeprefix("documents."), ())
        papers = choose(self.cases, v)
        if papers is not NO_CASE:
            v[self.path] = frozenset(
                each.id
                for each in papers
                if (each.id in handed_in or (each.stands_for_it and v[each.stands_for_it] is not None))
                and (each.when is None or each.when(v) is True)
            )


@dataclass(frozen=True, kw_only=True)
class SaidOf(Part):
    """What is asked once a word was said of a document."""

    document: str
    word: str

    def is_asked(self, v: Frame) -> bool:
        """Whether the word was said."""
        return self.document in v.asked and v.said.get(self.document) == self.word


@dataclass(frozen=True, kw_only=True)
class Declaration(Part):
    """A declaration of the review."""

    required: Level = always

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """Whether it was made."""
        if self.path in v.asked and given.values.get(self.path) is not True:
            level = self.required(v)
            if level is not None:
                faults.append(Fault(self.path, "not_declared", "not declared", level))
