"""How a value is written, in words for an author: from the shape of its reader."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from typing import Final

from formgen.language.constructs import (
    ID,
    AnyField,
    AnyOf,
    ById,
    CasesOf,
    Keyed,
    Listed,
    Shape,
    Single,
    WithCases,
)
from formgen.rendering.language.chapters import link_to

MOST: Final = 10
"""More words than these are not listed."""


@singledispatch
def in_words(shape: Shape) -> str:
    """A noun phrase in Markdown: "a text", "[a page](#a-page), each by its id"."""
    raise NotImplementedError(type(shape).__name__)


@in_words.register
def _single(shape: Single) -> str:
    if shape.words and len(shape.words) <= MOST:
        return alternatives(shape.words)
    if shape.words and shape.called.startswith("one of"):
        return ", ".join(_code(each) for each in shape.words)
    if shape.called in ("a condition", "a calculation", "an expression"):
        return f"[{shape.called}](#expressions)"
    if shape.called == "a text":
        return "[a text](#texts)"
    return shape.called


@in_words.register
def _listed(shape: Listed) -> str:
    item = in_words(shape.item)
    return f"a list, each item {item}" + ("; one alone needs no list" if shape.one_allowed else "")


@in_words.register
def _by_id(shape: ById) -> str:
    return f"{'by their ids' if shape.keys == ID else 'by their words'}, each {in_words(shape.item())}"


@in_words.register
def _keyed(shape: Keyed) -> str:
    link = link_to(shape.construct)
    short = shape.construct.short_key
    if short is None:
        return link
    return f"{in_words(shape.construct.known[short].reader.shape)}, or {link}"


@in_words.register
def _any_of(shape: AnyOf) -> str:
    return "; or ".join(in_words(each) for each in shape.shapes)


@in_words.register
def _cases(shape: CasesOf) -> str:
    return f"[cases](#cases), each with {_code(shape.key)}: {in_words(shape.value)}"


@in_words.register
def _with_cases(shape: WithCases) -> str:
    return f"{in_words(shape.cases.value)}, or [cases](#cases) of it"


@in_words.register
def _field(_: AnyField) -> str:
    return "[a field](#fields)"


def alternatives(words: Iterable[str]) -> str:
    """Words one of which is written: "`a`, `b` or `c`"."""
    *first, last = (_code(each) for each in words)
    return f"{', '.join(first)} or {last}" if first else last


def _code(word: str) -> str:
    return f"`{word}`"
