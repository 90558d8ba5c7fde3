"""Faults of syntax (S010): each is told in plain words at the exact place.

1. Signs of other languages.
2. Quotation marks, numbers, dates and currencies written otherwise.
3. French, and words in capitals.
4. Order of words: `in` and `not` without `is`, chains, commas, `with` and `earliest of` not last.
5. What is missing: the end, a parenthesis, a quotation mark.
6. `and` beside `or`.
"""

from __future__ import annotations

import pytest

from formgen.language.expressions import ExpressionFault, parse, tree


def fault(text: str) -> ExpressionFault:
    with pytest.raises(ExpressionFault) as caught:
        parse(text)
    assert caught.value.code == "S010"
    assert caught.value.severity == "error"
    return caught.value


@pytest.mark.parametrize(
    ("text", "at", "mend"),
    [
        ("a = b", "=", "is"),
        ("a == b", "==", "is"),
        ("a === b", "===", "is"),
        ("a != b", "!=", "is not"),
        ("a ≠ b", "≠", "is not"),
        ("a <> b", "<>", "is not"),
        ("a is b && c is d", "&&", "and"),
        ("a is b || c is d", "||", "or"),
        ("!a", "!", "not"),
        ("a ≤ b", "≤", "<="),
        ("a => b", "=>", ">="),
        ("a × 2", "×", "*"),
        ("a – 2", "–", "-"),
    ],
)
def test_signs_of_other_languages(text: str, at: str, mend: str) -> None:  # 1
    found = fault(text)
    assert text[found.start : found.end] == at
    assert found.message == f"`{at}` is written `{mend}` here."


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("a is 'b'", "'", "without quotation marks"),
        ("a is « b »", "«", "without quotation marks"),
        ("a is [b, c]", "[", "is one of a, b"),
        ("a is {{ b }}", "{", "placeholders"),
        ("a > 10€", "€", "`10 EUR`"),
        ("a > 10 000", "10 000", "`10000`"),
        ("a > 12,5", ",", "`12.5`"),
        ("a > .5", ".5", "`0.5`"),
        ("a > 5.", "5.", "`5`"),
        ("a is 2A", "2A", '`"2A"`'),
        ("today + 6months", "6months", "`6 months`"),
        ("a > 31/12/2020", "31/12/2020", "2020-12-31"),
        ("a > 1/2/2020", "1/2/2020", "2020-02-01"),
        ("a > 31-12-2020", "31-12-2020", "2020-12-31"),
        ("a > 31.12.2020", "31.12.2020", "2020-12-31"),
        ("a > 12/31/2020", "12/31/2020", "year-month-day"),
        ("a > 2021-02-29", "2021-02-29", "year-month-day"),
        ("a > 24:10", "24:10", "23:59"),
        ("a # b", "#", "not known"),
    ],
)
def test_written_otherwise(text: str, at: str, words: str) -> None:  # 2
    found = fault(text)
    start = text.index(at)
    assert text[found.start : found.end].startswith(at[:1])
    assert found.start == start or text[found.start : found.end] == at
    assert words in f"{found.message} {found.hint}"


def test_divisions_are_no_dates() -> None:  # 2
    assert isinstance(parse("a / 12 / 2020").tree, tree.Arithmetic)
    assert isinstance(parse('a is "31/12/2020"').tree, tree.Is)


@pytest.mark.parametrize(
    ("text", "word", "mend"),
    [
        ("a is b ou c is d", "ou", "or"),
        ("a is b et c is d", "et", "and"),
        ("a est b", "est", "is"),
        ("any of a avec b is c", "avec", "with"),
        ("a dans b", "dans", "is in"),
        ("a is b AND c is d", "AND", "and"),
        ("a Is b", "Is", "is"),
        ("a contains b", "contains", "includes"),
        ("a equals b", "equals", "is"),
    ],
)
def test_words_of_other_languages(text: str, word: str, mend: str) -> None:  # 3
    found = fault(text)
    assert text[found.start : found.end] == word
    assert found.message == f"`{word}` is written `{mend}` here."


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("a in b", "in", "`is in`"),
        ("a not in b", "not", "`is not`"),
        ("a one of b, c", "one", "`is one of`"),
        ("a < b < c", "<", "`b between a and c`"),
        ("a is b is c", "is", "Two comparisons"),
        ("a is b, c", ",", "`is one of a, b`"),
        ("a, b", ",", "`and` or `or`"),
        ("a is b c", "c", "one word"),
        ("count of a with b is c >= 3", ">=", "parentheses: `(… with …) >= …`"),
        ("earliest of a, b >= c", ">=", "parentheses: `(earliest of a, b) >= …`"),
        ("x < earliest of a, b and c is d", "and", "parentheses: `(earliest of a, b) and …`"),
        ("a is b with c is d", "with", "`any of`"),
        ("earliest of a", "earliest of a", "two items"),
        ("(latest of a) > b", "latest of a", "two items"),
        ("is b", "is", "cannot stand here"),
        ("a is b )", ")", "closes nothing"),
        ("a is b and is c", "is", "`and a is …`"),
    ],
)
def test_order_of_words(text: str, at: str, words: str) -> None:  # 4
    found = fault(text)
    assert text[found.start : found.end] == at
    assert words in f"{found.message} {found.hint}"


def test_second_comparison_is_shown() -> None:  # 4
    assert fault("a < b < c").start == 6
    assert fault("a is b is c").start == 7


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("", 0, 0, "no condition"),
        ("   ", 3, 3, "no condition"),
        ("a is", 2, 4, "missing after `is`"),
        ("a is b and", 7, 10, "missing after `and`"),
        ("a is one of", 2, 11, "missing after `is one of`"),
        ("a is one of b,", 13, 14, "missing after `,`"),
        ("(a is b", 0, 1, "not closed"),
        ("(a is b) and (c is d", 13, 14, "not closed"),
        ('a is "b', 5, 7, "not closed"),
        ("(a is", 3, 5, "missing after `is`"),
    ],
)
def test_what_is_missing(text: str, start: int, end: int, words: str) -> None:  # 5
    found = fault(text)
    assert (found.start, found.end) == (start, end)
    assert words in found.message


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a is b and c is d or e is f", "a is b and c is d"),
        ("a is b or c is d and e is f", "c is d and e is f"),
        ("x or any of a with b is c and d is e or f", "b is c and d is e"),
    ],
)
def test_and_beside_or(text: str, at: str) -> None:  # 6
    found = fault(text)
    assert text[found.start : found.end] == at
    assert found.hint is not None
    assert "(a and b) or c" in found.hint
