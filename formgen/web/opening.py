"""The dossier that an address names, put on the table for who may see it."""

from __future__ import annotations

from typing import Final

from formgen.casework.accounts.people import needs_account
from formgen.casework.versions import VersionMissing
from formgen.storage.errors import DossierMissing
from formgen.web import admission, one_open
from formgen.web.calls import Call
from formgen.web.house import Desk, House
from formgen.web.refusals import Refusal
from formgen.web.signing import SignInWanted
from formgen.web.visitors import visitor_of

QUESTIONS: Final = frozenset({"orientation", "identify", "preamble", "page"})
"""Kinds of pages that ask."""


async def open_dossier(house: House, call: Call, segments: list[str]) -> Desk:
    """The dossier that an address names, if it is this browser's.

    Raises Refusal, SignInWanted, ResumeInstead.
    """
    if not call.session:
        _let_sign_in(house, segments)
        raise Refusal(
            "session_lost", again=f"/{segments[0]}" if segments[0] in house.versions.current else ""
        )
    visit = await house.dossiers.visit(call.session, segments[1])
    if visit is None or visit.procedure != segments[0]:
        if (await visitor_of(house, call)).account is None:
            _let_sign_in(house, segments)
        raise Refusal("not_found")
    if house.lasting.is_over(visit, house.clock()):
        raise SignInWanted
    await house.seen(visit, call.session)
    try:
        opened = await house.dossiers.open(visit, segments[1], call.session)
    except (DossierMissing, VersionMissing) as fault:
        raise Refusal("not_found") from fault
    language = house.spoken(opened.version, call, visit)
    desk = Desk(house, call, visit, opened, language, house.presentation.pages(opened.version))
    await admission.admit_once(desk)
    if desk.opened is not opened and call.method != "POST":
        await one_open.resume_older(desk)
    return desk


def _let_sign_in(house: House, segments: list[str]) -> None:
    """A dossier that nobody here may see may be that of an account. Raises SignInWanted."""
    version = house.versions.current.get(segments[0])
    if version is not None and needs_account(version.procedure):
        raise SignInWanted


def remembered(house: House, call: Call, segments: list[str]) -> Desk | None:
    """The dossier that an address names as it is in memory, for a page of questions to be saved."""
    found = house.dossiers.remembered(segments[1], call.session)
    if found is None:
        return None
    visit, opened = found
    if house.lasting.is_over(visit, house.clock()):
        return None
    page = opened.procedure.pages.get(segments[2])
    if opened.procedure.id != segments[0] or page is None or page.kind not in QUESTIONS:
        return None
    language = house.spoken(opened.version, call, visit)
    pages = house.presentation.pages(opened.version)
    return Desk(house, call, visit, opened, language, pages, verified=False)
