"""What somebody posts when their session has just ended: kept beside it, and shown again after signing in.

It is handed to the next session of the same account in the same browser, and to no other. Files are not kept:
they may be large, and nobody is signed in who could answer for them; the page says that they are to be chosen
again.
"""

from __future__ import annotations

import json
from typing import Any, Final

from formgen.storage.queries.sessions import save_session
from formgen.web.addresses import REMOVE
from formgen.web.calls import Call
from formgen.web.forms import Form
from formgen.web.house import Desk, House
from formgen.web.replies import Redirect
from formgen.web.signing import sign_in_address
from formgen.web.visitors import visitor_of

POSTED: Final = "posted"
LARGEST: Final = 300_000
"""Characters of a form that are kept; no page of questions holds as many."""


async def to_sign_in(house: House, call: Call) -> Redirect:
    """To the page to sign in on, and then back; what was posted is kept where somebody was signed in."""
    back = f"{call.path}?back=review" if call.query.get("back") == "review" else call.path
    lapsed = (await visitor_of(house, call)).lapsed
    if lapsed is None:
        return Redirect(sign_in_address(back))
    if call.method != "POST" or not _is_typed_into(call.segments):
        return Redirect(sign_in_address(back, "again"))
    form = await call.form()
    await form.close()
    with_files = any(each.filename for uploads in form.uploads.values() for each in uploads)
    data = {
        **lapsed.data(),
        POSTED: {"path": call.path, "pairs": form.pairs(), "files": with_files},
    }
    if len(json.dumps(data)) > LARGEST:
        return Redirect(sign_in_address(back, "again"))
    # Not seen again by this: the session stays over, but is forgotten later (`formgen.casework.forgetting`).
    seen_at = max(lapsed.seen_at, house.clock() - house.lasting.idle)
    await house.dossiers.database.write(
        lambda connection: save_session(connection, lapsed.token_hash, seen_at, data)
    )
    return Redirect(sign_in_address(back, "kept_files" if with_files else "kept"))


def _is_typed_into(segments: list[str]) -> bool:
    """Whether an address is a page of a dossier that asks something: names of all others have a hyphen."""
    return len(segments) > 2 and "-" not in segments[2] and segments[-1] != REMOVE


def posted_here(desk: Desk) -> Form | None:
    """The form that was posted to this very page when the session before this one had ended."""
    if f'"{POSTED}"' not in desk.visit.session_json:
        return None
    kept: dict[str, Any] = json.loads(desk.visit.session_json).get(POSTED) or {}
    if kept.get("path") != desk.call.path:
        return None
    return Form([(name, value) for name, value in kept["pairs"]])


async def let_go(desk: Desk) -> None:
    """It was shown again and is kept in the dossier: the session need not hold it any more."""
    data = {name: each for name, each in json.loads(desk.visit.session_json).items() if name != POSTED}
    at, session = desk.house.clock(), desk.call.session
    await desk.house.dossiers.database.write(lambda connection: save_session(connection, session, at, data))


def told(desk: Desk) -> str:
    """The notice for a page that is shown again with what was posted."""
    kept: dict[str, Any] = json.loads(desk.visit.session_json).get(POSTED) or {}
    return "kept_shown_files" if kept.get("files") else "kept_shown"
