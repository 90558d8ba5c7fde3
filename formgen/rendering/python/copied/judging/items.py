"""A list: a question whose items are judged one by one, each on a frame of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from formgen.rendering.python.copied.frames import Fault, Frame, Given
from formgen.rendering.python.copied.judging.parts import Part, check_all
from formgen.rendering.python.copied.judging.questions import Question


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
