"""Whom a procedure wants to know, and how an account is recognised.

An account belongs to a register: its realm. Its identifier is the first of the fields named under
`identifier` that was answered, as the field reads it ("59 03 00 66 20" is 5903006620).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from formgen.casework.journeys import Pages
from formgen.compiler.answers import Unread
from formgen.compiler.evaluation import Evaluation
from formgen.compiler.procedure import Procedure

IDENTIFY: Final = "identify"
KNOWN_AS: Final = "account"
"""Under this key of its facts a dossier holds the account that it was made out to."""
LINK_GOOD_FOR: Final = timedelta(hours=24)
"""How long a link is good where the spec says nothing."""


def needs_account(procedure: Procedure) -> bool:
    """Whether nobody goes further than saying who they are without an account."""
    account = procedure.spec.account
    return account is not None and account.access == "required" and IDENTIFY in procedure.pages


def offers_account(procedure: Procedure) -> bool:
    """Whether an account can be used for it, if only by who wants to."""
    account = procedure.spec.account
    return account is not None and account.access != "none" and IDENTIFY in procedure.pages


def realm_of(procedure: Procedure) -> str:
    """What identifiers are unique in: the register that knows the person."""
    source = knowing_source(procedure)
    return procedure.spec.sources[source].register if source else procedure.id


def knowing_source(procedure: Procedure) -> str:
    """The source that must know who signs in; "" where none must."""
    account = procedure.spec.account
    knows = account.identify_with if account is not None else None
    return knows.value if knows is not None else ""


def identifier_paths(procedure: Procedure) -> tuple[str, ...]:
    """The fields that a person signs in with, the first first."""
    account = procedure.spec.account
    if account is None:
        return ()
    named = account.identifier
    if named is None:
        return tuple(account.fields)[:1]
    return tuple(each.value for each in (named if isinstance(named, tuple) else (named,)))


def identifier_of(evaluation: Evaluation) -> str:
    """Who the answers say the person is; "" while no field of the identifier is answered."""
    for path in identifier_paths(evaluation.procedure):
        value = evaluation.value(path)
        if value is not None:
            return _spelt(evaluation.procedure, path, value)
    return ""


def _spelt(procedure: Procedure, path: str, value: Any) -> str:
    """An identifier as it is kept and compared: nobody minds capitals in an address of mail."""
    return str(value).casefold() if procedure.fields[path].type_name == "email" else str(value)


def address_of(evaluation: Evaluation) -> str:
    """The address of mail that the person signs in with; "" where the identifier is none."""
    for path in identifier_paths(evaluation.procedure):
        value = evaluation.value(path)
        if value is not None:
            return str(value) if evaluation.procedure.fields[path].type_name == "email" else ""
    return ""


def identifiers_typed(procedure: Procedure, typed: str) -> list[str]:
    """What a line of text may stand for, field by field; none for what no field can read."""
    found: list[str] = []
    for path in identifier_paths(procedure):
        value = procedure.read({path: typed}).get(path) if path in procedure.fields else None
        if value is not None and not isinstance(value, Unread):
            spelt = _spelt(procedure, path, value)
            if spelt not in found:
                found.append(spelt)
    return found


def account_entries(pages: Pages, entries: Mapping[str, Any]) -> dict[str, Any]:
    """The entries by which somebody was recognised, as typed."""
    return {path: entry for path, entry in entries.items() if pages.of(path.rstrip("?")) == IDENTIFY}


def name_in(record: Mapping[str, Any] | None) -> str:
    """How the register calls the person; "" for one without the usual columns."""
    known = record or {}
    return " ".join(str(known[each]) for each in ("first_names", "birth_name") if known.get(each))


def link_good_for(procedure: Procedure) -> timedelta:
    """How long the link is good that confirms an address."""
    account = procedure.spec.account
    if account is None or account.confirm_email is None:
        return LINK_GOOD_FOR
    return timedelta(minutes=account.confirm_email.within.minutes)
