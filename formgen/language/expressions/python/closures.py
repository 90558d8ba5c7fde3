"""The shape of what is compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from formgen.language.expressions.typed import Typed

Frame = list[Any]
Closure = Callable[[Frame], Any]
Compile = Callable[[Typed], Closure]


def strict(operation: Callable[[Any, Any], Any], left: Closure, right: Closure) -> Closure:
    """`operation` of both sides, unknown when one of them is."""

    def run(frame: Frame) -> Any:
        one = left(frame)
        if one is None:
            return None
        other = right(frame)
        return None if other is None else operation(one, other)

    return run


def strict_one(operation: Callable[[Any], Any], inner: Closure) -> Closure:
    """`operation` of a value, unknown when it is."""

    def run(frame: Frame) -> Any:
        value = inner(frame)
        return None if value is None else operation(value)

    return run
