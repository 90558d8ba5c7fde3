"""docs/language.md: every key, type, operator and filter of the language, for who writes specs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, Final

from formgen.language.constructs import Construct, Key
from formgen.language.expressions import RESERVED_NAMES, RESERVED_OPTIONS
from formgen.language.expressions.manual import FAMILIES
from formgen.language.fields import FIELD_TYPES
from formgen.language.fields.base import Field
from formgen.language.placeholders.filters import FILTERS, Filter
from formgen.rendering.language.chapters import CHAPTERS, FIELDS, anchor, title_of
from formgen.rendering.language.declarations import about, construct_word, sample
from formgen.rendering.language.prose import (
    CASES,
    EMPTY,
    EXPRESSIONS,
    FILE,
    NAMES,
    PLACEHOLDER_ROWS,
    PLACEHOLDER_SAMPLE,
    PLACEHOLDERS,
    TEXTS,
)
from formgen.rendering.language.shapes import alternatives, in_words
from formgen.rendering.language.value_types import value_types

WIDTH: Final = 108
MEGABYTE: Final = 1_000_000
HEAD: Final = """\
# The language of formgen

Everything that can be written in a spec. The tutorial shows how to begin; this page is for looking up.
`formgen check FILE` says what is wrong in a file and how to mend it, and an editor that knows
[the schema](language.schema.json) completes keys and explains them: specs name it in their first line.

This page is written by `make language` from what formgen reads, so it says all that is understood and nothing
else.
"""


def reference() -> str:
    """The page, in Markdown."""
    return "\n".join(_page()).rstrip("\n") + "\n"


def _page() -> Iterator[str]:
    yield HEAD
    yield from _contents()
    yield FILE
    for chapter in CHAPTERS:
        yield f"## {chapter.title}\n"
        yield f"{textwrap.fill(chapter.prose, WIDTH)}\n"
        if chapter is FIELDS:
            yield from _fields()
        for title, construct in chapter.parts:
            yield from _construct(title, construct)
    yield CASES
    yield from _expressions()
    yield from _texts()


def _contents() -> Iterator[str]:
    titles = ("The file", *(each.title for each in CHAPTERS), "Cases", "Expressions", "Texts")
    yield "\n".join(f"- [{title}](#{anchor(title)})" for title in titles) + "\n"


def _construct(title: str, construct: type[Construct]) -> Iterator[str]:
    yield f"### {title}\n"
    yield f"{about(construct)}\n"
    kind = "field" if issubclass(construct, Field) else construct_word(construct)
    yield _fence(sample(construct), "" if kind == "spec" else kind)
    own: Iterable[Key[Any]] = construct.known.values()
    if issubclass(construct, Field):
        own = [key for name, key in construct.known.items() if Field.keys.get(name) is not key]
    yield from _keys(own, kind)


def _fields() -> Iterator[str]:
    yield "### Keys of every field\n"
    yield "Besides `type`, which stands first.\n"
    yield from _keys(Field.known.values(), "field")
    for each in FIELD_TYPES:
        yield from _construct(title_of(each), each)
        if each.without:
            yield f"It does not know {alternatives(each.without)}.\n"
        if each.fault_codes and "errors" in each.known:
            yield f"Its `errors` may name {alternatives(('empty', *each.fault_codes))}.\n"


def _keys(keys: Iterable[Key[Any]], kind: str) -> Iterator[str]:
    listed = list(keys)
    rows = [_row(key) for key in listed]
    if rows:
        yield _table(("key", "what it says", "how it is written", "for example"), rows)
    for key in listed:
        if "\n" in key.example:
            yield f"`{key.name}` is written, for example:\n"
            yield _fence(key.example, f"{kind} part")


def _row(key: Key[Any]) -> tuple[str, ...]:
    name = f"`{key.name}`" + (" (needed)" if key.required else "")
    default = _default(key.default)
    written = in_words(key.reader.shape) + (f"; otherwise `{default}`" if default else "")
    return name, key.doc, written, f"`{key.example}`" if key.example and "\n" not in key.example else ""


def _default(default: object) -> str:
    """A default as it would be written; "" for one that is nothing, or told by the key itself."""
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, int) and default >= MEGABYTE:
        return f"{default // MEGABYTE} MB"
    return str(default) if isinstance(default, int | str) else ""


def _expressions() -> Iterator[str]:
    yield EXPRESSIONS
    yield "### Types of values\n"
    yield _table(("field", "value"), [(f"[`{name}`](#{name})", called) for name, called in value_types()])
    for family in FAMILIES:
        yield f"### {family.title}\n"
        rows = [
            (each.written, each.doc, "; ".join(f"`{example}`" for example in each.examples))
            for each in family.operations
        ]
        yield _table(("written", "what it means", "for example"), rows)
    yield NAMES
    yield f"No name may be {alternatives(sorted(RESERVED_NAMES))}.\n"
    yield f"No option may be {alternatives(sorted(RESERVED_OPTIONS))}.\n"
    yield EMPTY


def _texts() -> Iterator[str]:
    yield TEXTS
    yield PLACEHOLDERS
    yield _table(("written", "what it shows"), PLACEHOLDER_ROWS)
    yield PLACEHOLDER_SAMPLE
    yield "### Filters\n"
    yield _table(("filter", "takes", "what it does", "for example"), map(_filter, FILTERS.values()))


def _filter(each: Filter) -> tuple[str, ...]:
    written, _, shown = each.example.partition(" → ")
    return (
        f"`{each.name}`" + (" and a number" if each.argument else ""),
        ", ".join(sorted(each.takes)) or "everything",
        each.doc,
        f"`{written}`" + (f" gives {shown}" if shown else ""),
    )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *(tuple(_cell(cell) for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _fence(text: str, kind: str) -> str:
    return f"```yaml{f' {kind}' if kind else ''}\n{text}\n```\n"
