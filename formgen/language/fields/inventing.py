"""What a field may ask of whoever invents answers for samples: `formgen.compiler.sampling`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from formgen.language.values import Address

if TYPE_CHECKING:
    from datetime import date
    from random import Random

    from formgen.language.fields.base import Field, FieldContext


class Inventor(Protocol):
    """Invents what people answer. The same random state gives the same."""

    @property
    def random(self) -> Random:
        """What all choices are drawn from."""
        ...

    @property
    def today(self) -> date:
        """The day that dates are near to."""
        ...

    @property
    def context(self) -> FieldContext:
        """The spec around the field."""
        ...

    def line(self, asked: Field, path: str) -> str:
        """A line of text, by what its field's id and label say it is about."""
        ...

    def sentences(self) -> str:
        """One or two sentences."""
        ...

    def matching(self, pattern: str) -> str | None:
        """A text that a pattern matches; None where none comes to mind."""
        ...

    def day(self, path: str, least: date | None, most: date | None) -> date:
        """A day within bounds, by what the path says it is the day of."""
        ...

    def email(self) -> str:
        """An address of mail that nobody has."""
        ...

    def phone(self, countries: Sequence[str]) -> str:
        """A telephone number of one of the countries; of the usual one where none is named."""
        ...

    def country(self, codes: frozenset[str]) -> str | None:
        """One of the countries."""
        ...

    def address(self, countries: Sequence[str]) -> Address:
        """An address in one of the countries; in the usual one where none is named."""
        ...

    def identifier(self, kind: str) -> str | None:
        """A number with valid check digits, by python-stdnum's name of its kind."""
        ...
