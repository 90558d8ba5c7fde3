"""A sample while it is being made: entries, records, papers, names of events; evaluated when looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from formgen.compiler.answers import Answers
from formgen.compiler.evaluation import Evaluation, Facts, Provided
from formgen.compiler.lookup import item_field
from formgen.compiler.procedure import Field, Frame, Procedure
from formgen.compiler.reading import SAVED
from formgen.compiler.sampling.inventor import PersonInventor
from formgen.compiler.sampling.registers import Registers, readable
from formgen.language.expressions import Binding

if TYPE_CHECKING:
    from formgen.compiler.sampling.given import Given

ITEM: Final = "item"
"""How the ids of invented items begin; a number follows, from 1."""
TRIES: Final = 40
"""How often an answer is invented until its field takes it."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: the list's path, and which one it is."""

    list: str
    index: int


At = Item | None
"""Where a field or a condition stands: in an item, None in the dossier itself."""


class Draft:
    """The answers and facts of one sample; every change makes the next look evaluate them again."""

    def __init__(self, procedure: Procedure, inventor: PersonInventor, filed_on: date | None) -> None:
        self.procedure = procedure
        self.inventor = inventor
        self.random = inventor.random
        self.filed_on = filed_on
        self.entries: dict[str, Any] = {SAVED: list(procedure.pages)}
        self.registers = Registers(self)
        self.papers: dict[str, dict[str, dict[str, Provided]]] = {}
        self.named: dict[str, Any] = {}
        self.fixed: set[str] = set()
        """What was given and stays: paths of answers, `records.x`, `documents.x`, names of events."""
        self._evaluation: Evaluation | None = None
        self._before: tuple[dict[str, Any], Answers] | None = None

    def fix(self, given: Given) -> None:
        """Take over what was given; it stays as it is."""
        for path, entry in given.entries.items():
            self.entries[path] = entry
            self.fixed.add(path.removesuffix("?"))
            for index, item in enumerate(entry if isinstance(entry, list) and path in self._lists() else ()):
                self.fixed.update(f"{path}.{index}.{inner.removesuffix('?')}" for inner in item["entries"])
        for path in self._lists():
            if path in given.entries and f"{path}?" not in given.entries:
                self.entries[f"{path}?"] = "yes" if given.entries[path] else "no"
        self.registers.records.update(
            {name: dict(record) for name, record in given.records.items() if record is not None}
        )
        self.fixed.update(f"records.{name}" for name in given.records)
        self.papers.update(
            {id: {item: dict(of) for item, of in each.items()} for id, each in given.papers.items()}
        )
        self.fixed.update(f"documents.{id}" for id in given.papers)
        self.named.update(given.named)
        self.fixed.update(given.named)
        self.changed()

    def _lists(self) -> list[str]:
        return [path for path, field in self.procedure.fields.items() if field.type_name == "list"]

    @property
    def evaluation(self) -> Evaluation:
        """What the sample leads to now."""
        if self._evaluation is None:
            answers = self.procedure.read(self.entries, self._before)
            self._before = (dict(self.entries), answers)
            self._evaluation = self.procedure.evaluate(answers, self.facts())
        return self._evaluation

    def changed(self) -> None:
        """Something was changed: what it led to is no longer so."""
        self._evaluation = None

    def facts(self) -> Facts:
        """The facts of the sample."""
        sources = self.procedure.spec.sources
        return Facts(
            today=self.inventor.today,
            started_on=self.inventor.today,
            filed_on=self.filed_on,
            records={
                name: dict(self.registers.records[name]) if name in self.registers.records else None
                for name in sources
            },
            documents={id: {item: dict(each) for item, each in of.items()} for id, of in self.papers.items()},
            named=dict(self.named),
        )

    # Looking

    def frame(self, at: At) -> Frame | None:
        """The slots of the dossier or of an item; None for an item that does not count now."""
        frame = self.evaluation.frame
        if at is None:
            return frame
        frames = frame[self.procedure.fields[at.list].binding.slot] or []
        return frames[at.index] if at.index < len(frames) else None

    def items(self, path: str) -> list[Item]:
        """The items of a list that count now."""
        frames = self.evaluation.frame[self.procedure.fields[path].binding.slot] or []
        return [Item(path, index) for index in range(len(frames))]

    def asked(self, field: Field, at: At) -> bool:
        """Whether it is asked now."""
        frame = self.frame(at if field.binding.depth else None)
        return frame is not None and bool(frame[field.asked_slot])

    def value(self, binding: Binding, at: At) -> Any:
        """The value that counts of a name."""
        frame = self.frame(at if binding.depth else None)
        return None if frame is None else frame[binding.slot]

    def placed(self, path: str) -> tuple[Field, At] | None:
        """The field of a problem's path ("children.0.born_on"); None for what is no field."""
        field = self.procedure.fields.get(path)
        if field is not None:
            return field, None
        try:
            frame, field = item_field(self.procedure, self.evaluation, path)
        except KeyError:
            return None
        if frame is None:
            return None
        of_list = field.full_path.removesuffix(f".{field.path}")
        return field, Item(of_list, int(path.removeprefix(f"{of_list}.").split(".")[0]))

    def offered(self, field: Field, at: At) -> list[str]:
        """The options to be had now."""
        frame = self.frame(at if field.binding.depth else None)
        conditions = field.option_conditions
        return [
            id for id in field.options
            if id not in conditions or (frame is not None and conditions[id](frame) is True)
        ]  # fmt: skip

    def at_of(self, frame: Sequence[Any]) -> At:
        """The item whose slots these are; None for those of the dossier."""
        for path, field in self.procedure.fields.items():
            if field.type_name == "list":
                for item in self.items(path):
                    if self.frame(item) is frame:
                        return item
        return None

    def everything(self) -> Iterator[tuple[Field, At]]:
        """Every field that is asked now and has an answer of its own, those of items too."""
        for path, field in self.procedure.fields.items():
            if field.binding.depth == 0 and self.asked(field, None):
                if field.read is not None or field.type_name == "list":
                    yield field, None
                for item in self.items(path) if field.type_name == "list" else ():
                    yield from ((each, item) for each in self._inside(field, item))

    def _inside(self, field: Field, item: Item) -> Iterator[Field]:
        for each in field.members:
            if self.asked(each, item):
                if each.read is not None:
                    yield each
                yield from self._inside(each, item)

    def open_fields(self) -> list[tuple[Field, At]]:
        """What is asked and not answered yet; a list without items counts as not answered."""
        return [
            (field, at)
            for field, at in self.everything()
            if not self.answers(field, at)
            and not (field.read is not None and self.registers.held(field) is not None)
        ]

    def answers(self, field: Field, at: At) -> bool:
        """Whether something was answered or said, though it may not be asked now."""
        if at is None or not field.binding.depth:
            entries = self.entries
        else:
            entries = self.entries[at.list][at.index]["entries"]
        return field.path in entries or f"{field.path}?" in entries

    # Changing

    def invent(self, field: Field, at: At) -> bool:
        """Give a field some answer; False where none comes to mind that it takes."""
        for _ in range(TRIES):
            value = field.spec.invented(self.inventor, field.full_path, self.offered(field, at))
            if value is not None and self.answer(field, at, value):
                return True
        return False

    def answer(self, field: Field, at: At, value: Any) -> bool:
        """Give a field a value, or the record that it is copied from; False where it cannot hold it."""
        if field.read is None or self.is_fixed(field, at):
            return False
        entry = field.spec.write(value)
        read = readable(field, entry)
        if read is None or (field.options and not self._chooses(field, at, read)):
            return False
        if field.copied is not None and self.registers.held(field) is not None:
            source, _, column = field.copied.name.partition(".")
            return self.registers.hold(source, column, read)
        # What is not asked is empty, whatever was answered: there is nothing to look at anew.
        unseen = None if self.asked(field, at) else self._evaluation
        place = self.place(at if field.binding.depth else None)
        place[field.path] = entry
        place.pop(f"{field.path}?", None)
        self._evaluation = unseen
        return True

    def place(self, at: At) -> dict[str, Any]:
        """The entries of the dossier or of an item, to change them."""
        self.changed()
        if at is None:
            return self.entries
        # Entries are compared with those of the last look: what is changed must be another object.
        items = list(self.entries.get(at.list, ()))
        entries = dict(items[at.index]["entries"])
        items[at.index] = {"id": items[at.index]["id"], "entries": entries}
        self.entries[at.list] = items
        return entries

    def clear(self, field: Field, at: At) -> bool:
        """Take an answer away; False where there was none."""
        if self.is_fixed(field, at):
            return False
        place = self.place(at if field.binding.depth else None)
        gone = [place.pop(key, None) for key in (field.path, f"{field.path}?")]
        return any(each is not None for each in gone)

    def say(self, field: Field, at: At, word: str) -> bool:
        """Say a word instead of a value; False where a value was given."""
        if self.is_fixed(field, at):
            return False
        self.place(at if field.binding.depth else None)[f"{field.path}?"] = word
        return True

    def is_fixed(self, field: Field, at: At) -> bool:
        """Whether its answer was given, and stays."""
        if at is None or not field.binding.depth:
            return field.path in self.fixed
        return f"{at.list}.{at.index}.{field.path}" in self.fixed

    def add_item(self, path: str) -> Item | None:
        """One more item of a list; None where it has as many as it may."""
        field = self.procedure.fields[path]
        if path in self.fixed:
            return None
        spec: Any = field.spec
        items = list(self.entries.get(path, ()))
        if spec.first_question is not None and self.entries.get(f"{path}?") != "yes":
            items = []
        if len(items) >= spec.max:
            return None
        self.entries[path] = [*items, {"id": f"{ITEM}{len(items) + 1}", "entries": {}}]
        if spec.first_question is not None:
            self.entries[f"{path}?"] = "yes"
        self.changed()
        return Item(path, len(items))

    def remove_item(self, item: Item) -> bool:
        """One item fewer; False where the list needs as many as it has."""
        if item.list in self.fixed:
            return False
        spec: Any = self.procedure.fields[item.list].spec
        items = [each for index, each in enumerate(self.entries[item.list]) if index != item.index]
        if len(items) < spec.min or (not items and spec.first_question is None and spec.min):
            return False
        self.entries[item.list] = [{**each, "id": f"{ITEM}{number}"} for number, each in enumerate(items, 1)]
        if not items and spec.first_question is not None:
            self.entries[f"{item.list}?"] = "no"
        self.changed()
        return True

    def name(self, binding: Binding, value: Any) -> bool:
        """Let something that happens later be known, such as a field of an action; False for other names."""
        if not self.is_event(binding) or binding.name in self.fixed:
            return False
        self.named[binding.name] = value
        self.changed()
        return True

    def is_event(self, binding: Binding) -> bool:
        """Whether it is a number, the agent, a field of an action: known only once something has happened."""
        found = self.procedure.resolution.plan.events.get(binding.name.partition(".")[0])
        return found is not None and binding.depth == 0

    def _chooses(self, field: Field, at: At, value: Any) -> bool:
        chosen = {value} if isinstance(value, str) else set(value)
        return chosen <= set(self.offered(field, at))
