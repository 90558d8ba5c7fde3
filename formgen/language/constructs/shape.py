"""What a reader accepts, told to machines: the reference of the language and the schema for editors are made
from it.

A reader carries its shape beside the code that reads, so that whoever changes the one sees the other. A shape
is coarser than its reader: it knows that a condition is a text, not whether its names exist.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from formgen.language.constructs.construct import Construct

Kind = Literal["text", "word", "number", "whole", "flag"]

ID = "[a-z][a-z0-9_]*"
"""What an id looks like, as a regular expression for the whole of it."""


@dataclass(frozen=True, slots=True)
class Single:
    """One value on a line. `called` is what an author calls it, with its article: "a condition".

    `kind` tells how YAML may read it: "text" is anything, numbers included, "word" never a number.
    """

    called: str
    kind: Kind = "text"
    pattern: str = ""
    """A regular expression (ECMA-262) for the whole value; "" for any."""
    words: tuple[str, ...] = ()
    """The only values there are, where they are few."""
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Items in order; `one_allowed` when a single one may stand without a list."""

    item: Shape
    one_allowed: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class ById:
    """Values by keys that the author chooses. `keys` is a regular expression, `reserved` what none may be."""

    item: Callable[[], Shape]
    keys: str = ID
    reserved: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Keyed:
    """A construct: keys with values; where it has a `short_key`, the value of that key alone."""

    construct: type[Construct]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of several shapes."""

    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class CasesOf:
    """The list below `cases:`; each item holds its value under `key`."""

    value: Shape
    key: str


@dataclass(frozen=True, slots=True)
class WithCases:
    """A value, or `cases:` of such."""

    cases: CasesOf


@dataclass(frozen=True, slots=True)
class AnyField:
    """A field of any type."""


Shape = Single | Listed | ById | Keyed | AnyOf | CasesOf | WithCases | AnyField
