"""What conditions read in a spec: which questions there are, when they are asked, what names stand for."""

from __future__ import annotations

from typing import Any, Final

from formgen.checks.situations.variables import Variable, choice_values
from formgen.language.expressions import CONDITION, Binding, Choices, Type, typed
from formgen.language.expressions.typed import Typed
from formgen.language.fields.base import Field
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed
from formgen.language.resolution.pages import PagePlace

ALL_COMBINATIONS: Final = 200_000
"""A bound on the time that a whole spec takes, however many of its pages are hard."""


class World:
    """The questions of a resolved spec without errors, with when each of them is asked."""

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.placed: dict[str, Placed] = {}
        self.page_of: dict[str, PagePlace] = {}
        for page in resolution.pages:
            pending = list(resolution.plan.fields_of[page.id])
            while pending:
                each = pending.pop()
                if each.depth == 0:
                    self.placed[each.full_path] = each
                    self.page_of[each.full_path] = page
                    pending += each.members
        self.combinations = ALL_COMBINATIONS
        """How many more combinations may be looked at, for all questions together."""
        self._asked: dict[str, tuple[Typed, ...]] = {}

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

    def asked(self, name: str) -> tuple[Typed, ...]:
        """What must be true for a field to be asked: its page's conditions, its group's, its own."""
        found = self._asked.get(name)
        if found is None:
            placed = self.placed[name]
            found = self._asked[name] = (*self.page(self.page_of[name]), *self.within_page(placed))
        return found

    def within_page(self, placed: Placed) -> tuple[Typed, ...]:
        """The same without the conditions of its page."""
        above = self.within_page(placed.parent) if placed.parent is not None else ()
        return (*above, *self._follows(placed), *self.condition(placed.spec.when, placed.scope))

    def _follows(self, placed: Placed) -> tuple[Typed, ...]:
        if placed.parent is None or placed.follows is None:
            return ()
        parent = placed.parent.binding
        read = typed.Read(parent.type, parent, False)
        if placed.follows not in self.resolution.context.options(placed.parent.spec):
            return (typed.Said(CONDITION, read, placed.follows, False),)
        if isinstance(parent.type, Choices):
            return (typed.Holds(CONDITION, read, (placed.follows,)),)
        return (typed.Equal(CONDITION, read, typed.Constant(parent.type, placed.follows), "plain", False),)

    def offered(self, name: str, option: Any) -> tuple[Typed, ...]:
        """What must be true for an option to be offered."""
        placed = self.placed.get(name)
        if placed is None or not isinstance(option, str):
            return ()
        found = self.resolution.context.options(placed.spec).get(option)
        return self.condition(found.when, placed.scope) if found is not None else ()

    def expansion(self, binding: Binding) -> Typed | None:
        """The one expression that a named condition or calculation stands for; None for anything else."""
        spec, scope = self.resolution.spec, self.resolution.scope
        if binding.name in spec.conditions and binding is self.resolution.plan.conditions[binding.name]:
            return self.resolution.formula(spec.conditions[binding.name], scope).typed
        calculation = spec.calculations.get(binding.name)
        if calculation is None or binding is not self.resolution.plan.calculations[binding.name]:
            return None
        if calculation.is_ is None:
            return None
        return self.resolution.formula(calculation.is_, scope, binding.type).typed

    def variable(self, key: str, kind: Type, field: Field | None = None) -> Variable:
        """A new variable; of a field it knows the options and the words that may be said instead."""
        found = Variable(key, kind)
        found.possible = choice_values(kind)
        if field is not None:
            found.said = tuple(field.or_say)
        if key == "today":
            found.never_empty = True
        return found
