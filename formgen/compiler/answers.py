"""Answers: what a person entered, and what it reads as.

Entries are kept as typed, as JSON: a field's path to a text, several texts, or parts. Keys:

- `marital_status`, `spouse.birth_date`: an entry of that field (see `formgen.language.fields.base.Entry`);
- `phone?`: the word said instead of a value (`or_say`); `children?`: the answer to a list's first question;
- `children`: a list of items, each `{"id": "k3v9…", "entries": {...}}` with paths inside the item;
- `documents.identity?`: what was said instead of handing a document in;
- `documents.identity.cannot.why`: a field asked then;
- `declarations.truthful`: "yes" when ticked, "no" when its page was saved unticked;
- `$saved`: the ids of pages that were saved; of an item those of its own pages, `""` for its only one.
  Items kept before these were told apart have `true`: all of their pages.

`Answers` holds the same by value, for evaluation. It is immutable; `Procedure.read` makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry that could not be read as its type: empty for evaluation, kept as typed, and a problem."""

    code: str
    parts: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """Values by path: runtime values, `Unread`, or for a list a tuple of the `Answers` of its items.

    `saved` holds the ids of pages saved; of an item those of its own pages (`""` is the only one). `id` is
    that of an item.
    """

    values: Mapping[str, Any]
    saved: frozenset[str] = frozenset()
    id: str = ""

    def get(self, path: str) -> Any:
        """The value at a path; None when nothing was answered."""
        return self.values.get(path)
