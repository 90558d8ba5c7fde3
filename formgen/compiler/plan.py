"""What evaluation runs: made once when a spec is compiled, shared by all dossiers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from formgen.compiler.nodes import Run
from formgen.compiler.procedure import Condition, Frame, Page
from formgen.compiler.validators import Validate

if TYPE_CHECKING:
    from formgen.compiler.defaults import Defaults
    from formgen.compiler.evaluation import Facts
    from formgen.compiler.papers import CompiledDocument

NOT_ENDED = 1_000_000
"""The index of the page that ends the journey while no stop does."""


class PlannedPage(NamedTuple):
    """A page with the slots that decide whether it is shown."""

    page: Page
    asked: int
    shows_itself: bool
    """Whether it is shown without anything to ask: it has a text, or is a page of every procedure."""
    contents: tuple[int, ...]
    """The slots of what it asks; of a group, those of its fields."""


class ItemPage(NamedTuple):
    """A page of an item of a list, with the slots of the item's frame that decide whether it is shown."""

    id: str
    asked: int
    shows_itself: bool
    contents: tuple[int, ...]

    def is_shown(self, frame: Frame) -> bool:
        """Whether the item is asked something on it, or it has a text of its own."""
        return frame[self.asked] is True and (
            self.shows_itself or any(frame[each] is True for each in self.contents)
        )


def _no_facts(_frame: Frame, _facts: Facts) -> None:
    """Before a spec is compiled there is nothing to fill in."""


@dataclass
class Plan:
    """What evaluation runs."""

    template: list[Any] = field(default_factory=list)
    fill: Callable[[Frame, Facts], None] = _no_facts
    runs: tuple[Run, ...] = ()
    validators: list[Validate] = field(default_factory=list)
    documents: dict[str, CompiledDocument] = field(default_factory=dict)
    pages: list[PlannedPage] = field(default_factory=list)
    ended: int = 0
    stopped: int = 0
    waiting: int = 0
    """The slot of the fields whose requirement is being decided; see `Closures`."""
    asked_slots: dict[str, int] = field(default_factory=dict)
    """Path -> slot: "spouse.birth_date", "documents.identity", "declarations.truthful", "pages.family"."""
    page_conditions: dict[str, list[tuple[Condition, Any, str]]] = field(default_factory=dict)
    """Page -> its conditions with the construct and the kind of reason."""
    defaults: Defaults = field(init=False)
    """What fields show before their page was saved."""
    page_of: dict[str, str] = field(default_factory=dict)
    """Path of a field or document -> its page; of an item's field, the page of its list."""
    item_pages: dict[str, tuple[ItemPage, ...]] = field(default_factory=dict)
    """Full path of a list -> the pages of its items; none where they stand on one screen."""

    def slots_at_start(self, count: int) -> list[Any]:
        """A frame in which nothing is asked or answered yet."""
        template: list[Any] = [None] * count
        template[self.ended] = NOT_ENDED
        template[self.waiting] = ()
        for slot in self.asked_slots.values():
            template[slot] = False
        return template


__all__ = ["NOT_ENDED", "ItemPage", "Plan", "PlannedPage"]
