"""An expression whose names and types are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from formgen.language.expressions.faults import ExpressionFault
from formgen.language.expressions.tree import Expression
from formgen.language.expressions.typed import Typed
from formgen.language.expressions.types import Type

Frame = list[Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found. `typed` is None when one of `faults` is an error; warnings leave it in place.

    `reads`: canonical names (Binding.name) of what it reads, those in the items of lists included; constant
    lists and the keys of tables are not among them.
    """

    expression: Expression
    faults: tuple[ExpressionFault, ...]
    typed: Typed | None
    reads: frozenset[str]

    @property
    def type(self) -> Type | None:
        """The type of its value; None when it has errors."""
        return None if self.typed is None else self.typed.type

    def python(self) -> Callable[[Frame], Any]:
        """A function of a frame that gives the runtime value, None when unknown.

        Raises ValueError when the expression has errors.
        """
        from formgen.language.expressions.python import compiled

        return compiled(self._typed())

    def javascript(self) -> str:
        """A JavaScript expression over `v` (values by name) and `F` (renderers/html/scripts/expressions.js).

        Raises ValueError when the expression has errors.
        """
        from formgen.language.expressions.javascript import script

        return script(self._typed())

    def _typed(self) -> Typed:
        if self.typed is None:
            raise ValueError(f"an expression with errors is not compiled: {self.expression.text!r}")
        return self.typed
