"""The parsing table of grammar.lark, made by lark and kept beside it as grammar.json.

Importing lark and analysing the grammar takes longer than everything else that `formgen check` does, so the
table is made once, when the grammar is changed:

    python -m formgen.language.expressions

A table that does not belong to the grammar beside it is not used: the grammar is then analysed in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

GRAMMAR = Path(__file__).with_name("grammar.lark")
TABLE = Path(__file__).with_name("grammar.json")
START = "expression"
END = "$END"
IGNORED = "WHITESPACE"


@dataclass(frozen=True, slots=True)
class Rule:
    """A production: the symbol it makes, of how many symbols, and the shape that builds its node, if any."""

    makes: str
    size: int
    shape: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """`actions[state][symbol]`: a state to go to, or -1 - the index of the rule to reduce by.

    State 0 is the first. `accepting` is the state in which the end of the text is the end of an expression.
    """

    tokens: re.Pattern[str]
    rules: tuple[Rule, ...]
    actions: tuple[Mapping[str, int], ...]
    accepting: int


def load() -> Table:
    """The table of the grammar, from grammar.json when that is up to date."""
    grammar = GRAMMAR.read_bytes()
    stored = json.loads(TABLE.read_bytes()) if TABLE.exists() else {}
    return _table(stored if stored.get("grammar") == crc32(grammar) else analyse(grammar))


def _table(stored: Mapping[str, Any]) -> Table:
    symbols: list[str] = stored["symbols"]
    return Table(
        tokens=re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in stored["tokens"])),
        rules=tuple(Rule(symbols[makes], size, shape) for makes, size, shape in stored["rules"]),
        actions=tuple(
            {symbols[row[at]]: row[at + 1] for at in range(0, len(row), 2)} for row in stored["actions"]
        ),
        accepting=stored["accepting"],
    )


def analyse(grammar: bytes) -> dict[str, Any]:
    """The table as it is stored, the same for the same grammar whatever the version of lark.

    Raises lark.exceptions.GrammarError when two productions fit one text.
    """
    from lark import Lark

    lark = Lark(grammar.decode(), parser="lalr", lexer="basic", start=START)
    front: Any = lark.parser
    parsing = front.parser._parse_table  # noqa: SLF001 - lark has no public way to its table
    states = parsing.states
    first = parsing.start_states[START]
    order = _in_order(states, first)
    rules = sorted(
        {_rule(action[1]) for row in states.values() for action in row.values() if _reduces(action)}
    )
    symbols = sorted({symbol for row in states.values() for symbol in row})
    numbered = {symbol: number for number, symbol in enumerate(symbols)}
    ignored = set(lark.ignore_tokens)
    return {
        "grammar": crc32(grammar),
        "tokens": [
            [IGNORED if terminal.name in ignored else terminal.name, terminal.pattern.to_regexp()]
            for terminal in sorted(lark.terminals, key=lambda terminal: (-terminal.priority, terminal.name))
        ],
        "symbols": symbols,
        "rules": [[numbered[makes], size, shape or None] for makes, size, shape in rules],
        "actions": [
            [
                number
                for symbol, action in sorted(states[state].items())
                for number in (
                    numbered[symbol],
                    -1 - rules.index(_rule(action[1])) if _reduces(action) else order[action[1]],
                )
            ]
            for state in order
        ],
        "accepting": order[parsing.end_states[START]],
    }


def _reduces(action: tuple[Any, Any]) -> bool:
    return bool(action[0].name == "Reduce")


def _rule(rule: Any) -> tuple[str, int, str]:
    return (str(rule.origin.name), len(rule.expansion), rule.alias or "")


def _in_order(states: Mapping[Any, Any], first: Any) -> dict[Any, int]:
    """The states numbered as they are met from the first, so that the stored table is always the same."""
    order = {first: 0}
    waiting = [first]
    for state in waiting:
        for _, action in sorted(states[state].items()):
            if not _reduces(action) and action[1] not in order:
                order[action[1]] = len(order)
                waiting.append(action[1])
    return order


def write() -> None:
    """Make grammar.json anew. Raises lark.exceptions.GrammarError as `analyse` does."""
    stored = analyse(GRAMMAR.read_bytes())
    lines = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in stored.items()
    )
    TABLE.write_text("{\n" + lines + "\n}\n")
