"""Texts written once and named in others: fragments, the service's name, what silence means.

`{{ signature }}` in a text is replaced by the fragment's own text before the text is parsed, so that a
fragment may hold placeholders, conditions and paragraphs of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from formgen.language.readers import Text
from formgen.language.spec import Spec

_NAME: Final = re.compile(r"\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\s*\}\}")
DEPTH_LIMIT: Final = 5

Translate = Callable[[Text], str]
"""The text in the language at hand."""


def fragment_texts(spec: Spec) -> Mapping[str, Text | str]:
    """What can be named so: text of the author, or plain words that no language changes."""
    texts: dict[str, Text | str] = {name: fragment.text for name, fragment in spec.fragments.items()}
    service = spec.service
    texts["service.name"] = service.name
    for part in ("address", "email", "phone"):
        value = getattr(service, part)
        if value is not None:
            texts[f"service.{part}"] = value
    if spec.silence is not None:
        texts["silence.basis"] = spec.silence.basis
        texts["silence.remedies"] = spec.silence.remedies
    if spec.duration is not None:
        texts["duration"] = f"{spec.duration.amount} {spec.duration.unit}s"
    return texts


def expand(text: str, fragments: Mapping[str, Text | str], translate: Translate) -> str:
    """`text` with every named fragment in its place. A fragment that names itself is left as it stands."""
    for _ in range(DEPTH_LIMIT):
        if "{{" not in text:
            break
        replaced = _NAME.sub(lambda found: _fragment(found, fragments, translate), text)
        if replaced == text:
            break
        text = replaced
    return text


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part of an expanded text is written: in which fragment (None: the text itself), from where."""

    fragment: Text | None
    start: int
    end: int


def origin(
    text: str, fragments: Mapping[str, Text | str], translate: Translate, start: int, end: int
) -> Origin:
    """Where `expand(text, fragments, translate)[start:end]` is written.

    What words of no place in the spec stand for, such as the service's name, is written as its placeholder.
    """
    for run in _runs(text, None, fragments, translate, 0):
        if start < run.length:
            if not run.literal:
                return Origin(run.fragment, run.offset, run.offset + run.written)
            return Origin(run.fragment, run.offset + start, run.offset + min(end, run.length))
        start, end = start - run.length, end - run.length
    return Origin(None, len(text), len(text))


@dataclass(frozen=True, slots=True)
class _Run:
    """A part of an expanded text: `length` there, `written` from `offset` on in a fragment or the text."""

    length: int
    fragment: Text | None
    offset: int
    written: int
    literal: bool


def _runs(
    text: str, where: Text | None, fragments: Mapping[str, Text | str], translate: Translate, depth: int
) -> Iterator[_Run]:
    position = 0
    for found in _NAME.finditer(text):
        fragment = fragments.get(found[1])
        if fragment is None or depth == DEPTH_LIMIT:
            continue
        before = found.start() - position
        if before:
            yield _Run(before, where, position, before, True)
        position = found.end()
        if isinstance(fragment, str):
            yield _Run(len(fragment), where, found.start(), position - found.start(), False)
        else:
            yield from _runs(translate(fragment), fragment, fragments, translate, depth + 1)
    if position < len(text):
        yield _Run(len(text) - position, where, position, len(text) - position, True)


def _fragment(found: re.Match[str], fragments: Mapping[str, Text | str], translate: Translate) -> str:
    fragment = fragments.get(found[1])
    if fragment is None:
        return found[0]
    return fragment if isinstance(fragment, str) else translate(fragment)
