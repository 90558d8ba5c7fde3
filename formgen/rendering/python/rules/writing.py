"""What all writers of parts share, and the parts that they have written so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from formgen.compiler.nodes import Node
from formgen.compiler.procedure import Procedure
from formgen.rendering.python.classes import Classes
from formgen.rendering.python.functions import Functions
from formgen.rendering.python.layout import Source


@dataclass
class Parts:
    """Parts of one frame: the source of each, and the node that orders it."""

    sources: dict[str, Source] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)

    def add(
        self,
        name: str,
        source: Source,
        reads: frozenset[str] = frozenset(),
        after: tuple[str, ...] = (),
        waits: bool = False,
    ) -> None:
        """Note a part. `name`: of its node, as "field:address.city"; the others are those of a node."""
        self.sources[name] = source
        self.nodes.append(Node(name, reads, after, _nothing, waits=waits))


def _nothing(*_: Any) -> None:
    """The nodes here are only put in order."""


@dataclass
class Writing:
    """A file of models while it is written: what it is written from, and what its parts have used."""

    procedure: Procedure
    classes: Classes
    functions: Functions
    provided: frozenset[str] = frozenset()
    """Documents of which some condition reads what was handed in."""
    restated: set[tuple[str, str]] = field(default_factory=set)
    """Functions of field types (module, name) that bring values into their usual form."""

    def __post_init__(self) -> None:
        self.resolution = self.procedure.resolution
        self.scope = self.resolution.scope
        self.placed = self.resolution.plan.placed()

    def use(self, name: str) -> str:
        """Note that a class or function of the `copied` modules is called; its name again."""
        self.functions.used.add(name)
        return name
