"""Which names an expression may use, and where their values stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from formgen.language.expressions.types import Type


@dataclass(frozen=True, slots=True)
class Binding:
    """A name and where its value stands in a frame.

    `name` is the canonical, qualified name ("spouse.birth_date", "children.nationality"); `slot` its index
    in the frame at `depth` (0 the dossier, 1 an item of a list). `said_slot` holds the word said instead of
    a value (`or_say`), whose words are `said` (id -> label).
    """

    name: str
    type: Type
    slot: int
    depth: int = 0
    label: str = ""
    said_slot: int | None = None
    said: Mapping[str, str] = field(default_factory=dict, hash=False)


class Scope(Protocol):
    """Names seen from one place. A scope inside another (a group, an item) has that one as `outer`."""

    @property
    def outer(self) -> Scope | None: ...

    @property
    def depth(self) -> int:
        """The depth of the frame that expressions of this scope are evaluated on."""
        ...

    def find(self, name: str) -> Binding | None:
        """The binding of one word (no dots), the nearest winning; None if there is none."""
        ...

    def known(self) -> Iterable[Binding]:
        """All bindings, the nearest first, for "did you mean"."""
        ...


@dataclass(frozen=True, slots=True)
class Names:
    """The usual Scope: one mapping of words to bindings, and the scope around it.

    Those of a group that uses one of `field_groups` are `called` by that name in it, whichever group it is:
    `path` is the full path of the one that stands here.
    """

    bindings: Mapping[str, Binding]
    outer: Scope | None = None
    depth: int = 0
    called: str = ""
    path: str = ""

    def find(self, name: str) -> Binding | None:
        found = self.bindings.get(name)
        if found is None and self.outer is not None:
            return self.outer.find(name)
        return found

    def known(self) -> Iterator[Binding]:
        yield from self.bindings.values()
        if self.outer is not None:
            yield from self.outer.known()


def outermost(scope: Scope) -> Scope:
    """The scope of the dossier, whatever group or item `scope` stands in."""
    while scope.outer is not None:
        scope = scope.outer
    return scope
