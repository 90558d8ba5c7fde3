"""Making a condition true or false by changing an answer or a few.

`Conditions.make` looks at what a condition comes to now, picks a part that stands in the way, and changes an
answer, a record or a paper that this part reads. It goes by steps: one change may undo another, and whoever
asks looks again and asks again. It says whether something was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from formgen.compiler.sampling import people
from formgen.compiler.sampling.aims import Aims
from formgen.compiler.sampling.draft import At, Draft, Item
from formgen.compiler.sampling.knowing import Knowing
from formgen.compiler.sampling.outline import Outline, Wish
from formgen.compiler.sampling.steps import MIRRORED, OPPOSITE, nearby
from formgen.language.expressions import Choice, Choices, Country, Document, YesNo, typed
from formgen.language.expressions.typed import Typed

DEPTH_LIMIT: Final = 30
"""Conditions that depend on conditions that depend on …: longer chains are followed in several steps."""
WIDTH_LIMIT: Final = 500
"""So many conditions are looked at in one step: where each depends on several, their number multiplies."""


class Conditions:
    """Makes conditions true or false in one draft."""

    def __init__(self, draft: Draft, outline: Outline) -> None:
        self.draft = draft
        self.outline = outline
        self.random = draft.random
        self.aims = Aims(self)
        self.knowing = Knowing(self)
        self._depth = 0
        self._made = 0
        self._left: tuple[Typed, bool, At] | None = None

    def value(self, node: Typed, at: At) -> Any:
        """What an expression comes to now."""
        frame = self.draft.frame(at)
        return None if frame is None else self.outline.closure(node)(frame)

    def ask(self, wishes: Iterable[Wish]) -> bool:
        """Make all of some conditions true."""
        changed = False
        for node, at in wishes:
            if self.value(node, at) is not True:
                changed |= self.make(node, True, at)
        return changed

    def make(self, node: Typed, truth: bool, at: At) -> bool:
        """Change something so that a condition comes nearer to being true, or false."""
        if self._depth == DEPTH_LIMIT:
            # Taken up where it was left, with the next step.
            self._left = node, truth, at
            return False
        self._made = self._made + 1 if self._depth else 0
        if self._made > WIDTH_LIMIT:
            return False
        self._depth += 1
        try:
            return self._make(node, truth, at)
        finally:
            self._depth -= 1

    def go_on(self) -> bool | None:
        """Go on where a chain of conditions was too long; None when there is no such place."""
        left, self._left = self._left, None
        return None if left is None else self.make(*left)

    def _make(self, node: Typed, truth: bool, at: At) -> bool:
        match node:
            case typed.Not(inner=inner):
                return self.make(inner, not truth, at)
            case typed.Both(parts=parts):
                return self._every(parts, True, at) if truth else self._one(parts, False, at)
            case typed.Either(parts=parts):
                return self._one(parts, True, at) if truth else self._every(parts, False, at)
            case typed.Equal() | typed.Among():
                return self._alike(node, truth is not node.negated, at)
            case typed.Holds(left=left, ids=ids, negated=negated):
                return self._holds(left, ids, truth is not negated, at)
            case typed.Answered(inner=inner, negated=negated):
                return self._answered(inner, truth is not negated, at)
            case typed.Found(record=record, negated=negated):
                return self.aims.facts.found(record.binding, truth is not negated)
            case typed.Said(inner=inner, word=word, negated=negated):
                return self._said(inner, word, truth is not negated, at)
            case _:
                return self._compared(node, truth, at)

    def _compared(self, node: Typed, truth: bool, at: At) -> bool:
        match node:
            case typed.Order(left=left, operator=operator, right=right):
                return self._order(left, operator if truth else OPPOSITE[operator], right, at)
            case typed.Between():
                return self._between(node, truth, at)
            case typed.Quantified(quantifier="any" | "all"):
                return self._of_items(node, truth)
            case typed.Read():
                return self.aims.aim(node, truth, at)
        return False

    def _every(self, parts: Sequence[Typed], truth: bool, at: At) -> bool:
        changed = False
        for each in parts:
            if self.value(each, at) is not truth:
                changed |= self.make(each, truth, at)
        return changed

    def _one(self, parts: Sequence[Typed], truth: bool, at: At) -> bool:
        return any(self.make(each, truth, at) for each in self.random.sample(parts, len(parts)))

    def _alike(self, node: typed.Equal | typed.Among, wanted: bool, at: At) -> bool:
        if isinstance(node, typed.Among):
            return self._be(node.left, wanted, node.values, at)
        if isinstance(node.right, typed.Constant):
            return self._be(node.left, wanted, (node.right.value,), at)
        for moved, other in self._sides((node.left, node.right), (node.right, node.left)):
            value = self.value(other, at)
            if value is None:
                if self.knowing.know(other, at):
                    return True
            elif self._be(moved, wanted, (value,), at):
                return True
        return False

    def _be(self, node: Typed, wanted: bool, values: Sequence[Any], at: At) -> bool:
        """Make something one of some values, or none of them."""
        tried = list(values) if wanted else self._others(node, values, at)
        if wanted:
            self.random.shuffle(tried)
        return any(self.aims.aim(node, each, at) for each in tried)

    def _others(self, node: Typed, values: Sequence[Any], at: At) -> list[Any]:
        """What something may be instead of some values."""
        kind, random = node.type, self.random
        found: list[Any]
        if isinstance(kind, YesNo):
            found = [True, False]
        elif isinstance(kind, Choice):
            found = list(kind.options)
        elif isinstance(kind, Country):
            found = list(people.COUNTRIES)
        elif isinstance(kind, Choices):
            found = [frozenset((each,)) for each in kind.options]
        elif isinstance(node, typed.Read) and isinstance(values[0], str):
            found = [self.draft.inventor.text(node.binding.name.rpartition(".")[2]) for _ in range(5)]
        else:
            found = nearby(random.choice(values), "!=", random)
        found = [each for each in found if each not in values]
        random.shuffle(found)
        return found

    def _holds(self, left: Typed, ids: Sequence[str], wanted: bool, at: At) -> bool:
        if not isinstance(left, typed.Read):
            return False
        if isinstance(left.type, Document):
            return self.aims.facts.papers(left.binding, ids, wanted)
        value = self.value(left, at)
        field = self.draft.procedure.fields.get(left.binding.name)
        if field is None:
            return False
        chosen = set(value or ())
        if not wanted:
            others = [each for each in self.draft.offered(field, at) if each not in ids]
            kept = chosen.difference(ids) or set(others and [self.random.choice(others)])
            return self.aims.aim(left, _chosen(field.spec, kept), at)
        added = self.random.choice(ids or list(field.options))
        if field.options[added].excludes_others:
            chosen = set()
        chosen = {each for each in chosen if not field.options[each].excludes_others} | {added}
        return self.aims.aim(left, _chosen(field.spec, chosen), at)

    def _answered(self, inner: Typed, wanted: bool, at: At) -> bool:
        if wanted:
            return self.knowing.know(inner, at)
        changed = [self.knowing.forget(read, at) for read in self.outline.reads(inner)]
        return any(changed)

    def _said(self, inner: typed.Read, word: str, wanted: bool, at: At) -> bool:
        binding, fields = inner.binding, self.draft.procedure.fields
        field = fields.get(binding.name)
        if field is None:
            id = binding.name.removeprefix("documents.")
            place = self.draft.place(None)
            if not wanted:
                return place.pop(f"{binding.name}?", None) is not None
            place[f"{binding.name}?"] = word
            self.ask(self.outline.document(self.draft.procedure.documents[id]))
            return True
        if not wanted:
            return self.draft.clear(field, at) and self.draft.invent(field, at)
        said = self.draft.say(field, at, word)
        return self.ask(self.outline.field(field, at)) or said

    def _order(self, left: Typed, operator: str, right: Typed, at: At) -> bool:
        for moved, other, direction in self._sides(
            (left, right, operator), (right, left, MIRRORED[operator])
        ):
            value = self.value(other, at)
            if value is None:
                if self.knowing.know(other, at):
                    return True
            elif any(self.aims.aim(moved, each, at) for each in nearby(value, direction, self.random)):
                return True
        return False

    def _sides(self, *sides: Any) -> list[Any]:
        """Both ways round in any order; a constant is never what moves."""
        found = [each for each in sides if not isinstance(each[0], typed.Constant)]
        self.random.shuffle(found)
        return found

    def _between(self, node: typed.Between, truth: bool, at: At) -> bool:
        low, high = self.value(node.low, at), self.value(node.high, at)
        if low is None or high is None:
            return self.knowing.know(node.low, at) or self.knowing.know(node.high, at)
        if truth:
            tried = [each for each in [*nearby(low, ">=", self.random), high] if _within(low, each, high)]
        else:
            tried = [*nearby(low, "<", self.random), *nearby(high, ">", self.random)]
        self.random.shuffle(tried)
        return any(self.aims.aim(node.left, each, at) for each in tried)

    def _of_items(self, node: typed.Quantified, truth: bool) -> bool:
        if not isinstance(node.items, typed.Read) or node.condition is None:
            return False
        path = node.items.binding.name
        self.ask(self.outline.field(self.draft.procedure.fields[path], None))
        items = self.draft.items(path)
        decisive = node.quantifier == "any"
        if truth is not decisive:
            return self._every_item(node.condition, truth, items)
        chosen = self.random.choice(items) if items else self.draft.add_item(path)
        return chosen is not None and (self.make(node.condition, truth, chosen) or not items)

    def _every_item(self, condition: Typed, truth: bool, items: Sequence[Item]) -> bool:
        failing = [each for each in items if self.value(condition, each) is not truth]
        changed = [self.make(condition, truth, each) for each in failing]
        return any(changed)


def _within(low: Any, value: Any, high: Any) -> bool:
    if hasattr(value, "compare"):
        return (low.compare(value) or 0) <= 0 <= (high.compare(value) or 0)
    return bool(low <= value <= high)


def _chosen(spec: Any, words: set[str]) -> Any:
    return tuple(sorted(words)) if spec.ordered else frozenset(words)
