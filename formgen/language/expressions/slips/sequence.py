"""Words and signs of the language that cannot follow each other: what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from formgen.language.expressions.faults import ExpressionFault
from formgen.language.expressions.shapes import Token
from formgen.language.expressions.slips.slip import slip
from formgen.language.expressions.table import END

_WORDS = {
    "ou": "or", "et": "and", "est": "is", "non": "not", "pas": "not", "avec": "with", "dans": "is in",
    "entre": "between", "contient": "includes", "contains": "includes", "include": "includes",
    "equals": "is", "equal": "is", "has": "includes", "where": "with", "but": "and", "xor": "or",
}  # fmt: skip
_COMPARISONS = {
    "IS", "IS_NOT", "IS_SAME_AS", "IS_NOT_SAME_AS", "IS_ONE_OF", "IS_NOT_ONE_OF", "IS_IN", "IS_NOT_IN",
    "IS_SAID", "IS_NOT_SAID", "IS_STATE", "ORDER", "BETWEEN", "INCLUDES",
}  # fmt: skip
_WANT_MORE = (_COMPARISONS - {"IS_STATE"}) | {
    "AND", "OR", "NOT", "WITH", "ON", "PLUS", "MINUS", "TIMES", "COMMA", "ROUNDED", "QUANTIFIER", "SUM_OF",
    "EXTREME_OF", "AGE_OF", "PART_OF", "FIRST_OF", "VERDICT_OF", "LPAR",
}  # fmt: skip
"""What something must follow."""
_MORE = ("more", "greater", "larger", "higher", "bigger", "older", "later", "longer")
_LESS = ("less", "fewer", "smaller", "lower", "younger", "earlier", "shorter")
_SPOKEN = {
    **{(word, "than"): ">" for word in _MORE},
    **{(word, "than"): "<" for word in _LESS},
    ("at", "least"): ">=", ("at", "most"): "<=",
}  # fmt: skip


def unexpected(tokens: Sequence[Token], index: int) -> ExpressionFault:
    """The fault of token `index`, which cannot follow those before it."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    return (
        _spoken_sign(tokens, index)
        or _foreign_word(token, tokens[index + 1 : index + 2])
        or _at_parenthesis(token, tokens[:index])
        or _at_end(token, tokens[:index])
        or _half(token, tokens[:index])
        or _misplaced(token, before, tokens[:index])
        or _beside(token, before)
        or slip(f"`{token.text}` cannot stand here.", _after(before), token.start, token.end)
    )


def _after(before: Token | None) -> str:
    if before is None:
        return "A condition begins with the name of what it looks at, such as `age > 18`."
    return f"It follows `{before.text}`: delete one of the two, or write what is missing between them."


def _spoken_sign(tokens: Sequence[Token], index: int) -> ExpressionFault | None:
    """`is more than 3`, `at least 3`: signs written as they are spoken."""
    for first in (index - 1, index):
        words = tokens[max(first, 0) : first + 2]
        sign = _SPOKEN.get(tuple(each.text.lower() for each in words))  # type: ignore[arg-type]  # - any length
        if first >= 1 and sign is not None:
            start = first - 1 if tokens[first - 1].kind == "IS" else first
            said = " ".join(each.text for each in tokens[start : first + 2])
            left = tokens[start - 1].text if start else "…"
            return slip(
                f"`{said}` is written `{sign}` here.",
                f"Write `{left} {sign} …`.",
                tokens[start].start,
                words[-1].end,
            )
    return None


def _half(token: Token, before: Sequence[Token]) -> ExpressionFault | None:
    """`age > 18 or < 3`: the second comparison does not say what it compares."""
    if token.kind not in _COMPARISONS or not before or before[-1].kind not in {"AND", "OR"}:
        return None
    left = next((each for each, sign in pairwise(before) if sign.kind in _COMPARISONS), None)
    name = left.text if left is not None else "…"
    word = before[-1].text
    return slip(
        f"What `{token.text}` compares is missing.",
        f"Write `{word} {name} {token.text} …`: both sides of `{word}` are whole conditions.",
        token.start,
        token.end,
    )


def _foreign_word(token: Token, following: Sequence[Token]) -> ExpressionFault | None:
    if token.kind != "NAME":
        return None
    word = _WORDS.get(token.text.lower())
    if (
        word is None
        and token.text != token.text.lower()
        and token.text.lower() in {"and", "or", "not", "is", "with"}
    ):
        word = token.text.lower()
    if word is not None:
        return slip(f"`{token.text}` is written `{word}` here.", f"Write `{word}`.", token.start, token.end)
    if token.text == "in":
        return slip("`in` is written `is in` here.", "Write `name is in list`.", token.start, token.end)
    if token.text == "between" or (token.text == "one" and following and following[0].text == "of"):
        return slip(f"`{token.text}` follows `is`.", "Write `is one of`.", token.start, token.end)
    return None


def _at_parenthesis(token: Token, before: Sequence[Token]) -> ExpressionFault | None:
    open_at = _open_parenthesis(before)
    if token.kind == "RPAR" and open_at is None:
        return slip(
            "This parenthesis closes nothing.", "Delete it, or open it before.", token.start, token.end
        )
    if token.kind == END and open_at is not None and before[-1].kind not in _WANT_MORE:
        hint = "Write `)` where it ends."
        return slip("The parenthesis opened here is not closed.", hint, open_at.start, open_at.end)
    return None


def _open_parenthesis(tokens: Sequence[Token]) -> Token | None:
    opened: list[Token] = []
    for token in tokens:
        if token.kind == "LPAR":
            opened.append(token)
        elif token.kind == "RPAR" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _at_end(token: Token, before: Sequence[Token]) -> ExpressionFault | None:
    if not before:
        if token.kind == END:
            hint = "Write one, such as `age > 18`, or delete the line."
            return slip("There is no condition here.", hint, token.start, token.end)
        return None
    last = before[-1]
    extremes = [known for known in before if known.kind == "EXTREME_OF"]
    if extremes and token.kind in {END, "RPAR"} and last.kind not in _WANT_MORE:
        what = " ".join(extremes[-1].text.split())
        return slip(
            f"`{what}` wants two items or more.",
            f"Write `{what} a, b`.",
            extremes[-1].start,
            last.end,
        )
    if token.kind == END and last.kind in _WANT_MORE:
        hint = f"Write what belongs behind `{last.text}`, or delete it."
        return slip(f"Something is missing after `{last.text}`.", hint, last.start, last.end)
    return None


def _misplaced(token: Token, before: Token | None, tokens: Sequence[Token]) -> ExpressionFault | None:
    if token.kind == "COMMA":
        return _comma(token, before, tokens)
    if token.kind == "LPAR" and before is not None and before.kind in {"IS_ONE_OF", "IS_NOT_ONE_OF"}:
        hint = f"Write them without: `{before.text} a, b`."
        return slip("Options stand in no parentheses.", hint, token.start, token.end)
    if token.kind == "WITH":
        hint = "Write `any of children with …`; in the middle of a condition, put it in parentheses."
        return slip("`with` follows `count of`, `any of` or `all of` a list.", hint, token.start, token.end)
    if before is None:
        return None
    if token.kind == "NOT" and before.kind in {"NAME", "RPAR"}:
        return slip("`not` stands before a whole comparison.", "Write `is not`.", token.start, token.end)
    if token.kind == before.kind == "ORDER":
        written = f"{before.text} {token.text}" if token.start > before.end else before.text + token.text
        if written == "<>":
            return slip("`<>` is written `is not` here.", "Write `is not`.", before.start, token.end)
        hint = "Write one of `>`, `<`, `>=`, `<=`."
        return slip(f"`{written}` is two signs where one is wanted.", hint, before.start, token.end)
    if before.kind not in _WANT_MORE and token.kind in _COMPARISONS | {"AND", "OR"}:
        return _beyond_the_last(token, tokens) or _chained(token)
    return None


def _beyond_the_last(token: Token, tokens: Sequence[Token]) -> ExpressionFault | None:
    """What follows `with` or `earliest of`, which take everything to their right."""
    for known in reversed(tokens):
        if known.kind == "LPAR":
            return None
        if known.kind in {"WITH", "EXTREME_OF"}:
            word = " ".join(known.text.split())
            inside = "… with …" if known.kind == "WITH" else f"{word} a, b"
            hint = f"Put that in parentheses: `({inside}) {token.text} …`."
            message = f"`{word}` takes everything to its right, but `{token.text}` cannot belong to it."
            return slip(message, hint, token.start, token.end)
    return None


def _comma(token: Token, before: Token | None, tokens: Sequence[Token]) -> ExpressionFault:
    if before is not None and before.kind == "NUMBER":
        hint = f"Decimals are written with a point: `{before.text}.5`."
    elif any(known.kind in {"IS", "IS_NOT"} for known in tokens):
        hint = "Several options follow `is one of`: `is one of a, b`."
    else:
        hint = "Commas stand after `is one of` and `earliest of`; elsewhere write `and` or `or`."
    return slip("A comma cannot stand here.", hint, token.start, token.end)


def _chained(token: Token) -> ExpressionFault:
    hint = "Write two comparisons: `a < b and b < c`, or `b between a and c`."
    return slip("Two comparisons follow each other.", hint, token.start, token.end)


def _beside(token: Token, before: Token | None) -> ExpressionFault | None:
    if before is None or before.kind in _WANT_MORE or token.kind == END:
        return None
    if before.kind == token.kind == "NUMBER":
        number = before.text + token.text
        return slip("A number is written without spaces.", f"Write `{number}`.", before.start, token.end)
    if token.kind == "NAME" and before.kind == "NUMBER":
        return slip(
            f"`{token.text}` cannot follow a number.",
            f"Delete `{token.text}`: only `days` and other times, `%` and currencies such as `EUR` do. Two "
            "conditions are joined by `and` or `or`.",
            token.start,
            token.end,
        )
    if before.text.lower() in {"if", "when", "si", "quand"} and token.kind in {"NAME", "TEXT"}:
        hint = f"Delete it: a condition begins with what it looks at, here `{token.text}`."
        return slip(f"`{before.text}` is not written here.", hint, before.start, before.end)
    if token.kind in {"NAME", "TEXT"} and before.kind in {"NAME", "TEXT"}:
        return slip(
            f"`{token.text}` cannot follow `{before.text}`.",
            "An option is named by its id, one word, not by its label; two conditions are joined by `and` "
            "or `or`; a text is quoted.",
            token.start,
            token.end,
        )
    return None
