"""Who comes with a request: a browser with a session, in which somebody may be signed in, or nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from formgen.storage.queries.sessions import Session, read_session
from formgen.web.calls import Call
from formgen.web.house import House


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser, and its session if it has one that lives. `lapsed`: one that somebody was signed in with."""

    session: Session | None = None
    lapsed: Session | None = None

    @property
    def owner(self) -> str:
        """Whose dossiers are shown: an account's, or those the browser began; "" for nobody's."""
        return self.session.owner if self.session is not None else ""

    @property
    def account(self) -> str | None:
        """The account that is signed in."""
        return self.session.account if self.session is not None else None


NOBODY: Final = Visitor()


async def visitor_of(house: House, call: Call) -> Visitor:
    """Who sent a request."""
    if call.visitor is None:
        call.visitor = await _read(house, call.session)
    return call.visitor


async def _read(house: House, hashed: str) -> Visitor:
    if not hashed:
        return NOBODY
    session = await house.dossiers.database.read(lambda connection: read_session(connection, hashed))
    if session is None:
        return NOBODY
    if house.lasting.is_over(session, house.clock()):
        return Visitor(lapsed=session)
    await house.seen(session, hashed)
    return Visitor(session)
