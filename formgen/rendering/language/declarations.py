"""What the language declares, in the order in which an author meets it."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator
from functools import cache

from formgen.language.constructs import (
    AnyField,
    AnyOf,
    ById,
    CasesOf,
    Construct,
    Key,
    Keyed,
    Listed,
    Shape,
    Single,
    WithCases,
)
from formgen.language.fields import FIELD_TYPES
from formgen.language.spec import Spec

_SAMPLE = "For example:"


@cache
def constructs() -> tuple[type[Construct], ...]:
    """Every construct, each behind the one in which it is met first; fields by type stand where any may."""
    found: dict[type[Construct], None] = {}

    def meet(construct: type[Construct]) -> None:
        if construct in found:
            return
        found[construct] = None
        for key in construct.known.values():
            for each in constructs_in(key.reader.shape):
                meet(each)

    meet(Spec)
    return tuple(found)


def constructs_in(shape: Shape) -> Iterator[type[Construct]]:
    """The constructs that a value of this shape may be, or hold by id or in a list."""
    match shape:
        case Keyed(construct):
            yield construct
        case AnyField():
            yield from FIELD_TYPES
        case Listed(item):
            yield from constructs_in(item)
        case ById():
            yield from constructs_in(shape.item())
        case AnyOf(shapes):
            for each in shapes:
                yield from constructs_in(each)
        case CasesOf(value):
            yield from constructs_in(value)
        case WithCases(cases):
            yield from constructs_in(cases)
        case Single():
            return


def class_name(construct: type[Construct]) -> str:
    """The name of a construct for machines: "ChoiceField"."""
    return construct.__name__.lstrip("_")


def construct_word(construct: type[Construct]) -> str:
    """The name of a construct in small letters: "choice_field"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name(construct)).lower()


def declared_by(construct: type[Construct], key: Key[object]) -> type[Construct]:
    """The construct that declares a key which others may inherit."""
    return next(
        each
        for each in reversed(construct.__mro__)
        if issubclass(each, Construct) and each.keys.get(key.name) is key
    )


def about(construct: type[Construct]) -> str:
    """What it is, in the words of its documentation, the sample left out."""
    return " ".join(inspect.cleandoc(construct.__doc__ or "").partition(_SAMPLE)[0].split())


def sample(construct: type[Construct]) -> str:
    """How one is written, as YAML; fields with their `type`. Raises LookupError where none is shown."""
    written = inspect.cleandoc(construct.__doc__ or "").partition(_SAMPLE)[2]
    if not written.strip():
        raise LookupError(f"{class_name(construct)} shows no sample in its docstring")
    return textwrap.dedent(written).strip("\n")
