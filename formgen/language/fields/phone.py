"""A telephone number, kept as E.164."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from formgen.language.constructs import optional
from formgen.language.expressions import TEXT, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Restated, Unreadable
from formgen.language.fields.countries import ALPHA2
from formgen.language.fields.countries import countries as country_codes
from formgen.language.fields.text import single


class PhoneField(Field):
    """A telephone number of any country; those of `countries` may be typed in national form.

    For example:

        type: phone
        label: Telephone
        countries: [FRA]
    """

    noun = "a phone field"
    type_name = "phone"
    in_scripts = "text"
    one_line = True
    width = "20"
    fault_codes = ("not_a_phone", "not_an_international_phone", "unreadable")
    countries: tuple[str, ...] = optional(
        country_codes(),
        "countries whose national form is understood",
        default=(),
        example="countries: [FRA]",
    )

    def shown_as(self) -> str:
        return "phone"

    def value_type(self, context: FieldContext) -> Type:
        return TEXT

    def reader(self, context: FieldContext) -> Read:
        regions = tuple(ALPHA2[country] for country in self.countries if country in ALPHA2)
        return lambda entry: read_phone(single(entry), regions)

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return inventor.phone(self.countries)

    def restated(self, context: FieldContext) -> Restated:
        regions = tuple(ALPHA2[country] for country in self.countries if country in ALPHA2)
        return Restated(kept_phone, {"regions": regions})

    def annotation(self, context: FieldContext) -> Any:
        from pydantic import StringConstraints

        return Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{6,14}$")]


def read_phone(typed: str, regions: tuple[str, ...]) -> str | None:
    """A number as E.164 ("+33320542000"); None when blank. Raises Unreadable."""
    if not typed.strip():
        return None
    import phonenumbers

    for region in regions or (None,):
        try:
            number = phonenumbers.parse(typed, region)
        except phonenumbers.NumberParseException:
            continue
        # Possible, not valid: numbering plans grow faster than libraries, and nobody may be shut out by one.
        if phonenumbers.is_possible_number(number):
            return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    raise Unreadable("not_a_phone" if regions else "not_an_international_phone")


def kept_phone(typed: str, *, regions: tuple[str, ...] = ()) -> str | None:
    """A number as it is kept; where phonenumbers is not installed, its form is all that is verified."""
    try:
        return read_phone(typed, regions)
    except ImportError:
        return typed
