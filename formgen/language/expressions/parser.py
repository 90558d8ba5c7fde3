"""The text of an expression to its tree: a lexer, and a driver of the LALR(1) table of grammar.lark."""

from __future__ import annotations

from functools import cache, lru_cache
from types import ModuleType
from typing import Any

from formgen.language.expressions.faults import ExpressionFault
from formgen.language.expressions.shapes import SHAPES, Token
from formgen.language.expressions.table import END, IGNORED, Table, load
from formgen.language.expressions.tree import Expression

MAX_LENGTH = 4000
"""Characters. Longer conditions are better named one by one under `conditions`."""

MAX_DEPTH = 150
"""Entries of the parser's stack, so that no text can exhaust the recursion of what reads the tree."""

MAX_OPERATIONS = 100
"""Operations of arithmetic in one expression, for the same reason."""

_OPERATIONS = frozenset({"PLUS", "MINUS", "TIMES"})

table = cache(load)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The tree of `text`. Raises ExpressionFault (code S010) at the first fault of syntax."""
    if len(text) > MAX_LENGTH:
        raise _too_much(f"This expression is longer than {MAX_LENGTH} characters.", MAX_LENGTH, len(text))
    grammar = table()
    return Expression(text, _read(text, _tokens(text, grammar), grammar))


def _slips() -> ModuleType:
    """What is told of expressions that cannot be read; a check that finds none need not load it."""
    from formgen.language.expressions import slips

    return slips


def _too_much(message: str, start: int, end: int) -> ExpressionFault:
    return ExpressionFault(
        message, "Give its parts names under `conditions` or `calculations`.", start, end, "S010"
    )


def _tokens(text: str, grammar: Table) -> list[Token]:
    tokens: list[Token] = []
    match = grammar.tokens.match
    at, length, operations = 0, len(text), 0
    while at < length:
        found = match(text, at)
        if found is None:
            raise _slips().unreadable(text, at)
        kind: str = found.lastgroup or ""
        end = found.end()
        if kind != IGNORED:
            if kind in _OPERATIONS:
                if at and text[at - 1].isdigit():
                    _slips().refuse_slashed_date(text, at)
                operations += 1
                if operations > MAX_OPERATIONS:
                    raise _too_much(f"These are more than {MAX_OPERATIONS} operations.", at, end)
            tokens.append(Token(kind, found.group(), at, end))
        at = end
    return tokens


def _read(text: str, tokens: list[Token], grammar: Table) -> Any:
    actions, rules, accepting = grammar.actions, grammar.rules, grammar.accepting
    states = [0]
    values: list[Any] = []
    tokens = [*tokens, Token(END, "", len(text), len(text))]
    for index, token in enumerate(tokens):
        while True:
            action = actions[states[-1]].get(token.kind)
            if action is None:
                if token.kind == END and states[-1] == accepting:
                    return values[0]
                raise _slips().unexpected(tokens, index)
            if action >= 0:
                break
            rule = rules[-1 - action]
            if rule.shape is not None:
                children = values[-rule.size :]
                del values[-rule.size :]
                values.append(SHAPES[rule.shape](children))
            del states[-rule.size :]
            states.append(actions[states[-1]][rule.makes])
        states.append(action)
        values.append(token)
        if len(states) > MAX_DEPTH:
            raise _too_much("This expression has too many parts inside each other.", token.start, token.end)
    raise AssertionError("the end of the text is always accepted or refused")
