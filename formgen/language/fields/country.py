"""A country, or a nationality."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from formgen.language.constructs import optional
from formgen.language.expressions import COUNTRY, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Unreadable
from formgen.language.fields.countries import ALPHA2
from formgen.language.fields.text import single
from formgen.language.readers import Text, path, word


class CountryField(Field):
    """A country by its ISO 3166-1 alpha-3 code.

    For example:

        type: country
        label: Nationality
        as: nationality
    """

    noun = "a country field"
    type_name = "country"
    in_scripts = "country"
    default_form = "three capital letters, such as `FRA`"
    fault_codes = ("unknown_country", "unreadable")
    as_: str = optional(
        word("country", "nationality"),
        "`nationality` names people instead of land",
        default="country",
        example="as: nationality",
    )
    only: Text | None = optional(path(), "only the countries of a list", example="only: eu_states")

    def in_errors(self) -> str:
        return self.as_

    def shown_as(self) -> str:
        return "nationality" if self.as_ == "nationality" else ""

    def value_type(self, context: FieldContext) -> Type:
        return COUNTRY

    def codes(self, context: FieldContext) -> frozenset[str]:
        """The countries that can be chosen."""
        return context.members(self.only.value) if self.only else frozenset(ALPHA2)

    def reader(self, context: FieldContext) -> Read:
        codes = self.codes(context)

        def read(entry: Any) -> str:
            code = single(entry)
            if code in codes:
                return code
            raise Unreadable("unknown_country")

        return read

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return inventor.country(self.codes(inventor.context))

    def annotation(self, context: FieldContext) -> Any:
        return Literal[tuple(sorted(self.codes(context)))]
