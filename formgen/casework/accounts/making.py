"""When an account can be made for a dossier."""

from __future__ import annotations

from formgen.casework.accounts.people import IDENTIFY, identifier_of, offers_account
from formgen.casework.open_dossier import OpenDossier
from formgen.storage.queries.sessions import is_browser


def may_make_account(opened: OpenDossier) -> bool:
    """Whether who it is about was recognised, so that an account can be made: because they must, or may."""
    if opened.standing.wants_account:
        return True
    procedure = opened.procedure
    if not opened.is_draft or not is_browser(opened.row.owner) or not offers_account(procedure):
        return False
    recognised = opened.standing.is_done(procedure.pages[IDENTIFY])
    return recognised and opened.standing.holder == "anybody" and bool(identifier_of(opened.evaluation))
