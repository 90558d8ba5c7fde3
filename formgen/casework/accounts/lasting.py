"""For how long it is believed that somebody is still the one who signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

SEEN_AGAIN: Final = timedelta(minutes=1)
"""How old the last sign of somebody gets before it is written anew."""


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
        """Whether somebody has to sign in again."""
        end = self.end_of(session)
        return end is not None and at >= end
