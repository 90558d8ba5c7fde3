"""Letting who is signed in into their dossiers, without asking who they are."""

from __future__ import annotations

from formgen.casework.accounts.admission import admit, is_made_out
from formgen.casework.accounts.people import offers_account, realm_of
from formgen.casework.registers import Outcome
from formgen.compiler.procedure import Page, Procedure
from formgen.storage.errors import DossierMissing, StaleRevision
from formgen.storage.queries.sessions import is_browser
from formgen.web import saving
from formgen.web.house import Desk, House
from formgen.web.refusals import Refusal
from formgen.web.replies import Redirect, Reply
from formgen.web.revisions import TRIES, reopen
from formgen.web.signing import sign_in_address
from formgen.web.visitors import Visitor
from formgen.web.wizard import addresses_of, to_due


async def admit_once(desk: Desk) -> None:
    """Make a draft out to the account that it belongs to, the first time that it is opened."""
    opened = desk.opened
    by_account = offers_account(opened.procedure) and not is_browser(opened.row.owner)
    if by_account and opened.is_draft and not is_made_out(opened):
        await _admit(desk)


async def identify_again(desk: Desk, page: Page) -> Reply:
    """Ask the register once more for who is signed in; what the form says of them is passed over."""
    await (await desk.call.form()).close()
    outcome = await _admit(desk)
    if outcome is None:
        here = addresses_of(desk).resume
        return Redirect(sign_in_address(here, "other_account", desk.opened.procedure.id))
    if desk.opened.standing.is_identified:
        return to_due(desk)
    failure = "unavailable" if outcome == "unavailable" else "not_found"
    return saving.shown_again(desk, page, with_errors=False, failure=failure)


async def is_of_another_register(house: House, visitor: Visitor, procedure: Procedure) -> bool:
    """Whether somebody is signed in with an account that says nothing to this procedure."""
    if visitor.account is None or not offers_account(procedure):
        return False
    account = await house.accounts.account(visitor.account)
    return account is None or account.realm != realm_of(procedure)


async def _admit(desk: Desk) -> Outcome | None:
    """What the register said; None for an account of another register."""
    house, holder = desk.house, desk.opened.row.owner
    account = await house.accounts.account(holder)
    if account is None or account.realm != realm_of(desk.opened.procedure):
        return None
    for _ in range(TRIES):
        tried, outcome = await admit(house.dossiers, house.registers, desk.opened, account)
        try:
            desk.opened = await house.dossiers.keep(tried, desk.call.session, desk.visit.seen_at)
            return outcome
        except (StaleRevision, DossierMissing):
            await reopen(desk)
    raise Refusal("unavailable", again=desk.call.path)
