"""How a request is found again without an account: by answers that are asked for again (`return_with`).

What is compared is what the fields read, not what was typed, without regard to spaces and capitals: a person
does not remember how they wrote their postcode.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from formgen.compiler.answers import Unread
from formgen.compiler.evaluation import Evaluation
from formgen.compiler.procedure import Field, Procedure
from formgen.language.account import Code, ReturnWith
from formgen.storage.queries.ways_back import WayBack

EMAIL: Final = "email"


class CodeRule(NamedTuple):
    """How a code is: how many digits, for how long it is good, how often it may be tried."""

    digits: int = 6
    tries: int = 5
    amount: int = 30
    unit: str = "minute"
    minutes: int = 30


def return_with(procedure: Procedure) -> ReturnWith | None:
    """The rule by which requests of a procedure are found again; None where there is none."""
    account = procedure.spec.account
    return account.return_with if account is not None and account.access != "required" else None


@lru_cache(maxsize=256)
def asked_again(procedure: Procedure) -> tuple[Field, ...]:
    """The fields that are asked for again, none where requests are not found so."""
    rule = return_with(procedure)
    return tuple(procedure.fields[each.value] for each in rule.ask) if rule is not None else ()


def code_of(procedure: Procedure) -> CodeRule:
    """How the codes of a procedure are, as the spec says it or as usual."""
    rule = return_with(procedure)
    code: Code | None = rule.code if rule is not None else None
    if code is None:
        return CodeRule()
    if code.valid is None:
        return CodeRule(code.digits, code.tries)
    return CodeRule(code.digits, code.tries, code.valid.amount, code.valid.unit, code.valid.minutes)


def way_back(evaluation: Evaluation) -> WayBack | None:
    """How a request with these answers is found again; None while some of what is asked is not answered."""
    procedure = evaluation.procedure
    return way_of(procedure, {each.path: _answer(evaluation, each) for each in asked_again(procedure)})


def way_of(procedure: Procedure, values: Mapping[str, Any]) -> WayBack | None:
    """The same for values by field path, as they are typed once more; None where one is missing."""
    asked = asked_again(procedure)
    email = next((values[each.path] for each in asked if each.type_name == EMAIL), None)
    if email is None or any(values[each.path] is None for each in asked):
        return None
    said = sorted((each.path, _plain(each, values[each.path])) for each in asked)
    digest = hashlib.sha256(json.dumps([procedure.id, said]).encode()).hexdigest()
    return WayBack(digest, email)


def missing_answers(evaluation: Evaluation) -> list[Field]:
    """What is not answered yet of what is asked for again."""
    asked = asked_again(evaluation.procedure)
    return [each for each in asked if _answer(evaluation, each) is None]


def _answer(evaluation: Evaluation, field: Field) -> Any:
    """An answer, also one of a question that a stop has taken away: its person still comes back by it."""
    value = evaluation.frame[field.binding.slot]
    if value is None:
        value = evaluation.answers.get(field.path)
    return None if isinstance(value, Unread) else value


def _plain(field: Field, value: Any) -> Any:
    if field.type_name == EMAIL:
        # Letters of other scripts that fold to the same may be the mailboxes of two people.
        return value.lower() if value.isascii() else value
    return _folded(field.spec.write(value))


def _folded(entry: Any) -> Any:
    if isinstance(entry, str):
        return "".join(unicodedata.normalize("NFKC", entry).casefold().split())
    if isinstance(entry, dict):
        return {name: _folded(each) for name, each in sorted(entry.items())}
    return [_folded(each) for each in entry or ()]
