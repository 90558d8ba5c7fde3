"""What a sentence needs of a language and of a procedure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, Protocol

from formgen.language.expressions import typed
from formgen.language.expressions.scope import Binding
from formgen.language.expressions.types import Type


class Voice(Protocol):
    """Speaks one language about one procedure."""

    def phrase(self, key: str, **values: object) -> str:
        """The phrase of the catalogue under `sentence_KEY`, values put in; `count` chooses its number."""
        ...

    def join(self, items: Sequence[str], word: Literal["and", "or"]) -> str:
        """Words in a row: "a, b and c"."""
        ...

    def name(self, read: typed.Read) -> str:
        """What a name stands for, as the subject or the object of a sentence."""
        ...

    def title(self, read: typed.Read) -> str:
        """The same as a title, in quotation marks: where an article would not fit."""
        ...

    def value(self, kind: Type, value: Any, beside: Binding | None = None) -> str:
        """A runtime value; `beside` is what it is compared with (its labels, its way of writing)."""
        ...

    def percent(self, share: Decimal) -> str:
        """A share of 1 in hundredths."""
        ...

    def said(self, binding: Binding, word: str) -> str:
        """What may be said instead of a value, in quotation marks."""
        ...

    def part(self, part: str) -> str:
        """The name of a part of an address, in quotation marks."""
        ...

    def members(self, collection: str) -> str:
        """The name of a list or table that values are members of, in quotation marks."""
        ...

    def definition(self, binding: Binding) -> typed.Typed | None:
        """What a name is only short for: a named condition, a fixed value. None for any other name."""
        ...

    def is_asked(self, binding: Binding) -> bool:
        """Whether a name is a question put to somebody, rather than a record or a computed value."""
        ...
