"""Kleene's `and`, `or` and `not`: False, True, and None for unknown."""

from __future__ import annotations

from typing import Any

from formgen.language.expressions import typed
from formgen.language.expressions.python.closures import Closure, Compile, Frame


def negation(node: typed.Not, compiled: Compile) -> Closure:
    inner = compiled(node.inner)

    def run(frame: Frame) -> Any:
        value = inner(frame)
        return None if value is None else not value

    return run


def both(node: typed.Both, compiled: Compile) -> Closure:
    return _joined(tuple(compiled(part) for part in node.parts), decisive=False)


def either(node: typed.Either, compiled: Compile) -> Closure:
    return _joined(tuple(compiled(part) for part in node.parts), decisive=True)


def _joined(parts: tuple[Closure, ...], decisive: bool) -> Closure:
    """The value that decides, if one part has it; else unknown, if one part is; else the other value."""
    if len(parts) == 2:
        return _two(parts[0], parts[1], decisive)

    def run(frame: Frame) -> Any:
        known = True
        for part in parts:
            value = part(frame)
            if value is decisive:
                return decisive
            if value is None:
                known = False
        return (not decisive) if known else None

    return run


def _two(first: Closure, second: Closure, decisive: bool) -> Closure:
    other = not decisive

    def run(frame: Frame) -> Any:
        one = first(frame)
        if one is decisive:
            return decisive
        two = second(frame)
        if two is decisive:
            return decisive
        return None if one is None or two is None else other

    return run
