"""The grammar of expressions.

1. Every example of the language page is read.
2. Operators bind in the order of the page, from `or` to the minus sign.
3. `with`, `earliest of` and `age of … on` take what stands to their right; parentheses close them.
4. Few words are reserved: two-word tokens leave `count`, `age`, `first` and their like free as names, and an
   option may bear the name of an operator.
5. White space and line breaks between words do not matter.
6. The grammar is LALR(1) without any conflict, and the stored table is that of the grammar.
7. Nodes know where they stand in the text.
8. No text exhausts the stack or takes long.
"""

from __future__ import annotations

import json
import logging
import time
from typing import Any

import lark
import pytest

from formgen.language.expressions import RESERVED_NAMES, RESERVED_OPTIONS, ExpressionFault, names, parse, tree
from formgen.language.expressions.table import GRAMMAR, START, TABLE, analyse

FREE_WORDS = (
    "count sum any all age year month day length first earliest latest smallest largest verdict of one in "
    "same as said answered empty found provided up down to"
)
EXAMPLES = """\
housing is hotel
marital_status is one of married, civil_union
difficulties includes pain
nationality is in eu_states
address_correct is yes
phone is answered
host_name is empty
photo_date >= today - 6 months
age of birth_date >= 18
age of birth_date on filed_on
birth_date < 1966-01-01
amount between 10 and 20
share <= 50 %
count of children with nationality is FRA and lives_in_france is yes
(count of children with nationality is FRA) >= 3
any of children with birth_date > today - 3 years
all of people with income is answered
sum of incomes.amount
sum of answered incomes.amount
earliest of valid_until, today + 10 years
latest of valid_until, today + 10 years
smallest of cost * rate, cap
largest of cost * rate, cap
cost * rate rounded down to 1 EUR
year of today - 1
length of name > 3
first 2 of address.postcode
spouse_country is same as nationality
lives_as_couple and not under_protection
grant.amount > 0 EUR
department is "2A"
valid_until >= union_date + 30 days
dossier.birth_date < spouse.birth_date
prefectures is found
facilities.state is same as my_state
medication is said none
permit_register.card_kind is "eu_permanent"
proof_of_home is lease
photo is provided
prefectures.site is same as agent.site
verdict of identity is accepted
accept.valid_until - 2 months
earliest of start + 3 years, benefit_end
expires >= today
reason is expired
"""


def shape(text: str) -> str:
    """The tree in brackets, names and literals as written."""
    return _shape(parse(text).tree, text)


def _shape(node: Any, text: str) -> str:
    if isinstance(node, tree.Name | tree.Constant):
        return text[node.start : node.end]
    if isinstance(node, tree.Parenthesised):
        return _shape(node.inner, text)
    if isinstance(node, tuple):
        return " ".join(_shape(part, text) for part in node)
    words = [type(node).__name__]
    for field in node.fields:
        part = getattr(node, field)
        if isinstance(part, tree.Node) or (isinstance(part, tuple) and part):
            words.append(_shape(part, text))
        elif isinstance(part, str):
            words.append(part)
        elif part is True:
            words.append(field)
    return f"[{' '.join(words)}]"


@pytest.mark.parametrize("text", EXAMPLES.splitlines())
def test_examples_of_the_page(text: str) -> None:  # 1
    assert parse(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not a is b", "[Not [Is a b]]"),
        ("not a is b and c is d", "[Both [Not [Is a b]] [Is c d]]"),
        ("a is b and c is d and e is f", "[Both [Is a b] [Is c d] [Is e f]]"),
        ("(a is b and c is d) or e is f", "[Either [Both [Is a b] [Is c d]] [Is e f]]"),
        ("a + b * -c", "[Arithmetic a + [Arithmetic b * [Negative c]]]"),
        ("a - b - c", "[Arithmetic [Arithmetic a - b] - c]"),
        ("a / b * c", "[Arithmetic [Arithmetic a / b] * c]"),
        ("a * b rounded up to 1 > c", "[Order [Rounded [Arithmetic a * b] up 1] > c]"),
        ("a > b rounded to 2", "[Order a > [Rounded b nearest 2]]"),
        ("year of today - 1", "[Arithmetic [Part year today] - 1]"),
        ("first 2 of a is b", "[Is [Part first a] b]"),
        ("age of a - 1", "[Arithmetic [Age a] - 1]"),
        ("a between b and c + 1 and d is e", "[Both [Between a b [Arithmetic c + 1]] [Is d e]]"),
        ("a is one of b, c and d is e", "[Both [IsOneOf a b c] [Is d e]]"),
        ("a is not one of b, -3", "[IsOneOf a b [Negative 3] negated]"),
        ("a is not same as b", "[Is a b negated same]"),
        ("a is not in b", "[IsIn a b negated]"),
        ("a is not answered", "[IsState a answered negated]"),
    ],
)
def test_reading_order(text: str, expected: str) -> None:  # 2
    assert shape(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("any of a with b is c or d is e", "[Quantified any a [Either [Is b c] [Is d e]]]"),
        ("x is y and any of a with b is c", "[Both [Is x y] [Quantified any a [Is b c]]]"),
        ("not any of a with b is c", "[Not [Quantified any a [Is b c]]]"),
        ("x >= count of a with b is c", "[Order x >= [Quantified count a [Is b c]]]"),
        ("(count of a with b is c) >= 3", "[Order [Quantified count a [Is b c]] >= 3]"),
        ("count of (a with b is c) >= 3", "[Order [Quantified count a [Is b c]] >= 3]"),
        ("count of a >= 3", "[Order [Quantified count a] >= 3]"),
        ("x < earliest of a, b + 1 day", "[Order x < [Extreme earliest a [Arithmetic b + 1 day]]]"),
        ("x - smallest of a, b * 2", "[Arithmetic x - [Extreme smallest a [Arithmetic b * 2]]]"),
        ("age of a on b + 1 month >= 18", "[Order [Age a [Arithmetic b + 1 month]] >= 18]"),
        ("2 + age of a on b", "[Arithmetic 2 + [Age a b]]"),
        ("age of a on earliest of b, c", "[Age a [Extreme earliest b c]]"),
        ("all of a with any of b with c is d", "[Quantified all a [Quantified any b [Is c d]]]"),
    ],
)
def test_what_stands_last(text: str, expected: str) -> None:  # 3
    assert shape(text) == expected


@pytest.mark.parametrize(
    "word",
    FREE_WORDS.split(),
)
def test_free_names(word: str) -> None:  # 4
    assert word not in RESERVED_NAMES
    assert shape(f"{word} > 3 and not {word} is b") == f"[Both [Order {word} > 3] [Not [Is {word} b]]]"


@pytest.mark.parametrize("word", sorted(RESERVED_NAMES - RESERVED_OPTIONS))
def test_operators_as_options(word: str) -> None:  # 4
    assert shape(f"a is {word} and b is c") == f"[Both [Is a {word}] [Is b c]]"
    assert shape(f"a is one of {word}, c") == f"[IsOneOf a {word} c]"
    assert shape(f"a includes {word}") == f"[Includes a {word}]"


def test_white_space() -> None:  # 5
    text = "  a  is\n not  one   of b ,c\tand count  of\nd>3 "
    assert shape(text) == "[Both [IsOneOf a b c negated] [Order [Quantified count d] > 3]]"


def test_words_that_begin_like_operators() -> None:  # 5
    assert (
        shape("island is notable and order > ongoing") == "[Both [Is island notable] [Order order > ongoing]]"
    )


def _conflicts(grammar: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    caplog.clear()
    level = lark.logger.level
    lark.logger.setLevel(logging.DEBUG)
    try:
        lark.Lark(grammar, parser="lalr", lexer="basic", start=START, debug=True)
    finally:
        lark.logger.setLevel(level)
    return [record.getMessage() for record in caplog.records if "onflict" in record.getMessage()]


def test_no_conflict(caplog: pytest.LogCaptureFixture) -> None:  # 6
    assert _conflicts('expression: expression "+" expression | "a"', caplog), (
        "lark tells of conflicts no more"
    )
    assert _conflicts(GRAMMAR.read_text(), caplog) == []


def test_stored_table_is_that_of_the_grammar() -> None:  # 6
    stored = json.loads(TABLE.read_text())
    assert stored == analyse(GRAMMAR.read_bytes()), "run: python -m formgen.language.expressions"


def test_positions() -> None:  # 7
    expression = parse("(a is b) and any of c with d > 12")
    assert isinstance(expression.tree, tree.Both)
    assert [expression.text[part.start : part.end] for part in expression.tree.parts] == [
        "(a is b)",
        "any of c with d > 12",
    ]


def test_names_as_written() -> None:  # 7
    found = names(parse("a.b > 3 and any of c with d is e and a.b < x"))
    assert found == (("a", "b"), ("c",), ("d",), ("e",), ("x",))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 3000 + "a",
        "not " * 900 + "a is b",
        "-" * 3900 + "a",
        "a+" * 1900 + "a",
        "a " * 1900,
        '"' * 3999,
        "any of a with " * 280 + "b is c",
        "x" * 100_000,
    ],
)
def test_hostile_texts(text: str) -> None:  # 8
    started = time.process_time()
    with pytest.raises(ExpressionFault) as caught:
        parse(text)
    assert caught.value.code == "S010"
    assert time.process_time() - started < 0.5
