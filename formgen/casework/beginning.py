"""Beginning a dossier. Anybody may, without saying who they are: so it is counted where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from limits import RateLimitItemPerHour

from formgen.casework.accounts.attempts import admitted, full_until, network_of
from formgen.casework.dossiers import Dossiers
from formgen.casework.versions import Version
from formgen.casework.workflows import state_at_start
from formgen.storage.queries.dossiers import NewDossier, create_dossier
from formgen.storage.queries.sessions import create_session
from formgen.storage.statement import Connection

FROM_PLACE: Final = RateLimitItemPerHour(300, 1, "begun")
"""For all the people of a school, a hospital or a network of telephones that come by one address."""


class TooManyBegun(Exception):
    """More dossiers were begun from one place than people there begin. `until`: when one can be again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"too many dossiers were begun from one place; again at {until.isoformat()}")
        self.until = until


async def begin_dossier(
    dossiers: Dossiers,
    version: Version,
    owner: str,
    language: str,
    place: str,
    session: Mapping[str, object] | None = None,
) -> str:
    """Begin a dossier, asked for from a place; its id.

    `session`: what to keep of a browser that comes for the first time.
    Raises TooManyBegun; nothing was begun and nothing counted then.
    """
    at = dossiers.clock()
    new = NewDossier(
        procedure=version.procedure.id,
        spec_digest=version.digest,
        owner=owner,
        state=state_at_start(version.procedure),
        language=language,
        started_on=version.day_of(at),
        started_at=at,
        entries={},
        facts={},
    )
    network = network_of(place)

    def write(connection: Connection) -> str | datetime:
        # Answered, not raised: what raises is written apart from what others write at the same time.
        if not admitted(connection, at, [(FROM_PLACE, network)]):
            return full_until(connection, at, FROM_PLACE, network)
        if session is not None:
            create_session(connection, owner, at, session)
        return create_dossier(connection, new)

    begun = await dossiers.database.write(write)
    if isinstance(begun, datetime):
        raise TooManyBegun(begun)
    return begun
