"""What was typed into a field, and how it becomes a value: read, refused, or restated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Entry = str | list[str] | dict[str, str]
"""What a person typed, kept as typed: one control, several boxes ticked, or named parts."""

Read = Callable[[Any], Any]
"""Reads an entry; gives a value of the field's type, or raises Unreadable."""


class Unreadable(Exception):
    """An entry that cannot be read as its type. `code` names the words for it, `values` go into them."""

    def __init__(self, code: str, parts: Sequence[str] = (), **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.parts = tuple(parts)
        """The parts at fault ("day", "month"), for entries with several controls."""
        self.values = values


@dataclass(frozen=True, slots=True)
class Restated:
    """How generated models bring a value of the annotation's type into the form that is kept.

    `function` takes the value, and `settings` by name (values of the language); it gives the value, None for
    blank, or raises Unreadable. Its source is copied into `models.py` with what it uses of its module, so it
    loads nothing that is not in the standard library but inside itself.
    """

    function: Callable[..., Any]
    settings: Mapping[str, Any] = field(default_factory=dict)
    schema: Mapping[str, Any] = field(default_factory=dict)
    """The same in keywords of JSON Schema, as far as these can say it."""


class Form(Protocol):
    """The controls of a posted form."""

    def get(self, name: str) -> str | None:
        """The first value under a name."""
        ...

    def getlist(self, name: str) -> list[str]:
        """All values under a name."""
        ...
