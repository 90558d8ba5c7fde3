"""Invents what people answer: what a question is called tells what it is about."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from formgen.compiler.sampling import numbers, patterns, people
from formgen.compiler.sampling.people import Vocabulary
from formgen.language.fields.address import POSTCODE_DIGITS
from formgen.language.fields.base import Field, FieldContext
from formgen.language.readers import Cases, Text
from formgen.language.values import Address, Duration

YEAR: Final = 365
_BIRTH: Final = frozenset(["birth", "born", "naissance", "naiss", "né", "née", "bday"])
_FUTURE: Final = frozenset(("until", "expires", "expiry", "end", "ends", "fin", "jusqu", "deadline"))
_CHILD: Final = frozenset(["child", "children", "enfant", "enfants", "pupil", "pupils", "student"])


@dataclass(frozen=True)
class PersonInventor:
    """The Inventor of fields. `words`: how people of the language are called, and what they write."""

    random: Random
    today: date
    context: FieldContext
    words: Vocabulary
    named: dict[str, str] = field(default_factory=dict)
    """The first given and family name invented: most often those of the applicant."""

    def line(self, asked: Field, path: str) -> str:
        """A line of text, by the browser's own name of the field, its id, then its label."""
        label: Any = asked.label
        if isinstance(label, Cases):
            label = label.items[0].value if label.items else None
        text = label.value if isinstance(label, Text) else ""
        return self.text(path.rpartition(".")[2], asked.autocomplete, text)

    def text(self, id: str, autocomplete: str | None = None, label: str = "") -> str:
        """A line of text, by what it is about."""
        random, words = self.random, self.words
        kind = people.kind_of_text(id, autocomplete, label)
        match kind:
            case "given" | "family":
                name = random.choice(words.given_names if kind == "given" else words.family_names)
                self.named.setdefault(kind, name)
                return name
            case "person":
                return f"{random.choice(words.given_names)} {random.choice(words.family_names)}"
            case "town":
                return random.choice(people.TOWNS[words.country])[1]
            case "postcode":
                return random.choice(people.TOWNS[words.country])[0]
            case "street":
                return self._street(words.country)
            case "organisation":
                return random.choice(words.organisations)
            case "occupation":
                return random.choice(words.occupations)
            case "reference":
                letters = "".join(random.choice("ABCDEFGHJKLMNPRSTVWXYZ") for _ in range(2))
                return f"{letters}{random.randrange(10**6, 10**7)}"
        return random.choice(words.phrases)

    def sentences(self) -> str:
        """One or two sentences."""
        return " ".join(self.random.sample(self.words.sentences, self.random.randint(1, 2)))

    def matching(self, pattern: str) -> str | None:
        """A text that a pattern matches; None where none comes to mind."""
        return patterns.text_matching(pattern, self.random)

    def day(self, path: str, least: date | None, most: date | None) -> date:
        """A day within bounds: a birth lies back, an end ahead, anything else in the last years."""
        words = frozenset(path.casefold().replace(".", "_").split("_"))
        if words & _BIRTH:
            first, last = (-17 * YEAR, -YEAR) if words & _CHILD else (-75 * YEAR, -19 * YEAR)
        elif words & _FUTURE:
            first, last = 30, 5 * YEAR
        else:
            first, last = -4 * YEAR, -1
        earliest, latest = self.today + timedelta(first), self.today + timedelta(last)
        if least is not None and least > latest:
            earliest, latest = least, least + timedelta(YEAR)
        if most is not None and most < earliest:
            earliest, latest = most - timedelta(YEAR), most
        earliest = max(earliest, least or earliest)
        latest = min(latest, most or latest)
        return earliest + timedelta(self.random.randint(0, max(0, (latest - earliest).days)))

    def email(self) -> str:
        """An address of mail at example.org, which nobody has: that of the person named first."""
        names = {"given": self.random.choice(self.words.given_names), **self.named}
        names.setdefault("family", self.random.choice(self.words.family_names))
        name = f"{names['given']}.{names['family']}"
        plain = unicodedata.normalize("NFD", name.casefold())
        return "".join(each for each in plain if each.isascii()) + "@example.org"

    def phone(self, countries: Sequence[str]) -> str:
        """A telephone number of one of the countries; of the usual one where none is named."""
        return numbers.phone(countries or (self.words.country,), self.random)

    def country(self, codes: frozenset[str]) -> str | None:
        """One of the countries that people often come from, else any."""
        usual: list[str] = [each for each in people.COUNTRIES if each in codes]
        possible = usual or sorted(codes)
        return self.random.choice(possible) if possible else None

    def address(self, countries: Sequence[str]) -> Address:
        """An address in one of the countries; in the usual one where it may be."""
        country = self.words.country
        if countries and country not in countries:
            country = self.random.choice(countries)
        if country not in people.TOWNS:
            return Address(
                self._street(country), "", "", "1" * POSTCODE_DIGITS.get(country, 0), "Centre", country
            )
        postcode, city = self.random.choice(people.TOWNS[country])
        return Address(self._street(country), "", "", postcode, city, country)

    def identifier(self, kind: str) -> str | None:
        """A number with valid check digits, by python-stdnum's name of its kind."""
        return numbers.identifier(kind, self.random)

    def of_type(self, name: str, id: str) -> Any:
        """A value of a declared type ("text", "date"): of columns of records, of names without a field."""
        random = self.random
        match name:
            case "integer":
                return random.randint(1, 20)
            case "decimal" | "money":
                return Decimal(random.randrange(100, 3000, 10))
            case "date":
                return self.day(id, None, None)
            case "duration":
                return Duration(months=random.randint(1, 24))
            case "yes_no":
                return random.random() < 0.5
            case "country":
                return random.choice(people.COUNTRIES)
            case "address":
                return self.address(())
        return self.text(id)

    def _street(self, country: str) -> str:
        name, number = self.random.choice(self.words.streets), self.random.randint(1, 60)
        return f"{number} {name}" if country in people.NUMBER_FIRST else f"{name} {number}"
