"""What the checks of one expression share: its text, its scope, the faults found and the names read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from formgen.language.expressions import tree, typed
from formgen.language.expressions.checking.conversion import as_condition, as_value
from formgen.language.expressions.faults import ExpressionFault, Severity
from formgen.language.expressions.scope import Binding, Scope
from formgen.language.expressions.types import CONDITION

Check = Callable[["Context", "tree.Node"], "typed.Typed | None"]


@dataclass(slots=True)
class Context:
    """`check` of a node is None when a fault was found in it: what stands around it then stays silent."""

    text: str
    scope: Scope
    checks: Mapping[type[tree.Node], Check]
    faults: list[ExpressionFault] = field(default_factory=list)
    reads: set[str] = field(default_factory=set)

    def inside(self, scope: Scope) -> Context:
        """The same expression, in a part of it that sees other names."""
        return replace(self, scope=scope)

    def check(self, node: tree.Node) -> typed.Typed | None:
        return self.checks[type(node)](self, node)

    def condition(self, node: tree.Node) -> typed.Typed | None:
        """`node` where a condition is expected."""
        found = self.check(node)
        return None if found is None else as_condition(self, node, found)

    def value(self, node: tree.Node) -> typed.Typed | None:
        """`node` where one value is expected, so no group, list, record or list of options."""
        found = self.check(node)
        return None if found is None else as_value(self, node, found)

    def fault(
        self,
        code: str,
        node: tree.Node,
        message: str,
        hint: str | None = None,
        *,
        span: tuple[int, int] | None = None,
        severity: Severity = "error",
    ) -> None:
        start, end = span or (node.start, node.end)
        self.faults.append(ExpressionFault(message, hint, start, end, code, severity))

    def quote(self, node: tree.Node) -> str:
        """`node` as the author wrote it, without parentheses around it."""
        while isinstance(node, tree.Parenthesised):
            node = node.inner
        return f"`{' '.join(self.text[node.start : node.end].split())}`"

    def plain(self, node: tree.Node) -> str:
        """The same without quotes around it."""
        return self.quote(node).strip("`")

    def read(self, binding: Binding) -> typed.Read:
        self.reads.add(binding.name)
        return typed.Read(binding.type, binding, binding.depth < self.scope.depth)


def truth(value: bool) -> typed.Constant:
    return typed.Constant(CONDITION, value)
