"""Finding a request again without an account: a code by mail, typed in the browser that asked for it.

Whoever asks learns nothing: what is done, counted and answered is the same whether there is such a request or
not. Who types the right code gets every request that the code was sent for; the browser that had them before
finds them again in the same way.

Others may know the answers as well. They cannot keep the person out: no code takes the place of another, and
wrong codes end nothing but the code that they are typed for. They only make the codes that follow longer, too
long to be guessed however often.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from limits import RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerMinute

from formgen.casework.accounts.attempts import (
    admitted,
    count_now,
    counted_now,
    may_mail,
    network_of,
)
from formgen.casework.mailing import QueuedMail, mail_id, queue_mail
from formgen.rendering.mail import WrittenMail
from formgen.storage.database import Database
from formgen.storage.queries.sessions import (
    create_session,
    end_session,
    hash_token,
    new_token,
    read_session,
)
from formgen.storage.queries.ways_back import (
    Code,
    WayBack,
    count_try,
    find_by_way_back,
    forget_codes,
    give_dossier,
    hand_over,
    keep_code,
    read_code,
    use_code,
)
from formgen.storage.statement import Connection

_log = logging.getLogger("formgen.casework")

MAILS_TO_ADDRESS: Final = RateLimitItemPerHour(10, 1, "return_mails")
"""Mails to one address, whatever is typed beside it: who knows somebody's address cannot flood it."""
WRONG_FOR_PERSON: Final = RateLimitItemPerDay(10, 1, "return_wrong")
"""Wrong codes for the same answers, over all codes sent: for the rest of a day only long codes count then."""
LONG: Final = 10
"""Digits of a code that may be guessed at for years: decision 0017 has the arithmetic."""
TRIES_FROM_PLACE: Final = RateLimitItemPerMinute(50, 15, "return_place")
CODES_TOLD_FOR: Final = timedelta(days=1)
"""For so long after its end a code is told to be too old; later it is told to be unknown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A code that is asked for. `way`: what was typed; `until`: when the code ends."""

    way: WayBack
    code: str
    until: datetime
    written: WrittenMail


@dataclass(frozen=True, slots=True)
class Found:
    """Requests found again, the last saved first. `token`: of the browser's new session, "" for the same."""

    dossiers: tuple[str, ...]
    token: str = ""


State = Literal["good", "over", "used", "tried", "unknown"]
Refused = Literal["wrong", "too_many", "over", "used", "tried", "unknown"]


class ReturnDesk:
    """Where requests are found again. `clock` tells the moment."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def ask(self, asked: Asked, place: str) -> str | None:
        """Send a code if there is something to find; a token for the browser that asked, whether or not.

        None when too many were asked for from one place.
        """
        token, at = new_token(), self._clock()
        way = asked.way

        def write(connection: Connection) -> str | None:
            # From this place: others who ask for the same take nothing from what the person may ask for.
            if not may_mail(connection, place, f"return {network_of(place)} {way.key}", at):
                return None
            forget_codes(connection, at - CODES_TOLD_FOR)
            found = find_by_way_back(connection, way.key)
            # The address as it was given with the request, not as it was typed by whoever asks now.
            email = found[0][1] if found else ""
            if email and not admitted(connection, at, [(MAILS_TO_ADDRESS, email.casefold())]):
                # A code that nobody is sent opens nothing: it could be asked for and guessed at without end.
                email = ""
            hashed = hash_token(token)
            code = Code(hashed, way.key, _hashed(token, asked.code), email, 0, at, asked.until, None)
            keep_code(connection, code)
            if email:
                id = mail_id("return", hashed)
                queue_mail(
                    connection, QueuedMail.of(asked.written, id=id, at=at, to=email, until=asked.until)
                )
            return token

        return await self._database.write(write)

    async def digits(self, way: WayBack, usual: int) -> int:
        """How many digits a code for these answers must have now: more after many wrong ones."""
        at = self._clock()
        wrong = await self._database.read(lambda c: counted_now(c, at, WRONG_FOR_PERSON, way.key))
        return usual if wrong < WRONG_FOR_PERSON.amount else max(usual, LONG)

    async def look_at(self, token: str, tries: int) -> State:
        """Whether a code can still be typed for a token; it is not used by that."""
        at = self._clock()
        code = await self._database.read(lambda connection: read_code(connection, hash_token(token)))
        return _state(code, at, tries)

    async def enter(self, token: str, code: str, tries: int, place: str, session: str) -> Found | Refused:
        """Give what was found to who types the right code: to the account signed in, else to the browser.

        `session`: the hash of the browser's, "" for none; one without an account is replaced by another.
        """
        at, hashed = self._clock(), hash_token(token)

        def write(connection: Connection) -> Found | Refused:
            kept = read_code(connection, hashed)
            if kept is None:
                return "unknown"
            state = _state(kept, at, tries)
            if state != "good":
                return state
            if not admitted(connection, at, [(TRIES_FROM_PLACE, network_of(place))]):
                return "too_many"
            # Counted before it is looked at, so that tries side by side are all counted.
            count = count_try(connection, hashed, at, tries)
            wrong = count_now(connection, at, WRONG_FOR_PERSON, kept.key)
            if count is None or (wrong > WRONG_FOR_PERSON.amount and len(code) < LONG):
                return "tried"
            right = hmac.compare_digest(kept.code_hash, _hashed(token, code))
            if not right or not kept.email:
                return "tried" if count >= tries else "wrong"
            count_now(connection, at, WRONG_FOR_PERSON, kept.key, -1)
            use_code(connection, hashed, at)
            return _give(connection, kept, session, at)

        return await self._database.write(write)


def new_code(digits: int) -> str:
    """A code of so many digits."""
    return f"{secrets.randbelow(10**digits):0{digits}d}"


def _state(code: Code | None, at: datetime, tries: int) -> State:
    if code is None:
        return "unknown"
    if code.used_at is not None:
        return "used"
    if code.is_over(at):
        return "over"
    return "good" if code.tries < tries else "tried"


def _give(connection: Connection, code: Code, session: str, at: datetime) -> Found:
    owner, token = _receiver(connection, session, at)
    # Only what was begun with the very address that the code went to.
    found = [id for id, email in find_by_way_back(connection, code.key) if email == code.email]
    given = tuple(id for id in found if give_dossier(connection, id, owner))
    _log.info("%d requests found again by a code", len(given))
    return Found(given, token)


def _receiver(connection: Connection, session: str, at: datetime) -> tuple[str, str]:
    """Who gets what was found, and the token of a new session if there is one.

    Who can see more than before gets another session id, as at signing in; what the browser had goes along.
    """
    before = read_session(connection, session) if session else None
    if before is not None and before.account is not None:
        return before.account, ""
    token = new_token()
    owner = hash_token(token)
    create_session(connection, owner, at, before.data() if before is not None else {})
    if before is not None:
        hand_over(connection, before.token_hash, owner)
        end_session(connection, before.token_hash)
    return owner, token


def _hashed(token: str, code: str) -> str:
    """Of the token as well, which is not kept: six digits alone are soon found from their hash."""
    return hashlib.sha256(f"{token}\0{code}".encode()).hexdigest()
