"""For how long it is believed that somebody is still the one who signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

SEEN_AGAIN: Final = timedelta(minutes=1)
"""How old the last sign of somebody gets before it is written anew."""
SET_BACK: Final = timedelta(hours=2)
"""How far a clock may be set back before sessions end by it: what one is wrong by that took the time of a
place in summer for that of the world. A session left alone outlives its end by no more."""


class SignedIn(Protocol):
    """A session, or what a request has read of one."""

    @property
    def account(self) -> str | None: ...
    @property
    def seen_at(self) -> datetime: ...
    @property
    def signed_in_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Lasting:
    """`idle`: how long somebody may do nothing; `longest`: how long a session lasts whatever they do."""

    idle: timedelta
    longest: timedelta

    def end_of(self, session: SignedIn) -> datetime | None:
        """When the session ends unless something is done; None where nobody signed in."""
        if session.account is None or session.signed_in_at is None:
            return None
        return min(session.seen_at + self.idle, session.signed_in_at + self.longest)

    def end_from(self, session: SignedIn, at: datetime) -> datetime | None:
        """When it ends if this is the last sign of the person; None where nobody signed in."""
        if session.account is None or session.signed_in_at is None:
            return None
        return min(at + self.idle, session.signed_in_at + self.longest)

    def is_over(self, session: SignedIn, at: datetime) -> bool:
        """Whether somebody has to sign in again.

        Also where the last sign of them is further ahead than a clock is wrong by: nobody knows how long ago
        that was, and a session left alone would live until the clock has caught up with it.
        """
        end = self.end_of(session)
        return end is not None and (at >= end or session.seen_at - at > SET_BACK)
