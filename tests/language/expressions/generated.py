"""Expressions and answers of the household, made up by hypothesis, all of them well typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from formgen.language.expressions import (
    AddressType,
    Choice,
    Choices,
    Country,
    Date,
    Document,
    Duration,
    Moment,
    Money,
    Number,
    Text,
    Time,
    Type,
    YesNo,
)
from formgen.language.values import Address
from formgen.language.values import Duration as DurationValue
from tests.language.expressions.household import (
    COUNTRIES,
    DIFFICULTIES,
    HOUSEHOLD,
    ITEM_FIELDS,
    MARITAL_STATUS,
    MEDICATION_SAID,
    VERDICTS,
)

# --- answers ---------------------------------------------------------------------------------------

TEXTS = st.one_of(st.sampled_from(["75001", "Zoé", "🙂é", "x"]), st.text(min_size=1, max_size=6))
DATES = st.one_of(
    st.sampled_from(
        [date(2024, 2, 29), date(2023, 2, 28), date(2000, 12, 31), date(1, 1, 1), date(9999, 12, 31)]
    ),
    st.builds(date, st.integers(2000, 2008), st.sampled_from([2, 3]), st.sampled_from([1, 2, 28])),
    st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    st.dates(),
)
ADDRESSES = (
    Address("1 rue", postcode="75001"),
    Address("1 rue", postcode="75001", city="Paris", country="FRA"),
    Address("1 rue", "", "BP 3", "", "Zürich", "CHE"),
    Address("", "1 rue", postcode="2A"),
    Address(),
)
NUMBERS = st.one_of(
    st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("-2.5"), Decimal(3), Decimal(100)]),
    st.decimals(-1000, 1000, allow_nan=False, places=3),
)
DURATIONS = st.one_of(
    st.builds(DurationValue, months=st.integers(-30, 30)),
    st.builds(DurationValue, days=st.integers(-400, 400)),
    st.builds(DurationValue, months=st.integers(-3, 3), days=st.integers(-3, 3)),
)


def answers(kind: Type) -> SearchStrategy[Any]:
    """Runtime values of a type, without empty."""
    match kind:
        case Choice(options=options) | Country(options=options):
            return st.sampled_from(sorted(options))
        case Choices(options=options):
            return st.frozensets(st.sampled_from(sorted(options)))
        case Document(alternatives=alternatives):
            return st.frozensets(st.sampled_from(sorted(alternatives) or ["provided"]))
        case _:
            return _plain_answers(kind)


def _plain_answers(kind: Type) -> SearchStrategy[Any]:
    match kind:
        case Text():
            return TEXTS
        case Number(integer=True):
            return st.integers(-5, 40)
        case Number() | Money():
            return NUMBERS
        case Date():
            return DATES
        case Duration():
            return DURATIONS
        case YesNo():
            return st.booleans()
        case Time():
            return st.builds(time, st.integers(0, 23), st.integers(0, 59))
        case Moment():
            return st.integers(0, 3000).map(
                lambda minute: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
            )
        case AddressType():
            return st.sampled_from(ADDRESSES)
    raise AssertionError(kind)


def _maybe(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.one_of(st.none(), values, values, values)


@st.composite
def frames(draw: st.DrawFn) -> list[Any]:
    """A frame of the household with some answers empty, lists unanswered, records not found."""
    frame = HOUSEHOLD.frame(
        children=draw(
            st.one_of(
                st.none(),
                st.lists(
                    st.fixed_dictionaries(
                        {name: _maybe(answers(kind)) for name, kind in ITEM_FIELDS.items()}
                    ),
                    max_size=3,
                ),
            )
        ),
        medication_said=draw(st.one_of(st.none(), st.sampled_from(sorted(MEDICATION_SAID)))),
        permit_register_found=draw(st.sampled_from([True, False, None])),
        verdict_of_identity=draw(st.one_of(st.none(), st.sampled_from(sorted(VERDICTS)))),
    )
    for binding in HOUSEHOLD.values().values():
        frame[binding.slot] = draw(_maybe(answers(binding.type)))
    return frame


# --- expressions -----------------------------------------------------------------------------------

_CALENDAR_LITERALS = ["2024-02-29", "2000-01-31", "1999-12-31"]
_DURATION_LITERALS = ["1 day", "6 months", "3 years", "2 weeks", "1 month", "0 days"]


def _joined(pattern: str, **parts: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.fixed_dictionaries(parts).map(lambda chosen: pattern.format(**chosen))


def _one_of(*choices: SearchStrategy[str] | str) -> SearchStrategy[str]:
    return st.one_of([st.just(choice) if isinstance(choice, str) else choice for choice in choices])


class Language:
    """Expressions of each type, to a depth; `inside` an item of children its fields are seen as well."""

    def __init__(self, depth: int, *, inside: bool = False) -> None:
        self.depth = depth
        self.inside = inside

    def _deeper(self) -> Language:
        return Language(self.depth - 1, inside=self.inside)

    def _own(self, *names: str) -> list[str]:
        return [f"children.{name}" for name in names] if self.inside else []

    def number(self) -> SearchStrategy[str]:
        plain = _one_of("rate", "count", "3", "0.25", "50 %", "7", *self._own("share"))
        if self.depth == 0:
            return plain
        less = self._deeper()
        number, money = less.number(), less.money()
        return st.one_of(
            plain,
            _joined("({a} {sign} {b})", a=number, b=number, sign=st.sampled_from("+-*/")),
            _joined("({a} / {b})", a=money, b=money),
            _joined("(-{a})", a=number),
            _joined(
                "({a} rounded {way}to {step})",
                a=number,
                way=st.sampled_from(["", "up ", "down "]),
                step=_one_of("1", "0.05", "10", "rate"),
            ),
            _joined(
                "({which} of {a}, {b})", which=st.sampled_from(["smallest", "largest"]), a=number, b=number
            ),
            _joined("{part} of ({a})", part=st.sampled_from(["year", "month", "day"]), a=less.date()),
            _joined("(age of ({a}) on {b})", a=less.date(), b=less.date()),
            _joined("length of ({a})", a=less.text()),
            _one_of(
                "sum of children.share",
                "sum of answered children.share",
                "count of children",
                "age of birth_date",
            ),
            _joined("(count of children with {a})", a=less.in_child()),
        )

    def money(self) -> SearchStrategy[str]:
        plain = _one_of("fee", "rent", "10 EUR", "0.5 EUR", *self._own("income"))
        if self.depth == 0:
            return plain
        less = self._deeper()
        number, money = less.number(), less.money()
        return st.one_of(
            plain,
            _joined("({a} {sign} {b})", a=money, b=money, sign=st.sampled_from("+-")),
            _joined("({a} + 5)", a=money),
            _joined("({a} {sign} {b})", a=money, b=number, sign=st.sampled_from("*/")),
            _joined("({a} rounded {way}to 1)", a=money, way=st.sampled_from(["", "up ", "down "])),
            _joined(
                "({which} of {a}, {b})", which=st.sampled_from(["smallest", "largest"]), a=money, b=money
            ),
            _one_of("sum of children.income", "sum of answered children.income"),
        )

    def date(self) -> SearchStrategy[str]:
        plain = _one_of(
            "dossier.birth_date", "today", "valid_until", "spouse.birth_date",
            "permit_register.valid_until", *_CALENDAR_LITERALS, *self._own("birth_date"),
        )  # fmt: skip
        if self.depth == 0:
            return plain
        less = self._deeper()
        return st.one_of(
            plain,
            _joined("({a} {sign} {b})", a=less.date(), sign=st.sampled_from("+-"), b=less.duration()),
            _joined(
                "({which} of {a}, {b})",
                which=st.sampled_from(["earliest", "latest"]),
                a=less.date(),
                b=less.date(),
            ),
        )

    def duration(self) -> SearchStrategy[str]:
        plain = _one_of("stay", *_DURATION_LITERALS)
        if self.depth == 0:
            return plain
        less = self._deeper()
        return st.one_of(
            plain,
            _joined("(stay {sign} {a})", a=less.duration(), sign=st.sampled_from("+-")),
            _joined("(-{a})", a=less.duration()),
            _joined("({which} of stay, {a})", which=st.sampled_from(["smallest", "largest"]), a=plain),
        )

    def text(self) -> SearchStrategy[str]:
        return _one_of(
            "name", "address.postcode", 'first 2 of name', '"75001"', "medication",
            "permit_register.card_kind", '""', "address.city", "spouse.address.line1",
            *self._own("first_name"),
        )  # fmt: skip

    def chosen(self) -> SearchStrategy[str]:
        """Conditions on one of several, on several of several, on countries and addresses."""
        status, difficulty = st.sampled_from(sorted(MARITAL_STATUS)), st.sampled_from(sorted(DIFFICULTIES))
        country = st.sampled_from(sorted(COUNTRIES))
        denied = st.sampled_from(["", "not "])
        one = _one_of("marital_status", "former_status", *self._own("parent"))
        where = _one_of(
            "dossier.nationality", "spouse_country", "spouse.country", "address.country",
            *self._own("nationality"),
        )  # fmt: skip
        return st.one_of(
            _joined("{a} is {no}{b}", a=one, no=denied, b=status),
            _joined("{a} is {no}one of {b}, {c}", a=one, no=denied, b=status, c=status),
            _joined("{a} is {no}same as {b}", a=one, no=denied, b=one),
            _joined("difficulties includes {a}", a=difficulty),
            _joined("difficulties is {no}same as former_difficulties", no=denied),
            _joined("{a} is {no}{b}", a=where, no=denied, b=country),
            _joined("{a} is {no}same as {b}", a=where, no=denied, b=where),
            _joined("{a} is {no}in eu_states", a=where, no=denied),
            _joined("spouse.address is {no}same as address", no=denied),
            _joined("{a} is {b}", a=one, b=st.sampled_from(["answered", "empty"])),
        )

    def in_child(self) -> SearchStrategy[str]:
        return Language(self.depth, inside=True).condition()

    def condition(self) -> SearchStrategy[str]:
        compared = self._comparison()
        if self.depth == 0:
            return compared
        less = self._deeper()
        inner = less.condition()
        word = st.sampled_from(["and", "or"])
        return st.one_of(
            compared,
            _joined("({a}) {word} ({b})", a=inner, b=inner, word=word),
            _joined("({a}) {word} ({b}) {word} ({c})", a=inner, b=inner, c=inner, word=word),
            _joined("not ({a})", a=inner),
            _joined(
                "({which} of children with {a})", which=st.sampled_from(["any", "all"]), a=less.in_child()
            ),
        )

    def _comparison(self) -> SearchStrategy[str]:
        sign = st.sampled_from(["<", "<=", ">", ">=", "is", "is not", "is same as", "is not same as"])
        families = [
            _joined("{a} {sign} {b}", a=family(), b=family(), sign=sign)
            for family in (self.number, self.money, self.date)
        ]
        durations = _joined("stay {sign} {b}", b=self.duration(), sign=sign)
        texts = _joined(
            "{a} {sign} {b}", a=self.text(), b=self.text(), sign=st.sampled_from(["is", "is not"])
        )
        between = _joined("{a} between {b} and {c}", a=self.number(), b=self.number(), c=self.number())
        later = _joined("{a} between {b} and {c}", a=self.date(), b=self.date(), c=self.date())
        chosen = self.chosen()
        return st.one_of(*families, durations, texts, between, later, chosen, st.sampled_from(self._fixed()))

    def _fixed(self) -> list[str]:
        fixed = list(FIXED_CONDITIONS)
        if self.inside:
            fixed += [
                "children.nationality is FRA", "children.nationality is same as dossier.nationality",
                "lives_in_france is yes", "parent is one of married, other",
                "parent is same as marital_status",
                "children.birth_date is answered", "children.first_name is empty", "income is answered",
            ]  # fmt: skip
        return fixed


FIXED_CONDITIONS = (
    "marital_status is married", "marital_status is not married",
    "marital_status is one of married, other", "marital_status is not one of married, other",
    "marital_status is same as former_status", "housing is today", 'department is "2A"',
    "difficulties includes pain", "difficulties is same as former_difficulties", "difficulties is empty",
    "dossier.nationality is in eu_states", "dossier.nationality is not in eu_states",
    "dossier.nationality is not same as spouse_country", "address_correct is yes",
    "address_correct is no", "address_correct is same as has_card",
    "lives_as_couple and not under_protection", "medication is said nothing",
    "medication is not said unknown", "medication is answered", "medication is empty",
    "children is answered", "children is empty", "proof_of_home is lease",
    "proof_of_home is one of lease, energy_bill", "proof_of_home is provided", "photo is not provided",
    "photo is empty", "permit_register is found", "permit_register is not found", "address is answered",
    "address.postcode is empty", "spouse.address is same as address", "address.postcode is in sites",
    "call_at < 14:30", "call_at is 14:30", "seen_at <= left_at", "seen_at is same as left_at",
    "fee is answered", "count is one of 1, 2, 3", "rate is one of 0.5, -2.5",
    "stay is one of 6 months, 1 day", "verdict of identity is accepted",
    "dossier.birth_date is one of 2024-02-29, 2023-02-28", "fee between 1 and 10 EUR",
    "stay between 1 month and 3 years", "name is not answered",
    "(marital_status is married) is answered",
)  # fmt: skip


OPERATIONS = (
    "rate / count", "count / rate", "rate * rate", "rate + 0.001", "count - rate", "-rate", "rent / fee",
    "rate rounded to 0.05", "rate rounded up to 10", "rate rounded down to 10", "fee rounded to 3",
    "rate < 0.5", "fee >= rent", "rate is count", "fee between 0 and rent", "50 % * rent",
    "largest of rate, count, 2.5", "age of dossier.birth_date on valid_until",
    "age of valid_until on dossier.birth_date", "valid_until + stay", "valid_until - stay",
    "valid_until + stay + stay", "dossier.birth_date + 1 month", "valid_until - 1 year",
    "valid_until <= dossier.birth_date", "earliest of valid_until, today, photo_date", "stay + 1 month",
    "-stay", "stay > 3 months", "stay is same as 6 months", "day of valid_until", "length of name",
    "first 1 of name", "count of children with share > 1", "sum of children.share",
    "sum of answered children.income", "any of children with lives_in_france is yes",
    "all of children with share is answered",
    "any of children with children.birth_date > dossier.birth_date or share < rate",
    "valid_until + 9000 years", "valid_until - 9000 years", "valid_until - 3000000 days",
)  # fmt: skip


EXPRESSIONS: Mapping[str, SearchStrategy[str]] = {
    family: getattr(Language(2), family)()
    for family in ("condition", "number", "money", "date", "duration", "text")
}
