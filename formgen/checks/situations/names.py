"""What names stand for in a spec: fields and when they are asked, expressions behind names, records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from formgen.language.constructs import walk
from formgen.language.expressions import CONDITION, Binding, Choices, typed
from formgen.language.expressions.typed import Typed
from formgen.language.fields.list import ListField
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed
from formgen.language.resolution.pages import PagePlace


class SpecNames:
    """The names of a resolved spec without errors."""

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.placed: dict[str, Placed] = {}
        self.page_of: dict[str, int] = {}
        self.list_of: dict[str, Placed] = {}
        """Of a field of an item: its list."""
        self.item_when: dict[str, tuple[Formula, Any]] = {}
        """Of a field of an item: the condition of its screen, with the scope that is typed in."""
        self._resolved: dict[int, tuple[Typed, Typed]] = {}
        self._roots: dict[str, frozenset[str]] = {}
        for index, page in enumerate(resolution.pages):
            for placed in resolution.plan.fields_of[page.id]:
                self._place(placed, index, None)

    def _place(self, placed: Placed, page: int, owner: Placed | None) -> None:
        self.placed[placed.full_path] = placed
        self.page_of[placed.full_path] = page
        if owner is not None:
            self.list_of[placed.full_path] = owner
        inner = placed if isinstance(placed.spec, ListField) else owner
        for each in placed.members:
            self._place(each, page, inner)
        if isinstance(placed.spec, ListField):
            for screen in placed.spec.pages.values():
                if screen.when is not None:
                    for id in screen.fields:
                        self.item_when[f"{placed.full_path}.{id}"] = (screen.when, placed.item_scope)

    # Conditions

    def condition(self, formula: Formula | None, scope: Any = None) -> tuple[Typed, ...]:
        """A condition as a tuple of none or one, so that conditions can be strung together."""
        if formula is None:
            return ()
        found = self.resolution.formula(formula, scope or self.resolution.scope).typed
        return () if found is None else (found,)

    def page(self, page: PagePlace) -> tuple[Typed, ...]:
        """What must be true for a page to be asked, stops apart."""
        step = self.condition(page.step.when) if page.step is not None else ()
        return (*step, *(self.condition(page.spec.when) if page.spec is not None else ()))

    def within_page(self, placed: Placed) -> tuple[Typed, ...]:
        """What must be true for a field to be asked on its page: its group's conditions and its own."""
        above = self.within_page(placed.parent) if placed.parent is not None else ()
        screen = self.item_when.get(placed.full_path)
        screens = self.condition(*screen) if screen is not None else ()
        return (*above, *screens, *self._follows(placed), *self.condition(placed.spec.when, placed.scope))

    def _follows(self, placed: Placed) -> tuple[Typed, ...]:
        if placed.parent is None or placed.follows is None:
            return ()
        parent = placed.parent.binding
        read = typed.Read(parent.type, parent, False)
        if placed.follows_said:
            return (typed.Said(CONDITION, read, placed.follows, False),)
        if isinstance(parent.type, Choices):
            return (typed.Holds(CONDITION, read, (placed.follows,)),)
        return (typed.Equal(CONDITION, read, typed.Constant(parent.type, placed.follows), "plain", False),)

    # Names

    def resolved(self, node: Typed) -> Typed:
        """The expression behind a named condition or a calculation of one expression; else the node."""
        if not isinstance(node, typed.Read):
            return node
        found = self._resolved.get(id(node.binding))
        if found is None:
            inner = self._expansion(node.binding)
            inner = node if inner is None else self.resolved(inner)
            found = self._resolved[id(node.binding)] = (node, inner)
        return found[1]

    def _expansion(self, binding: Binding) -> Typed | None:
        spec, plan = self.resolution.spec, self.resolution.plan
        if plan.conditions.get(binding.name) is binding:
            return self.resolution.formula(spec.conditions[binding.name], self.resolution.scope).typed
        if plan.calculations.get(binding.name) is not binding:
            return None
        calculation = spec.calculations[binding.name]
        if calculation.is_ is None:
            return None
        return self.resolution.formula(calculation.is_, self.resolution.scope, binding.type).typed

    def said(self, name: str) -> tuple[str, ...]:
        """The words that may be said instead of an answer."""
        head, _, document = name.partition(".")
        if head == "documents" and document in self.resolution.plan.documents:
            return tuple(self.resolution.plan.documents[document].said)
        placed = self.placed.get(name)
        return () if placed is None else tuple(placed.spec.or_say)

    def bounds(self, name: str) -> tuple[Any, Any]:
        """The least and the greatest answer accepted, for numbers and dates."""
        placed = self.placed.get(name)
        found = [getattr(placed.spec, key, None) if placed is not None else None for key in ("min", "max")]
        least, greatest = (each if isinstance(each, Decimal | date) else None for each in found)
        return least, greatest

    def sizes(self, name: str) -> tuple[int, int | None]:
        """How many items a list must and may have; one and any number where that is not known."""
        placed = self.placed.get(name)
        if placed is None or not isinstance(placed.spec, ListField):
            return 1, None
        return max(1, placed.spec.min), placed.spec.max

    def is_calculation(self, name: str) -> bool:
        """Whether a name is that of a calculation."""
        return name in self.resolution.spec.calculations

    def is_record(self, name: str) -> bool:
        """Whether a name is a source or a table."""
        return name in self.resolution.spec.sources or name in self.resolution.spec.tables

    def matched_by(self, record: str) -> frozenset[str]:
        """What the row of a table is found by."""
        table = self.resolution.spec.tables.get(record)
        return frozenset() if table is None else self._behind(walk(table))

    def roots(self, bindings: Iterable[Binding]) -> frozenset[str]:
        """The answers that values hang on: through calculations, and of tables what finds the row."""
        return frozenset().union(*(self._roots_of(each.name) for each in bindings))

    def _roots_of(self, name: str) -> frozenset[str]:
        found = self._roots.get(name)
        if found is None:
            self._roots[name] = frozenset((name,))
            found = self._roots[name] = frozenset((name, *self._reads_behind(name)))
        return found

    def _reads_behind(self, name: str) -> Iterator[str]:
        spec = self.resolution.spec
        head = name.partition(".")[0]
        if name in spec.conditions:
            yield from self._behind([spec.conditions[name]])
        elif name in spec.calculations:
            yield from self._behind(walk(spec.calculations[name]))
        elif head in spec.tables:
            yield from self.matched_by(head)

    def _behind(self, parts: Iterable[object]) -> frozenset[str]:
        formulas = [each for each in parts if isinstance(each, Formula)]
        reads = {name for each in formulas for name in self._reads(each)}
        return frozenset().union(*(self._roots_of(each) for each in reads))

    def _reads(self, formula: Formula) -> frozenset[str]:
        return self.resolution.formula(formula, self.resolution.scope).reads
