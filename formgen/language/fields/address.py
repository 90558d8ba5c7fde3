"""A postal address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from formgen.language.constructs import optional
from formgen.language.expressions import ADDRESS, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Restated, Unreadable
from formgen.language.fields.countries import ALPHA2
from formgen.language.fields.countries import countries as country_codes
from formgen.language.fields.text import UNSEEN, single
from formgen.language.values import ADDRESS_PARTS, Address

PART_LIMIT: Final = 100
POSTCODE_DIGITS: Final = {"FRA": 5, "DEU": 5, "ITA": 5, "ESP": 5, "BEL": 4, "CHE": 4, "AUT": 4, "LUX": 4}
"""Countries whose postcodes are so many digits and nothing else (Universal Postal Union)."""


class AddressField(Field):
    """A postal address in lines, postcode, town and country.

    For example:

        type: address
        label: Where do you live?
        countries: [FRA]
    """

    noun = "an address field"
    type_name = "address"
    in_scripts = "address"
    fault_codes = ("address_incomplete", "too_long", "unknown_country", "not_a_postcode", "unreadable")
    countries: tuple[str, ...] = optional(
        country_codes(),
        "the countries it may lie in; with one, the country is not asked",
        default=(),
        example="countries: [FRA]",
    )

    def value_type(self, context: FieldContext) -> Type:
        return ADDRESS

    def parts(self) -> tuple[str, ...]:
        return ADDRESS_PARTS if len(self.countries) != 1 else ADDRESS_PARTS[:-1]

    def reader(self, context: FieldContext) -> Read:
        allowed = frozenset(self.countries) or frozenset(ALPHA2)
        only = self.countries[0] if len(self.countries) == 1 else ""

        def read(entry: Any) -> Address | None:
            if not isinstance(entry, dict):
                raise Unreadable("unreadable")
            typed = {part: " ".join(single(entry.get(part, "")).split()) for part in ADDRESS_PARTS}
            if not any(typed[part] for part in ADDRESS_PARTS[:-1]):
                return None
            typed["country"] = typed["country"] or only
            return checked(typed, allowed)

        return read

    def write(self, value: Any) -> dict[str, str]:
        return {part: getattr(value, part) for part in ADDRESS_PARTS}

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return inventor.address(self.countries)

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_address, {"countries": tuple(self.countries)})

    def annotation(self, context: FieldContext) -> Any:
        return Address


def checked(typed: dict[str, str], allowed: frozenset[str]) -> Address:
    """An address whose needed parts are there; raises Unreadable with the parts at fault."""
    missing = tuple(part for part in ("line1", "city", "country") if not typed[part])
    digits = POSTCODE_DIGITS.get(typed["country"])
    postcode = typed["postcode"].replace(" ", "") if digits else typed["postcode"]
    if digits and not postcode:
        missing = (*missing, "postcode")
    if missing:
        raise Unreadable("address_incomplete", parts=missing, missing=missing)
    too_long = tuple(part for part in ADDRESS_PARTS if len(typed[part]) > PART_LIMIT)
    if too_long:
        raise Unreadable(
            "too_long", parts=too_long, most=PART_LIMIT, length=max(len(typed[part]) for part in too_long)
        )
    if typed["country"] not in allowed:
        raise Unreadable("unknown_country", parts=("country",))
    if digits and not (len(postcode) == digits and postcode.isascii() and postcode.isdigit()):
        raise Unreadable("not_a_postcode", parts=("postcode",), digits=digits)
    return Address(typed["line1"], typed["line2"], typed["line3"], postcode, typed["city"], typed["country"])


def kept_address(value: Address, *, countries: tuple[str, ...] = ()) -> Address | None:
    """An address as it is kept; None when blank. Raises Unreadable."""
    typed = {part: " ".join(getattr(value, part).translate(UNSEEN).split()) for part in ADDRESS_PARTS}
    if not any(typed[part] for part in ADDRESS_PARTS[:-1]):
        return None
    typed["country"] = typed["country"] or (countries[0] if len(countries) == 1 else "")
    return checked(typed, frozenset(countries) or frozenset(ALPHA2))
