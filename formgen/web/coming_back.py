"""Where pages tell how a request is found again in another browser."""

from __future__ import annotations

from formgen.casework.accounts.making import may_make_account
from formgen.casework.accounts.people import needs_account, offers_account
from formgen.casework.ways_back import asked_again, missing_answers
from formgen.compiler.procedure import Procedure
from formgen.rendering.html.views.drafts import ComingBack
from formgen.storage.queries.sessions import is_browser
from formgen.web.addresses import return_address
from formgen.web.house import Desk
from formgen.web.signing import sign_in_address
from formgen.web.wizard import addresses_of


def account_for(procedure: Procedure) -> str:
    """Where who has an account signs in to use it; "" where there is none to use."""
    return sign_in_address(f"/{procedure.id}", procedure=procedure.id) if offers_account(procedure) else ""


def sign_in_to(procedure: Procedure) -> str:
    """The same where nobody needs an account; "" where somebody does."""
    return "" if needs_account(procedure) else account_for(procedure)


def return_to(procedure: Procedure) -> str:
    """Where requests of a procedure are found again without an account, "" where they are not."""
    return return_address(procedure.id) if asked_again(procedure) else ""


def coming_back(desk: Desk) -> ComingBack | None:
    """What to have at hand for finding the request on the table again; None where that is not the way."""
    opened = desk.opened
    fields, sign_in = asked_again(opened.procedure), sign_in_to(opened.procedure)
    if not is_browser(opened.row.owner) or not (fields or sign_in):
        return None
    wording, frame = desk.pages.wording(desk.language), opened.evaluation.frame
    missing = missing_answers(opened.evaluation)
    return ComingBack(
        href=return_to(opened.procedure),
        needed=[wording.short(each).text(frame) for each in fields],
        missing=[wording.short(each).text(frame) for each in missing],
        sign_in=sign_in,
        make_account=addresses_of(desk).make_account if sign_in and may_make_account(opened) else "",
    )
