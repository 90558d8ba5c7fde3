"""Where reading stands, what it gives when it fails, and what a reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from formgen.language.constructs.shape import Shape
from formgen.language.problems import Problem, Severity
from formgen.language.source import Document, Node, Span

if TYPE_CHECKING:
    from formgen.language.constructs.construct import Construct

T_co = TypeVar("T_co", covariant=True)


class Invalid:
    """What a reader returns when it has reported why it cannot read a node."""

    def __repr__(self) -> str:
        return "INVALID"


INVALID: Final = Invalid()


class Trail:
    """What the places of one reading share, besides the problems."""

    __slots__ = ("concerns", "dropped", "faults", "misplaced")

    def __init__(self) -> None:
        self.misplaced: list[str] = []
        """Keys found under the wrong parent so far: where they belong, they are not told of as missing."""
        self.faults = 0
        """How many errors were reported: what was read without a new one is whole."""
        self.concerns: dict[tuple[str, int, int], str] = {}
        """The key that a problem is about, where it is not the one written: by code, line and column."""
        self.dropped: list[Node] = []
        """What no construct could be made of."""


class Place:
    """Where reading stands: the path of keys in a document, and the problems found so far."""

    __slots__ = ("constructs", "document", "path", "problems", "trail")

    def __init__(
        self,
        document: Document,
        problems: list[Problem],
        path: str = "",
        constructs: tuple[type[Construct], ...] = (),
        trail: Trail | None = None,
    ) -> None:
        self.document = document
        self.problems = problems
        self.path = path
        self.constructs = constructs
        self.trail = Trail() if trail is None else trail

    @property
    def misplaced(self) -> list[str]:
        """Keys found under the wrong parent so far."""
        return self.trail.misplaced

    @property
    def name(self) -> str:
        """The key that is being read; numbers of items in a list are none."""
        return next((each for each in reversed(self.path.split(".")) if not each.isdigit()), self.path)

    def retract(self, code: str, at: Span, name: str) -> None:
        """Take back that `name` is missing at a place: it was found under the wrong parent."""
        self.problems[:] = [
            each
            for each in self.problems
            if (each.code, each.line, each.column) != (code, at.line, at.column)
            or not each.message.startswith(f"`{name}` ")
        ]

    def child(self, name: str, construct: type[Construct] | None = None) -> Place:
        """The place of a key below this one; `construct` is entered if given."""
        path = f"{self.path}.{name}" if self.path else name
        constructs = (*self.constructs, construct) if construct else self.constructs
        return Place(self.document, self.problems, path, constructs, self.trail)

    def entering(self, construct: type[Construct]) -> Place:
        """This place, inside `construct`."""
        return Place(self.document, self.problems, self.path, (*self.constructs, construct), self.trail)

    def report(
        self,
        code: str,
        node: Node | Span,
        message: str,
        hint: str | None = None,
        severity: Severity = "error",
        about: str = "",
    ) -> Invalid:
        """Note a problem; returns INVALID, so that a reader can end with it.

        `about`: the key that is missing or was meant, where it is not the one that stands there.
        """
        problem = self.document.problem(code, severity, node, message, hint)
        self.problems.append(problem)
        if severity == "error":
            self.trail.faults += 1
        if about:
            self.trail.concerns[code, problem.line, problem.column] = about
        return INVALID


class Reader(Protocol[T_co]):
    """Reads one kind of value from a node."""

    expects: str
    """What is wanted, as a noun phrase for messages: "a text", "a list of names"."""

    @property
    def shape(self) -> Shape:
        """What it accepts, for the reference of the language and the schema for editors."""
        ...

    def read(self, node: Node, place: Place) -> T_co | Invalid:
        """The value, or INVALID after reporting why not."""
        ...
