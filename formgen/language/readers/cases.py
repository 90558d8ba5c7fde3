"""Readers of cases: a value, or values by condition."""

from __future__ import annotations

from typing import Generic, TypeVar

from formgen.language.constructs import INVALID, CasesOf, Invalid, Place, Reader, Shape, WithCases
from formgen.language.problems import nearest
from formgen.language.readers.formulas import condition
from formgen.language.readers.parts import Case, Cases, Formula
from formgen.language.source import Mapping, Node, Scalar, Sequence

T = TypeVar("T")


class _CasesOf(Generic[T]):
    """A value, or `cases:` whose items hold one each under `key_name`."""

    def __init__(self, value: Reader[T], key_name: str) -> None:
        self.value = value
        self.key_name = key_name
        self.expects = f"{value.expects}, or `cases:`"

    @property
    def shape(self) -> Shape:
        return WithCases(CasesOf(self.value.shape, self.key_name))

    def read(self, node: Node, place: Place) -> T | Cases[T] | Invalid:
        if not (isinstance(node, Mapping) and node.get("cases") is not None):
            return self.value.read(node, place)
        items = node.get("cases")
        if len(node.entries) > 1:
            extra = next(entry.key for entry in node.entries if entry.key.value != "cases")
            place.report(
                "S008",
                extra,
                f"`{extra.value}` cannot stand beside `cases`.",
                "Put it into a case, or delete it.",
            )
            return INVALID
        assert items is not None
        return self.read_items(items, place.child("cases"))

    def read_items(self, node: Node, place: Place) -> Cases[T] | Invalid:
        if not isinstance(node, Sequence) or not node.items:
            return place.report(
                "S014",
                node,
                "`cases` wants a list of cases.",
                f"Begin each with `- when: …`, then `{self.key_name}: …` below `when`.",
            )
        read = [
            self._read_case(each, place.child(str(index)), last=index == len(node.items) - 1)
            for index, each in enumerate(node.items)
        ]
        cases = tuple(each for each in read if not isinstance(each, Invalid))
        return Cases(cases, node)

    def stand_in(self, near: Scalar, place: Place) -> T | Invalid:
        """What stands for one value."""
        make = getattr(self.value, "stand_in", None)
        made: T | Invalid = INVALID if make is None else make(near, place)
        return made

    def _read_case(self, node: Node, place: Place, last: bool) -> Case[T] | Invalid:
        if not isinstance(node, Mapping):
            return place.report(
                "S014",
                node,
                "A case is written as `when:` and what then applies.",
                f"Write `when: …` and, below it, `{self.key_name}: …`.",
            )
        if not self._keys_are_known(node, place):
            return INVALID
        when = read_case_condition(node, place, last)
        inner = node.get(self.key_name)
        if inner is None and isinstance(when, Invalid) and node.get("otherwise") is not None:
            # What stands behind `otherwise` is what belongs into the missing line: one mistake.
            return INVALID
        if inner is None:
            return place.report(
                "S012",
                node.entries[0].key,
                f"`{self.key_name}` is missing in this case.",
                f"Add `{self.key_name}:` below `when`.",
            )
        value = self.value.read(inner, place.child(self.key_name))
        if isinstance(when, Invalid) or isinstance(value, Invalid):
            return INVALID
        return Case(when, value, node)

    def _keys_are_known(self, node: Mapping, place: Place) -> bool:
        known = ("when", "otherwise", self.key_name)
        strange = [entry.key for entry in node.entries if entry.key.value not in known]
        for key in strange:
            similar = nearest(key.value, known)
            hint = (
                f"Did you mean `{similar}`?"
                if similar
                else f"Known here: {', '.join(f'`{each}`' for each in known)}."
            )
            place.report("S008", key, f"`{key.value}` is not known in a case.", hint)
        return not strange


def read_case_condition(node: Mapping, place: Place, last: bool) -> Formula | Invalid | None:
    """The condition of a case: `when: …`, or None for `otherwise: true`, which must stand last."""
    when, otherwise = node.get("when"), node.get("otherwise")
    if when is not None and otherwise is not None:
        return place.report(
            "S017", otherwise, "A case has `when` or `otherwise`, not both.", "Delete one of the two lines."
        )
    if when is not None:
        return condition().read(when, place.child("when"))
    if otherwise is None:
        return place.report(
            "S012",
            node.entries[0].key if node.entries else node,
            "This case has no `when`.",
            "Add `when: …`, or `otherwise: true` for all the rest.",
        )
    if not (isinstance(otherwise, Scalar) and otherwise.value == "true"):
        return place.report(
            "S015",
            otherwise,
            "`otherwise` is written `otherwise: true`.",
            "Write `otherwise: true`; what then applies stands on the next line, such as `is: 30 EUR`.",
        )
    if not last:
        return place.report(
            "S017", otherwise, "Cases after `otherwise` are never reached.", "Move `otherwise` to the end."
        )
    return None


def cases_or(value: Reader[T], key_name: str = "is") -> Reader[T | Cases[T]]:
    """A value, or cases of it."""
    return _CasesOf(value, key_name)


def cases(value: Reader[T], key_name: str = "is") -> Reader[Cases[T]]:
    """The list that stands below `cases:`."""

    class _Items:
        expects = "a list of cases"
        shape: Shape = CasesOf(value.shape, key_name)

        def read(self, node: Node, place: Place) -> Cases[T] | Invalid:
            return _CasesOf(value, key_name).read_items(node, place)

    return _Items()
