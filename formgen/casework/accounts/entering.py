"""Beginning a session of an account, and what is to be known before: its device, its second factor."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from formgen.storage.queries.accounts import Account, read_account
from formgen.storage.queries.dossiers import claim_drafts
from formgen.storage.queries.links import create_link, read_link
from formgen.storage.queries.sessions import (
    create_session,
    end_session,
    hash_token,
    new_token,
    read_session,
)
from formgen.storage.statement import Connection

DEVICE: Final = "device"
FACTOR: Final = "second_factor"
DEVICE_GOOD_FOR: Final = timedelta(days=180)
KEPT_OF_A_BROWSER: Final = ("language", "posted")
"""What a session hands on to the one that follows it."""


@dataclass(frozen=True, slots=True)
class Comer:
    """Who comes: from where, with which session, and with which device ("" for neither)."""

    place: str
    session: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody signed in: the tokens that the browser is to hold. `device` is "" where it holds one."""

    account: Account
    token: str
    device: str = ""


def enter_now(connection: Connection, account: Account, comer: Comer, at: datetime) -> Entered:
    """Begin a session of an account in place of the browser's, which hands on what was typed in it."""
    before = read_session(connection, comer.session) if comer.session else None
    data: dict[str, Any] = {"language": account.language, "name": account.name or account.identifier}
    if before is not None:
        kept = json.loads(before.json)
        handed_on = {name: kept[name] for name in KEPT_OF_A_BROWSER if name in kept}
        if before.account not in (None, account.id):
            # What another person typed is nobody else's.
            handed_on.pop("posted", None)
        data |= handed_on
        if before.account is None:
            claim_drafts(connection, before.token_hash, account.id)
        end_session(connection, before.token_hash)
    token, device = new_token(), ""
    create_session(connection, hash_token(token), at, data, account.id)
    if not known_device(connection, comer.device, account, at):
        device = new_token()
        create_link(connection, hash_token(device), DEVICE, {}, at, at + DEVICE_GOOD_FOR, account.id)
    return Entered(account, token, device)


def known_device(connection: Connection, device: str, account: Account | None, at: datetime) -> str:
    """The device if the account has signed in with it before, else ""."""
    if not device or account is None:
        return ""
    link = read_link(connection, device)
    known = link is not None and link.purpose == DEVICE and link.account == account.id
    return device if link is not None and known and not link.is_over(at) else ""


def as_proven(connection: Connection, account: Account) -> Account | None:
    """The account as it is now; None when it has another password than the one that was shown."""
    now = read_account(connection, account.id)
    return now if now is not None and now.password_hash == account.password_hash else None


def is_on(account: Account) -> bool:
    """Whether the account wants a second factor."""
    return bool(account.second_factor) and bool(json.loads(account.second_factor)["on"])
