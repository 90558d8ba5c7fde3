"""Ways back to dossiers of people without an account, and the codes sent to them.

A dossier is found by a digest of what is asked for again, so that no answers are read to find it. Codes for a
digest stand side by side: who asks for another takes none away. Neither a code nor the token that the browser
holds for it is kept, only hashes.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Insert, bindparam, delete, func, insert, select, update

from formgen.storage.statement import Connection, DialectName, Statement, insert_for
from formgen.storage.tables import dossiers, return_codes, ways_back

MOST = 50
"""Dossiers of one person that one code leads back to, the last saved first."""


class WayBack(NamedTuple):
    """How a dossier is found again: a digest of answers, and the address that its code goes to."""

    key: str
    email: str


class Code(NamedTuple):
    """A code that was sent, or of which the browser is to believe so: `email` is "" then."""

    token_hash: str
    key: str
    code_hash: str
    email: str
    tries: int
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None

    def is_over(self, at: datetime) -> bool:
        """Whether its time is over.

        One that seems to be made later than its whole life from now was made by a clock that went wrong.
        """
        return at >= self.expires_at or self.created_at - at > self.expires_at - self.created_at


def _keep(dialect: DialectName) -> Insert:
    new = insert_for(dialect, ways_back).values(
        dossier=bindparam("about"), key=bindparam("digest"), email=bindparam("address")
    )
    changed = {"key": new.excluded.key, "email": new.excluded.email}
    return new.on_conflict_do_update(index_elements=[ways_back.c.dossier], set_=changed)


# An account's dossiers are found by signing in; the id of an account is shorter than a digest.
_OF_A_BROWSER = func.length(dossiers.c.owner) == 64
_KEEP = Statement(_keep)
_DROP = Statement(delete(ways_back).where(ways_back.c.dossier == bindparam("about")))
_READ = Statement(select(ways_back.c.key, ways_back.c.email).where(ways_back.c.dossier == bindparam("about")))
_FIND = Statement(
    select(ways_back.c.dossier, ways_back.c.email)
    .join(dossiers, dossiers.c.id == ways_back.c.dossier)
    .where(ways_back.c.key == bindparam("digest"), _OF_A_BROWSER)
    .order_by(dossiers.c.saved_at.desc(), dossiers.c.id)
    .limit(MOST)
)
_GIVE = Statement(
    update(dossiers).where(dossiers.c.id == bindparam("about"), _OF_A_BROWSER).values(owner=bindparam("to"))
)
_HAND_OVER = Statement(
    update(dossiers).where(dossiers.c.owner == bindparam("of")).values(owner=bindparam("to"))
)
_KEEP_CODE = Statement(insert(return_codes))
_READ_CODE = Statement(select(return_codes).where(return_codes.c.token_hash == bindparam("token")))
_GOOD = (
    return_codes.c.token_hash == bindparam("token"),
    return_codes.c.used_at.is_(None),
    return_codes.c.expires_at > bindparam("now"),
)
_TRY = Statement(
    update(return_codes)
    .where(*_GOOD, return_codes.c.tries < bindparam("most"))
    .values(tries=return_codes.c.tries + 1)
    .returning(return_codes.c.tries)
)
_USE = Statement(update(return_codes).where(*_GOOD).values(used_at=bindparam("now")))
_FORGET = Statement(delete(return_codes).where(return_codes.c.expires_at < bindparam("before")))


def keep_way_back(connection: Connection, dossier: str, way: WayBack | None) -> None:
    """Keep how a dossier is found again; None while it cannot be."""
    if way is None:
        connection.change(_DROP, {"about": dossier})
    else:
        connection.change(_KEEP, {"about": dossier, "digest": way.key, "address": way.email})


def read_way_back(connection: Connection, dossier: str) -> WayBack | None:
    """How a dossier is found again, as it was kept last."""
    row = connection.row(_READ, {"about": dossier})
    return WayBack._make(row) if row else None


def find_by_way_back(connection: Connection, key: str) -> list[tuple[str, str]]:
    """The ids of the dossiers that are found by a digest, each with its address; the last saved first."""
    return [(row[0], row[1]) for row in connection.rows(_FIND, {"digest": key})]


def give_dossier(connection: Connection, dossier: str, owner: str) -> bool:
    """Give a dossier that a browser began to another owner; False when it is no browser's any more."""
    return connection.change(_GIVE, {"about": dossier, "to": owner}) == 1


def hand_over(connection: Connection, session: str, owner: str) -> int:
    """Give all dossiers of a browser's session to another owner; how many."""
    return connection.change(_HAND_OVER, {"of": session, "to": owner})


def keep_code(connection: Connection, code: Code) -> None:
    """Keep a code that is about to be sent."""
    connection.change(_KEEP_CODE, code._asdict())


def read_code(connection: Connection, token_hash: str) -> Code | None:
    """A code by its browser's token, whether it is still good or not."""
    row = connection.row(_READ_CODE, {"token": token_hash})
    return Code._make(row) if row else None


def count_try(connection: Connection, token_hash: str, at: datetime, most: int) -> int | None:
    """Count a try; which it is. None when the code is not good any more, or was tried `most` times."""
    row = connection.row(_TRY, {"token": token_hash, "now": at, "most": most})
    return row[0] if row else None


def use_code(connection: Connection, token_hash: str, at: datetime) -> bool:
    """Use a code, now and never again; False when it is not good any more."""
    return connection.change(_USE, {"token": token_hash, "now": at}) == 1


def forget_codes(connection: Connection, before: datetime) -> int:
    """Drop the codes that were good until `before`; how many there were."""
    return connection.change(_FORGET, {"before": before})
