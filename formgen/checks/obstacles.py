"""What keeps a person from going on: stops, broken checks, questions that must be answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from formgen.checks.situations import World
from formgen.checks.situations.keys import reads_in
from formgen.language.expressions import CONDITION, Names, typed
from formgen.language.expressions.typed import Typed
from formgen.language.fields.base import Check, Requirement
from formgen.language.resolution.layout import Placed


class Obstacles:
    """Conditions of which none holds once a person has come to a page."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.pages = {id(page): index for index, page in enumerate(world.resolution.pages)}
        self.ends = list(self._ends())

    def before(self, page: int, conditions: Iterable[Typed]) -> list[Typed]:
        """Those of the pages before; of unanswered questions, those that bear on some conditions."""
        found = [condition for index, condition in self.ends if index < page]
        return [*found, *self._unanswered(page, [*conditions, *found])]

    def _ends(self) -> Iterator[tuple[int, Typed]]:
        """Each stop and broken check, with the number of its page."""
        world, scope = self.world, self.world.resolution.scope
        for index, page in enumerate(world.resolution.pages):
            if page.spec is None:
                continue
            asked = world.page(page)
            for stop in page.spec.stop:
                yield index, typed.Both(CONDITION, (*asked, *world.condition(stop.when)))
            for check in page.spec.checks:
                yield from self._broken(index, asked, check, scope)
        for name, placed in world.placed.items():
            for check in placed.spec.checks:
                yield from self._broken(self._page_of(name), world.asked(name), check, placed.scope)

    def _broken(
        self, index: int, asked: tuple[Typed, ...], check: Check, scope: Names
    ) -> Iterator[tuple[int, Typed]]:
        if check.level == "error":
            applies = (*asked, *self.world.condition(check.when, scope))
            for must in self.world.condition(check.must, scope):
                yield index, typed.Both(CONDITION, (*applies, typed.Not(CONDITION, must)))

    def _unanswered(self, page: int, conditions: list[Typed]) -> Iterator[Typed]:
        pending, seen = conditions, set[str]()
        while pending:
            for read in reads_in(pending.pop()):
                name = read.binding.name
                if name in seen:
                    continue
                seen.add(name)
                inner = self.world.expansion(read.binding)
                pending += [inner] if inner is not None else []
                placed = self.world.placed.get(name)
                if placed is None:
                    continue
                asked = self.world.asked(name)
                pending += asked
                if self._page_of(name) < page and not is_optional(placed):
                    value = typed.Read(placed.binding.type, placed.binding, False)
                    yield typed.Both(CONDITION, (*asked, typed.Answered(CONDITION, value, True)))

    def _page_of(self, name: str) -> int:
        return self.pages[id(self.world.page_of[name])]


def is_optional(placed: Placed) -> bool:
    """Whether a question may be left unanswered, at least by some."""
    required = placed.spec.required
    return not (
        isinstance(required, Requirement) and required.level == "error" and required.condition is None
    )
