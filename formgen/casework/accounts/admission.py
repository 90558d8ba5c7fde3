"""Dossiers of somebody who is signed in: who they are is known from the account and not asked again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from formgen.casework.accounts.people import IDENTIFY, KNOWN_AS, account_entries, knowing_source
from formgen.casework.dossiers import Dossiers
from formgen.casework.open_dossier import OpenDossier
from formgen.casework.registers import Outcome, Registers
from formgen.storage.queries.accounts import Account

SAVED: Final = "$saved"


def is_made_out(opened: OpenDossier) -> bool:
    """Whether a dossier of an account is about the account's owner already."""
    return opened.kept.get(KNOWN_AS) == opened.row.owner


async def admit(
    dossiers: Dossiers, registers: Registers, opened: OpenDossier, account: Account
) -> tuple[OpenDossier, Outcome]:
    """The dossier made out to the account, with what the register says now; nothing is kept yet.

    What somebody typed before signing in gives way: a dossier of an account is about nobody else.
    """
    name = knowing_source(opened.procedure)
    pages = dossiers.pages(opened.version)
    typed = account_entries(pages, opened.entries)
    entries: dict[str, Any] = {path: each for path, each in opened.entries.items() if path not in typed}
    entries |= account.entries()
    if IDENTIFY not in entries.get(SAVED, ()):
        entries[SAVED] = [*entries.get(SAVED, ()), IDENTIFY]
    records: Mapping[str, Any] = opened.kept.get("records", {})
    if opened.kept.get(KNOWN_AS) != account.id:
        records = {source: record for source, record in records.items() if source != name}
    kept = {**opened.kept, KNOWN_AS: account.id, "records": records}
    tried = dossiers.changed(opened, entries, kept)
    if not name:
        return tried, "unanswered"
    looked = await registers.look_up(tried.evaluation, name, kept, dossiers.clock())
    if looked.outcome in ("found", "not_found"):
        tried = dossiers.changed(opened, entries, looked.kept)
    return tried, looked.outcome
