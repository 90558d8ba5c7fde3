"""What YAML would copy or run: anchors, aliases, merges and tags. In specs nothing is copied (S009)."""

from __future__ import annotations

import re
from typing import Any, TypeGuard

from yaml import ScalarEvent

from formgen.language.problems import Problem
from formgen.language.source.lines import quoted, shortened
from formgen.language.source.nodes import Document, Node, Scalar

_PROPERTY = re.compile(r"[&!*][^\s,\[\]{}]*")


def is_merge(key: Node) -> TypeGuard[Scalar]:
    """Whether a key is `<<`, which would copy the keys of another mapping."""
    return isinstance(key, Scalar) and key.value == "<<" and key.style == "plain"


class Copies:
    """Tells of them in one document; of an anchor and what copies it once: one mistake, one message.

    Events are libyaml's; see `Builder` for why they are Any.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._anchors: set[str] = set()

    def directives(self, event: Any) -> Problem | None:
        """`%TAG` at the start of a document."""
        if not event.tags:
            return None
        start = self._document.text.index("%")
        return self._problem(start, start + 4, "`%TAG` is a command; specs have none.", "Delete the line.")

    def alias(self, event: Any) -> Problem | None:
        """`*name` where a value stands; None where its anchor was told of."""
        if not self._is_new(event.anchor):
            return None
        start, end = event.start_mark.index, event.end_mark.index
        return self._problem(
            start,
            end,
            f"`*{shortened(event.anchor)}` would copy what `&` marks; in specs nothing is copied.",
            f"If it is a text, quote it: {quoted(shortened(self._document.text[start:end]))}",
        )

    def anchor_or_tag(self, event: Any) -> Problem:
        """`&name` or `!name` before a value."""
        text, start = self._document.text, event.start_mark.index
        found = _PROPERTY.match(text, start)
        end = found.end() if found else start
        if event.anchor is None:
            return self._problem(
                start,
                end,
                f"`{shortened(text[start:end])}` is taken for a command, because it begins with !.",
                "Quote the whole text, if it belongs to one; or delete it.",
            )
        self._anchors.add(event.anchor)
        what, place = ("text", "fragments") if type(event) is ScalarEvent else ("part", "field_groups")
        return self._problem(
            start,
            end,
            f"`&{shortened(event.anchor)}` would mark this to be copied; in specs nothing is copied.",
            f"Write the {what} once under `{place}` and name it. An & that belongs to a text is quoted.",
        )

    def merge_of(self, key: Scalar, event: Any) -> Problem | None:
        """`<<: *name`; None where its anchor was told of."""
        return self.merge(key) if self._is_new(event.anchor) else None

    def merge(self, key: Scalar) -> Problem:
        """`<<:` with whatever behind it."""
        return self._problem(
            key.start,
            key.end,
            "`<<` would copy keys from elsewhere; in specs nothing is copied.",
            "Write the fields once under `field_groups` and name the group with `use`.",
        )

    def _is_new(self, anchor: str) -> bool:
        new = anchor not in self._anchors
        self._anchors.add(anchor)
        return new

    def _problem(self, start: int, end: int, message: str, hint: str) -> Problem:
        return self._document.problem("S009", "error", self._document.span(start, end), message, hint)
