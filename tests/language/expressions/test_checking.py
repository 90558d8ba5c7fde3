"""Names, options and types: every fault has its code, its place and a mend.

1. N101: an unknown name, with the nearest and its question; whatever stands around it stays silent.
2. N102, N103: an option that is none; a label instead of an id. Right of `is`, a word is always an option.
3. N104: a name that hides another is a warning, unless it is qualified.
4. T301: types that do not belong together, with what to write.
5. What is right has its type, and no fault.
6. What a place expects.
7. `reads` are all names read, those inside lists included.
"""

from __future__ import annotations

import pytest

from formgen.language.expressions import (
    CONDITION,
    DATE,
    INTEGER,
    NUMBER,
    TEXT,
    YES_NO,
    Choice,
    Duration,
    ExpressionFault,
    Money,
    Scope,
    Type,
)
from tests.language.expressions.household import EUR, HOUSEHOLD, MARITAL_STATUS, checked

MARITAL_STATUS_MEANT = "Did you mean `marital_status` (Situation familiale)?"
NAMES_ARE = (
    "Write the id of a question (what stands before its colon), or a name of `conditions` or `calculations`."
)


def only_fault(text: str, scope: Scope | None = None, expected: Type | None = None) -> ExpressionFault:
    found = checked(text, scope, expected)
    assert len(found.faults) == 1, found.faults
    assert (found.typed is None) == (found.faults[0].severity == "error")
    return found.faults[0]


@pytest.mark.parametrize(
    ("text", "at", "hint"),
    [
        ("mariatal_status is married", "mariatal_status", MARITAL_STATUS_MEANT),
        ("spouse.birthdate < today", "birthdate", "Did you mean `spouse.birth_date` (spouse.birth_date)?"),
        ("spouce.birth_date < today", "spouce", "Did you mean `spouse` (Conjoint)?"),
        ("xyzzy is married", "xyzzy", NAMES_ARE),
        ("dossier.phon is answered", "phon", "Did you mean `phone` (Téléphone)?"),
        ("address.postcod is empty", "postcod", "Did you mean `postcode`?"),
        ("birth_date.year > 3", "birth_date.year", "Write `year of birth_date`."),
        ("name is Paris", "Paris", 'If it is a text, quote it: `"Paris"`.'),
        ("address_correct is true", "true", "Write `is yes`."),
        ("any of children with incom > 3", "incom", "Did you mean `income` (income of the child)?"),
        ("mariatal_status is married or fee > 3", "mariatal_status", MARITAL_STATUS_MEANT),
    ],
)  # fmt: skip
def test_unknown_names(text: str, at: str, hint: str) -> None:  # 1
    found = only_fault(text)
    assert (found.code, text[found.start : found.end], found.hint) == ("N101", at, hint)


def test_all_unknown_names_at_once() -> None:  # 1
    found = checked("nope > 3 and (fee + neither > 2 or spouse.none is empty)")
    assert [(fault.code, fault.start) for fault in found.faults] == [("N101", 0), ("N101", 20), ("N101", 42)]


@pytest.mark.parametrize(
    ("text", "code", "at", "words"),
    [
        ("marital_status is maried", "N102", "maried", "Did you mean `married`?"),
        (
            "marital_status is maried",
            "N102",
            "maried",
            "Options: single, married, civil_union, cohabiting, other.",
        ),
        ("marital_status is one of married, sngle", "N102", "sngle", "Did you mean `single`?"),
        ("marital_status is Married", "N102", "Married", "Did you mean `married`?"),
        (
            "marital_status is former_status",
            "N102",
            "former_status",
            "`marital_status is same as former_status`",
        ),
        (
            "marital_status is spouse.country",
            "N102",
            "spouse.country",
            "is same as spouse.country`",
        ),
        ("department is 75", "N102", "75", 'Write `"75"`.'),
        ("difficulties includes pian", "N102", "pian", "Did you mean `pain`?"),
        ("medication is said nothin", "N102", "nothin", "Did you mean `nothing`?"),
        ("proof_of_home is leese", "N102", "leese", "Did you mean `lease`?"),
        ("nationality is eu_states", "N102", "eu_states", "`nationality is in eu_states`"),
        ("photo is good", "N102", "good", "Write `photo is provided`."),
        ("nationality is FR", "N102", "FR", "Did you mean `FRA`?"),
        ("marital_status is Marié", "N103", "Marié", "Write `married`."),
        ('marital_status is "Marié ou mariée"', "N103", '"Marié ou mariée"', "Write `married`."),
        ("nationality is france", "N103", "france", "Write `FRA`."),
        ("department is Paris", "N103", "Paris", 'Write `"75"`.'),
        ('marital_status is "married"', "S010", '"married"', "Write `married`."),
    ],
)
def test_options(text: str, code: str, at: str, words: str) -> None:  # 2
    found = only_fault(text)
    assert (found.code, text[found.start : found.end]) == (code, at)
    assert words in f"{found.message} {found.hint}"


def test_an_option_may_bear_the_name_of_a_field_or_operator() -> None:  # 2
    assert checked("housing is today and housing is not with").faults == ()


def test_hidden_names() -> None:  # 3
    text = "any of children with birth_date > today - 3 years"
    found = only_fault(text)
    assert (found.code, found.severity, text[found.start : found.end]) == ("N104", "warning", "birth_date")
    assert found.hint == "Write `children.birth_date` or `dossier.birth_date`."
    assert only_fault("birth_date < today", HOUSEHOLD.in_spouse).hint == (
        "Write `spouse.birth_date` or `dossier.birth_date`."
    )
    for scope, said in (
        (HOUSEHOLD.scope, "any of children with children.birth_date > dossier.birth_date"),
        (HOUSEHOLD.in_spouse, "spouse.birth_date > dossier.birth_date and marital_status is married"),
        (HOUSEHOLD.in_child, "children.birth_date > dossier.birth_date and income > 3"),
        (HOUSEHOLD.scope, "any of children with lives_in_france is yes"),
    ):
        assert checked(said, scope).faults == ()


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("valid_until > 10", "10", "`valid_until` is a date; `10` is a number."),
        ("valid_until > 10", "10", "For a duration write `10 years`"),
        ("valid_until > 6 months", "6 months", "`today - 6 months`"),
        ("valid_until - birth_date > 3 days", "valid_until - birth_date", "`valid_until >= birth_date + 30"),
        ("today + 10 > valid_until", "today + 10", "`today + 10 days`"),
        ("fee > 10 USD", "10 USD", "an amount of money in EUR"),
        ("fee + dollars > 3", "fee + dollars", "an amount of money in USD"),
        ("fee > rate", "rate", "a number"),
        ("fee * rent > 3", "fee * rent", "multiplied by a number"),
        ("3 / fee > 1", "3 / fee", "an amount of money"),
        ("6 months > 3 days", "3 days", "days and weeks"),
        ("name < phone", "phone", "cannot be compared in this way"),
        ("name + phone is \"x\"", "name + phone", "Texts are not added."),
        ("name is 3", "3", "`name` is a text; `3` is a number."),
        ("address_correct and fee > 3", "address_correct", "Write `address_correct is yes`."),
        ("not address_correct", "address_correct", "Write `address_correct is yes`."),
        ("marital_status and fee > 3", "marital_status", "Write `marital_status is single`."),
        ("address_correct is 1", "1", "Write `is yes` or `is no`."),
        ("marital_status is 3", "3", "is no option"),
        ("difficulties is pain", "difficulties is pain", "`difficulties includes pain`"),
        ("marital_status includes married", "marital_status", "`marital_status is married`"),
        ("nationality is in children", "children", "wants a list or table"),
        ("fee is in eu_states", "fee", "cannot be in a list"),
        ("fee is said none", "fee", "has no `or_say`"),
        ("fee is found", "fee", "Write `is answered`."),
        ("fee is provided", "fee", "Write `is answered`."),
        ("permit_register is answered", "permit_register", "Write `is found`."),
        ("spouse is empty", "spouse", "Name one field in it."),
        ("children.nationality is FRA", "children.nationality", "`any of children with nationality …`"),
        ("any of children", "any of children", "`any of children with …`"),
        ("count of fee > 3", "fee", "wants a list"),
        ("sum of fee > 3", "fee", "wants amounts in a list"),
        ("sum of children > 3", "children", "`sum of children.amount`"),
        ("sum of children.birth_date > 3", "children.birth_date", "only numbers and money"),
        ("age of fee > 3", "fee", "counted from a date"),
        ("year of name > 3", "name", "wants a date"),
        ("length of fee > 3", "fee", "wants a text"),
        ("first 0 of name is \"x\"", "first 0 of name", "`first 1 of`"),
        ("fee rounded to 0 > 3", "0", "greater than 0"),
        ("fee rounded to 1 USD > 3", "fee rounded to 1 USD", "in USD"),
        ("valid_until > (smallest of valid_until, today)", "valid_until", "`earliest of`"),
        ("valid_until > (earliest of today, 3)", "3", "`smallest of`"),
        ("verdict of fee is accepted", "fee", "verdicts are given on documents"),
        ("verdict of photo is accepted", "photo", "not known here"),
        ("count is one of 1, name", "name", "joined by `or`"),
        ("count is one of 1, 2020-01-01", "2020-01-01", "is a date"),
        ("marital_status is same as department", "department", "no option in common"),
    ],
)  # fmt: skip
def test_types(text: str, at: str, words: str) -> None:  # 4
    found = only_fault(text)
    assert found.code == "T301"
    assert text[found.start : found.end] == at
    assert words in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("fee > 10 and rent < 3 EUR", CONDITION),
        ("smallest of fee * rate, 100", EUR),
        ("fee / rent", NUMBER),
        ("count + 1", INTEGER),
        ("count / 1", NUMBER),
        ("rate rounded to 1", INTEGER),
        ("rate rounded to 0.5", NUMBER),
        ("10 + 5 EUR", EUR),
        ("3 years + birth_date", DATE),
        ("1 year + 3 months", Duration("months")),
        ("1 year + 3 days", Duration(None)),
        ("first 2 of address.postcode", TEXT),
        ("address_correct", YES_NO),
        ("lives_as_couple", CONDITION),
        ("lives_as_couple is yes", CONDITION),
        ("count of children", INTEGER),
        ("sum of children.income", EUR),
        ("address.country is FRA", CONDITION),
        ("address.postcode is in sites", CONDITION),
    ],
)
def test_right_types(text: str, kind: Type) -> None:  # 5
    found = checked(text)
    assert found.faults == ()
    assert found.type == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100", EUR),
        ("fee", EUR),
        ("married", Choice(MARITAL_STATUS, "x")),
        ("former_status", Choice(MARITAL_STATUS, "x")),
        ("yes", YES_NO),
        ("address_correct", YES_NO),
        ("fee > 3", YES_NO),
        ("count", NUMBER),
        ("5 years", Duration("months")),
        ('"x"', TEXT),
    ],
)
def test_expected_types(text: str, expected: Type) -> None:  # 6
    assert checked(text, expected=expected).faults == ()


@pytest.mark.parametrize(
    ("text", "expected", "code", "words"),
    [
        ("address_correct", CONDITION, "T301", "`address_correct is yes`"),
        ("valid_until", CONDITION, "T301", "A condition is expected here"),
        ("children", CONDITION, "T301", "`any of children with …`"),
        ("rate / 2", INTEGER, "T301", "`(rate / 2) rounded to 1`"),
        ("10 USD", EUR, "T301", "in EUR is expected"),
        ("5", Duration("months"), "T301", "`5 months`"),
        ("maried", Choice(MARITAL_STATUS, "x"), "N102", "`married`"),
        ("spouse", TEXT, "T301", "not one value"),
        ("fee", Money("USD"), "T301", "in USD is expected"),
    ],
)
def test_not_what_is_expected(text: str, expected: Type, code: str, words: str) -> None:  # 6
    found = only_fault(text, expected=expected)
    assert found.code == code
    assert (found.start, found.end) == (0, len(text))
    assert words in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("spouse.birth_date < today", {"spouse.birth_date", "today"}),
        ("age of birth_date > 3", {"birth_date", "today"}),
        ("any of children with income > fee", {"children", "children.income", "fee"}),
        ("sum of children.income", {"children", "children.income"}),
        ("address.postcode is \"1\"", {"address"}),
        ("nationality is in eu_states", {"nationality"}),
        ("permit_register is found", {"permit_register"}),
        ("permit_register.card_kind is empty", {"permit_register.card_kind"}),
        ("marital_status is married and lives_as_couple", {"marital_status", "lives_as_couple"}),
        ("verdict of identity is accepted", {"verdict of identity"}),
    ],
)  # fmt: skip
def test_reads(text: str, reads: set[str]) -> None:  # 7
    assert checked(text).reads == reads


def test_an_expression_with_errors_is_not_compiled() -> None:  # 1
    found = checked("nope is empty")
    for compiled in (found.python, found.javascript):
        with pytest.raises(ValueError, match="with errors"):
            compiled()
