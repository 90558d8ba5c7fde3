"""Python source as `ruff format` leaves it: what fits stands on one line, what does not item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

from formgen.language.values import ADDRESS_PARTS, Address, Duration

WIDTH = 110
STEP = "    "


@dataclass(frozen=True, slots=True)
class Bracketed:
    """Something in brackets: a call, a tuple, a mapping. `items` are separated by commas."""

    opening: str
    items: Sequence[Source]
    closing: str


@dataclass(frozen=True, slots=True)
class Named:
    """A keyword argument, or a key of a mapping: `prefix` is "name=" or '"key": '."""

    prefix: str
    value: Source


Source: TypeAlias = str | Bracketed | Named
"""Source that never breaks, or parts of it that may."""


def call(function: str, *arguments: Source, **named: Source) -> Bracketed:
    """A call of a function or a class."""
    return Bracketed(
        f"{function}(", (*arguments, *(Named(f"{name}=", each) for name, each in named.items())), ")"
    )


def tuple_of(items: Sequence[Source]) -> Bracketed:
    """A tuple."""
    return Bracketed("(", items, ")")


def flat(source: Source) -> str:
    """On one line."""
    if isinstance(source, str):
        return source
    if isinstance(source, Named):
        return source.prefix + flat(source.value)
    inside = ", ".join(flat(each) for each in source.items)
    if source.opening == "(" and len(source.items) == 1:
        inside += ","
    return f"{source.opening}{inside}{source.closing}"


def lay_out(source: Source, before: str = "", after: str = "", indent: int = 0) -> str:
    """The source with what stands before and after it on its line. `indent`: steps of the line it begins."""
    line = flat(source)
    if len(STEP * indent + before + line + after) <= WIDTH:
        return before + line + after
    if isinstance(source, str):
        return before + source + after
    if isinstance(source, Named):
        return lay_out(source.value, before + source.prefix, after, indent)
    if not source.items:
        return before + line + after
    inner = [STEP * (indent + 1) + lay_out(each, "", ",", indent + 1) for each in source.items]
    return "\n".join([before + source.opening, *inner, STEP * indent + source.closing + after])


def quoted(text: str) -> str:
    """A text in the quotes that ruff prefers."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    signs = (
        f"\\{sign}" if sign in ("\\", quote) else sign if sign in "'\"" else repr(sign)[1:-1] for sign in text
    )
    return f"{quote}{''.join(signs)}{quote}"


def literal(value: Any) -> Source:
    """A runtime value of the language as source. Raises TypeError for anything else."""
    match value:
        case frozenset() if value:
            return call("frozenset", tuple_of([literal(each) for each in sorted(value)]))
        case frozenset():
            return "frozenset()"
        case tuple() | list():
            return tuple_of([literal(each) for each in value])
        case dict():
            return mapping([(key, literal(each)) for key, each in value.items()])
    return _single(value)


def _single(value: Any) -> Source:
    match value:
        case None | bool():
            return str(value)
        case str():
            return quoted(value)
        case int():
            return str(value)
        case Decimal():
            whole = value == value.to_integral_value()
            return f"Decimal({int(value)})" if whole else f"Decimal({quoted(f'{value:f}')})"
        case datetime():
            parts = (value.year, value.month, value.day, value.hour, value.minute, value.second)
            return call("datetime.datetime", *map(str, parts), tzinfo="datetime.UTC")
        case date():
            return f"datetime.date({value.year}, {value.month}, {value.day})"
        case time():
            return f"datetime.time({value.hour}, {value.minute})"
        case Duration():
            given = {name: str(number) for name in ("months", "days") if (number := getattr(value, name))}
            return call("Duration", **given)
        case Address():
            return call("Address", **{part: quoted(getattr(value, part)) for part in ADDRESS_PARTS})
    raise TypeError(f"{type(value).__name__} is no value of the language")


def mapping(entries: Sequence[tuple[str, Source]]) -> Bracketed:
    """A dict with texts as keys."""
    return Bracketed("{", [Named(f"{quoted(key)}: ", value) for key, value in entries], "}")


def docstring(text: str, indent: int) -> str:
    """A docstring of one paragraph, wrapped; backslashes and quotes are safe in it."""
    import textwrap

    words = " ".join(text.split()).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    words = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in words)
    if words.endswith('"'):
        words = words[:-1] + '\\"'
    pad = STEP * indent
    if len(pad + words) + 6 <= WIDTH:
        return f'{pad}"""{words}"""'
    lines = textwrap.wrap(words, WIDTH - len(pad), initial_indent='"""', break_long_words=False)
    return "\n".join(pad + each for each in lines) + f'\n{pad}"""'


__all__ = [
    "Bracketed",
    "Named",
    "Source",
    "call",
    "docstring",
    "flat",
    "lay_out",
    "literal",
    "mapping",
    "quoted",
    "tuple_of",
]
