"""Signs, numbers and dates that are written otherwise in this language: what begins no word of it."""

from __future__ import annotations

import re

from formgen.language.expressions.faults import ExpressionFault
from formgen.language.expressions.slips.slip import slip

_SYMBOLS = (
    ("===", "is"), ("==", "is"), ("=>", ">="), ("=<", "<="), ("=", "is"),
    ("!==", "is not"), ("!=", "is not"), ("≠", "is not"), ("!", "not"),
    ("&&", "and"), ("&", "and"), ("||", "or"), ("|", "or"),
    ("≤", "<="), ("≥", ">="), ("−", "-"), ("–", "-"), ("—", "-"), ("×", "*"), ("÷", "/"),
)  # fmt: skip
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP"}
_QUOTES = "'’‘`“”«»„"
_SLASHED = re.compile(r"[0-9]{1,2}\s*([/.-])\s*[0-9]{1,2}\s*\1\s*[0-9]{4}(?![0-9])")
_TEXT_IN_QUOTES = 'A text that is compared stands between ".'
_DATE_AS_IN_BOOKS = "A date is written year-month-day, for example 2020-12-31."


def _slashed_date(text: str, at: int) -> ExpressionFault | None:
    found = _SLASHED.match(text, at)
    if found is None:
        return None
    day, month, year = re.findall("[0-9]+", found.group())
    hint = f"Write {year}-{month:0>2}-{day:0>2}." if 1 <= int(month) <= 12 else _DATE_AS_IN_BOOKS
    return slip(f"{found.group()} is not how a date is written here.", hint, at, found.end())


def refuse_slashed_date(text: str, at: int) -> None:
    """Raise ExpressionFault when the sign at `at` is the first separator of a date such as 31-12-2020."""
    start = at
    while start > 0 and text[start - 1].isascii() and text[start - 1].isdigit():
        start -= 1
    if start < at and (fault := _slashed_date(text, start)):
        raise fault


def unreadable(text: str, at: int) -> ExpressionFault:
    """The fault of a character that begins no word, number or sign of the language."""
    character = text[at]
    if fault := _slashed_date(text, at):
        return fault
    for symbol, word in _SYMBOLS:
        if text.startswith(symbol, at):
            return slip(f"`{symbol}` is written `{word}` here.", f"Write `{word}`.", at, at + len(symbol))
    if character == '"':
        return slip("The quotation mark opened here is not closed.", 'Close it with ".', at, len(text))
    if character in _QUOTES:
        return slip(
            f"{character} does not quote a text here.",
            'An option is written without quotation marks, any other text between ".',
            at,
            at + 1,
        )
    if character in _CURRENCIES:
        hint = f"Write the currency as a code after the amount: `10 {_CURRENCIES[character]}`."
        return slip(f"{character} is not known here.", hint, at, at + 1)
    if character in "[]":
        return slip("Lists are written without brackets.", "Write `is one of a, b`.", at, at + 1)
    if character in "{}":
        bare = " ".join(text.replace("{", "").replace("}", "").split())
        hint = f"Braces belong to placeholders in texts; here they are left out: `{bare}`."
        return slip(f"{character} is not known here.", hint, at, at + 1)
    if character.isdigit() or character == ".":
        return _odd_number(text, at)
    return slip(f"{character} is not known here.", f"Delete it. {_TEXT_IN_QUOTES}", at, at + 1)


def _odd_number(text: str, at: int) -> ExpressionFault:
    end = at
    while end < len(text) and (text[end].isalnum() or text[end] in "._"):
        end += 1
    word = text[at:end]
    if word.startswith("."):
        hint = f"Write `0{word}`." if word[1:].isdigit() else "Write it as in `0.5`."
        return slip("A number begins with a digit.", hint, at, end)
    if word.endswith("."):
        return slip("A number ends with a digit.", f"Write `{word[:-1]}`.", at, end)
    unit = word.lstrip("0123456789")
    if unit.rstrip("s") in {"day", "week", "month", "year"}:
        return slip(f"{word} wants a space.", f"Write `{word[: -len(unit)]} {unit}`.", at, end)
    return slip(f"{word} is neither a number nor a word.", f'A text is quoted: `"{word}"`.', at, end)
