"""What can be written in an expression, told to authors: the reference of the language is made from it.

Each entry names the productions of `grammar.lark` that it explains; a test holds both together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Operation:
    """One way of writing: its pattern, what it means, and examples as they stand behind `when:` or `is:`."""

    written: str
    doc: str
    examples: tuple[str, ...]
    productions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Operations that belong together, under a heading."""

    title: str
    operations: tuple[Operation, ...]


LITERALS: Final = Family(
    "Values",
    (
        Operation(
            "`married`, `hotel`",
            "An option or a state: its id, without quotes. Right of `is` beside a choice it is always an "
            "option.",
            ("housing is hotel",),
            ("name", "is_"),
        ),
        Operation('`"2A"`', "A text that is no id, in quotes.", ('department is "2A"',), ("text",)),
        Operation(
            "`3`, `0.5`",
            "A number. Numbers are exact, never rounded by the machine.",
            ("rooms > 2",),
            ("number",),
        ),
        Operation("`50 %`", "A share: 0.5.", ("share <= 50 %",), ("percent",)),
        Operation(
            "`12.50 EUR`",
            "An amount of money. Beside money, a bare number is an amount in the currency of the spec.",
            ("rent > 500 EUR", "rent > 500"),
            ("money",),
        ),
        Operation("`2026-01-31`", "A day: year, month, day.", ("birth_date < 1966-01-01",), ("date",)),
        Operation("`14:30`", "A time of day.", ("begins >= 14:30",), ("time",)),
        Operation(
            "`6 months`",
            "A length of time in days, weeks, months or years.",
            ("photo_date >= today - 6 months",),
            ("duration",),
        ),
    ),
)

COMPARISONS: Final = Family(
    "Comparisons",
    (
        Operation(
            "`a is b`, `a is not b`",
            "Whether an answer is an option, a text, a number, a day; a yes_no field is written `is yes` "
            "or `is no`.",
            ("housing is not hosted", "address_correct is yes"),
            ("is_", "is_not"),
        ),
        Operation(
            "`a is one of b, c`, `a is not one of b, c`",
            "Whether it is one of several.",
            (
                "marital_status is one of married, civil_union, cohabiting",
                "region is not one of north, south",
            ),
            ("is_one_of", "is_not_one_of", "first_item", "next_item"),
        ),
        Operation(
            "`a is in list`, `a is not in list`",
            "Whether it is a member of a list of the spec, or the key of a table.",
            ("nationality is in eu_states", "nationality is not in eu_states"),
            ("is_in", "is_not_in"),
        ),
        Operation(
            "`a is same as b`, `a is not same as b`",
            "Whether two answers are equal. Beside a choice, a word behind `is` would be an option.",
            ("spouse_country is same as nationality", "new_address is not same as old_address"),
            ("is_same_as", "is_not_same_as"),
        ),
        Operation(
            "`a includes b`",
            "Whether an option is ticked among several.",
            ("difficulties includes walking",),
            ("includes",),
        ),
        Operation(
            "`<`, `<=`, `>`, `>=`",
            "Less, at most, more, at least: of numbers, money, days, times, lengths of time.",
            ("income <= 1200 EUR", "union_date <= today"),
            ("order",),
        ),
        Operation(
            "`a between b and c`", "From b to c, both included.", ("amount between 10 and 20",), ("between",)
        ),
        Operation(
            "`a is answered`, `a is empty`, `a is found`, `a is provided`",
            "Whether there is an answer; whether a record or a row was found; whether a document was "
            "handed in. With `not` the other way round.",
            ("phone is answered", "permit_register is found", "photo is not provided"),
            ("is_state",),
        ),
        Operation(
            "`a is said b`, `a is not said b`",
            "Whether something was said instead of an answer, by `or_say`. Of what is not asked it is false.",
            ("medication is said none", "medication is not said unknown"),
            ("is_said", "is_not_said"),
        ),
    ),
)

LOGIC: Final = Family(
    "Together",
    (
        Operation("`a and b`", "Both.", ("lives_as_couple and children_at_home",), ("both",)),
        Operation(
            "`a or b`",
            "One of the two, or both. `and` beside `or` needs parentheses.",
            ("under_age or (student and income < 500 EUR)",),
            ("either", "parenthesised"),
        ),
        Operation(
            "`not a`",
            "The contrary: true only where `a` is known to be false, not merely because it was never asked.",
            ("not lives_as_couple",),
            ("negation",),
        ),
    ),
)

ARITHMETIC: Final = Family(
    "Arithmetic",
    (
        Operation(
            "`a + b`, `a - b`, `a * b`, `a / b`",
            "Of numbers and money; a day plus or minus a length of time; two lengths of time. A day minus"
            " a day is refused: write `a >= b + 30 days`. Division goes to twelve places; by zero it is "
            "empty.",
            ("income + other_income", "filed_on + 2 months", "income * 12 / people"),
            ("arithmetic",),
        ),
        Operation("`-a`", "The same amount below zero.", ("-discount",), ("negative",)),
        Operation(
            "`a rounded to b`, `rounded up to`, `rounded down to`",
            "To the nearest multiple of b (halves up), the next, or the one before.",
            ("cost * 0.3 rounded to 1 EUR", "cost * 0.3 rounded down to 10 EUR"),
            ("rounded",),
        ),
    ),
)

FUNCTIONS: Final = Family(
    "Functions",
    (
        Operation(
            "`age of a`, `age of a on b`",
            "Completed years today, or on a day; empty before birth.",
            ("age of birth_date >= 18", "age of birth_date on filed_on"),
            ("age", "age_on"),
        ),
        Operation(
            "`year of a`, `month of a`, `day of a`",
            "A part of a day, as a number.",
            ("year of today - 1",),
            ("part",),
        ),
        Operation(
            "`length of a`", "The number of characters of a text.", ("length of motive > 3",), ("part",)
        ),
        Operation(
            "`first 2 of a`",
            "The first characters of a text.",
            ("first 2 of address.postcode",),
            ("first",),
        ),
        Operation(
            "`count of list`, `count of list with …`",
            "How many items, or how many for which a condition is true. In parentheses where more follows.",
            (
                "count of children",
                "count of (children) >= 2",
                "count of children with nationality is FRA",
                "count of (children with nationality is FRA) >= 3",
            ),
            ("quantified", "quantified_with", "quantified_inside", "quantified_with_inside"),
        ),
        Operation(
            "`any of list with …`, `all of list with …`",
            "Whether the condition is true for one of the items, for each of them.",
            (
                "any of children with birth_date > today - 3 years",
                "all of (people with income is answered) and married is yes",
            ),
            ("quantified_with", "quantified_with_inside"),
        ),
        Operation(
            "`sum of list.field`, `sum of answered list.field`",
            "All amounts together; empty while one is missing, unless `answered` leaves those out.",
            ("sum of incomes.amount", "sum of answered incomes.amount", "sum of (incomes.amount) * 12"),
            ("sum_of", "sum_of_inside"),
        ),
        Operation(
            "`earliest of a, b`, `latest of a, b`, `smallest of a, b`, `largest of a, b`",
            "One of two or more, empty ones left out. They stand last, or in parentheses.",
            ("earliest of valid_until, today + 10 years", "smallest of cost * 0.3, ceiling, 500 EUR"),
            ("extreme", "first_item", "next_item"),
        ),
        Operation(
            "`verdict of document`",
            "What an agent found of a document: accepted, unreadable, wrong_document, outdated, missing.",
            ("verdict of identity is accepted",),
            ("verdict",),
        ),
    ),
)

FAMILIES: Final = (LITERALS, COMPARISONS, LOGIC, ARITHMETIC, FUNCTIONS)
