"""`one_open`: a second draft of the same kind resumes the first."""

from __future__ import annotations

from typing import Any, Final

from formgen.casework.open_dossier import OpenDossier
from formgen.compiler.procedure import Page, Procedure
from formgen.storage.errors import DossierMissing
from formgen.web.addresses import Addresses
from formgen.web.house import Desk

ACCOUNT: Final = "account"


class ResumeInstead(Exception):
    """An older draft of the same kind is gone on with, at `address`."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


async def older_draft(desk: Desk, page: Page) -> str | None:
    """Where an older draft of the same kind is resumed; then the one on the table is discarded.

    None when there is none, while what makes two drafts the same is not answered yet, and for pages that do
    not ask for it.
    """
    return await _older(desk) if _says_which(desk.opened.procedure, page) else None


async def resume_older(desk: Desk) -> None:
    """Where a draft that was just made out to an account has an older one of its kind, that one is resumed.

    A draft in which more than the first questions was answered is nobody's to throw away: then both stay.
    Raises ResumeInstead.
    """
    opened = desk.opened
    if opened.procedure.spec.one_open is None or not opened.is_draft:
        return
    steps = (page for page in opened.procedure.pages.values() if page.kind == "page")
    if any(page.id in opened.answers.saved for page in steps):
        return
    older = await _older(desk)
    if older is not None:
        raise ResumeInstead(older)


async def _older(desk: Desk) -> str | None:
    mine = _kind(desk.opened)
    if mine is None:
        return None
    house, opened, session = desk.house, desk.opened, desk.call.session
    for line in await house.dossiers.drafts(opened.row.owner):
        if line.procedure != opened.procedure.id or line.id == opened.id:
            continue
        visit = await house.dossiers.visit(session, line.id)
        if visit is None:
            continue
        try:
            other = await house.dossiers.open(visit, line.id, session)
        except DossierMissing:
            # Discarded by another request just now.
            continue
        if other.row.started_at <= opened.row.started_at and _kind(other) == mine:
            await house.dossiers.discard(opened)
            return f"{Addresses(opened.procedure.id, other.id).resume}?notice=draft_open_already"
    return None


def _says_which(procedure: Procedure, page: Page) -> bool:
    """Whether a page asks for something that makes two drafts the same."""
    rule = procedure.spec.one_open
    if rule is None:
        return False
    asked = {each.path for each in page.fields}
    return page.kind == "identify" or any(name.value.partition(".")[0] in asked for name in rule.per)


def _kind(opened: OpenDossier) -> tuple[Any, ...] | None:
    """What makes two drafts the same; None while some of it is not answered."""
    rule = opened.procedure.spec.one_open
    assert rule is not None
    found: list[Any] = []
    for name in rule.per:
        value = _account(opened) if name.value == ACCOUNT else opened.evaluation.value(name.value)
        if value is None:
            return None
        found.append(value)
    return tuple(found)


def _account(opened: OpenDossier) -> Any:
    """Who the draft is for: what the register was asked with, else the browser that began it."""
    account = opened.procedure.spec.account
    if opened.standing.holder == "known":
        return opened.row.owner
    if account is None or account.identify_with is None:
        return opened.row.owner
    if not opened.standing.is_identified:
        return None
    record = opened.kept.get("records", {}).get(account.identify_with.value)
    return opened.row.owner if record is None else tuple(sorted(record["criteria"].items()))
