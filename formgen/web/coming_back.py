"""Where pages tell how a request is found again in another browser."""

from __future__ import annotations

from formgen.casework.ways_back import asked_again, missing_answers
from formgen.compiler.procedure import Procedure
from formgen.rendering.html.views import ComingBack
from formgen.storage.queries.sessions import is_browser
from formgen.web.addresses import return_address
from formgen.web.house import Desk


def return_to(procedure: Procedure) -> str:
    """Where requests of a procedure are found again without an account, "" where they are not."""
    return return_address(procedure.id) if asked_again(procedure) else ""


def coming_back(desk: Desk) -> ComingBack | None:
    """What to have at hand for finding the request on the table again; None where that is not the way."""
    opened = desk.opened
    fields = asked_again(opened.procedure)
    if not fields or not is_browser(opened.row.owner):
        return None
    wording, frame = desk.pages.wording(desk.language), opened.evaluation.frame
    missing = missing_answers(opened.evaluation)
    return ComingBack(
        href=return_address(opened.procedure.id),
        needed=[wording.short(each).text(frame) for each in fields],
        missing=[wording.short(each).text(frame) for each in missing],
    )
