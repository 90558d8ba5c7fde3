"""Numbers that bear rules of their own: identifiers with check digits, telephone numbers kept for fiction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from random import Random
from types import ModuleType
from typing import Final

from formgen.language.fields.countries import ALPHA2
from formgen.language.fields.identifier import kind_module

TRIES: Final = 2000
CHANGED_DIGITS: Final = 3

FICTION: Final = {"FRA": "+3363998dddd", "GBR": "+447700900ddd", "USA": "+1202555010d", "CAN": "+1613555010d"}
"""Ranges that nobody is given: ARCEP's for films and books, Ofcom's for drama, 555-01xx in North America."""

_EXAMPLE: Final = re.compile(r"validate\(u?(['\"])(.+?)\1\)")


def identifier(kind: str, random: Random) -> str | None:
    """A number that python-stdnum accepts for a kind ("iban", "fr.siret"); None where none can be made.

    Each module of the library shows valid numbers in its documentation; digits of one are changed at random
    until its check digits hold again.
    """
    module = kind_module(kind)
    examples = _examples(module)
    if not examples:
        return None
    example = random.choice(examples)
    places = [index for index, sign in enumerate(example) if sign.isascii() and sign.isdigit()]
    for _ in range(TRIES if len(places) > CHANGED_DIGITS else 0):
        changed = list(example)
        for index in random.sample(places, CHANGED_DIGITS):
            changed[index] = random.choice("0123456789")
        number = "".join(changed)
        if number != example and _is_valid(module, number):
            return number
    return example


@cache
def _examples(module: ModuleType) -> Sequence[str]:
    written = [found[2] for found in _EXAMPLE.finditer(module.__doc__ or "")]
    return tuple(each for each in dict.fromkeys(written) if _is_valid(module, each))


def _is_valid(module: ModuleType, number: str) -> bool:
    from stdnum.exceptions import ValidationError

    try:
        module.validate(number)
    except (ValidationError, ValueError, LookupError):
        # Some modules look up or convert a part of the number before they have made sure of its form.
        return False
    return True


def phone(countries: Sequence[str], random: Random) -> str:
    """A telephone number of one of the countries (ISO 3166-1 alpha-3), as people write it abroad."""
    import phonenumbers

    country = random.choice(countries)
    pattern = FICTION.get(country)
    if pattern is not None:
        number = phonenumbers.parse("".join(random.choice("0123456789") if s == "d" else s for s in pattern))
    else:
        region = ALPHA2.get(country, "")
        kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
        found = (phonenumbers.example_number_for_type(region, kind) for kind in kinds)
        example = next((each for each in found if each is not None), None)
        if example is None:
            return phone(("FRA",), random)
        number = example
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
