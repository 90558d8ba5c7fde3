"""Which account an identity signs in to. An identity that is not known yet signs in to none.

It is connected only by somebody who is signed in to the account already: with the password, or after having
made the account, which proves the register's record. A name or an address of mail connects nothing.

What waits in between is kept under a token that the browser holds, as the rows of links are (`links`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from formgen.casework.accounts.entering import Comer, Entered, enter_now, is_on
from formgen.casework.accounts.oidc import Identity
from formgen.casework.mailing import QueuedMail, mail_id, queue_mail
from formgen.rendering.mail import WrittenMail
from formgen.storage.database import Database
from formgen.storage.queries.accounts import (
    Account,
    account_of_identity,
    issuers_of,
    link_identity,
    read_account,
    unlink_identities,
)
from formgen.storage.queries.links import create_link, read_link, use_link
from formgen.storage.queries.sessions import hash_token
from formgen.storage.statement import Connection

WAITING: Final = "oidc_waiting"
SIGNED_IN: Final = "oidc_signed_in"
WAITING_GOOD_FOR: Final = timedelta(hours=1)
"""How long an identity waits for an account: less than others need to find the browser left alone."""

Connected = Literal["connected", "known", "other", "expired"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An identity that waits for its account: whose it is, and what that calls the person ("" if unsaid)."""

    provider: str
    name: str


class IdentityDesk:
    """The identities of an installation. `longest`: how long a session lasts. `clock` tells the moment."""

    def __init__(self, database: Database, clock: Callable[[], datetime], longest: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._longest = longest

    async def arrive(
        self, identity: Identity, provider: str, comer: Comer, browser: str, signed_in: str | None
    ) -> Entered | Account | Literal["waiting", "other"]:
        """Sign in who was recognised: another session takes the place of the browser's.

        The account alone where a second factor is still to be shown. "waiting" where the identity has no
        account yet, under the token `browser`; "other" where it has another than the one `signed_in` here.
        """
        at = self._clock()

        def write(connection: Connection) -> Entered | Account | Literal["waiting", "other"]:
            known = account_of_identity(connection, identity.issuer, identity.subject)
            account = read_account(connection, known) if known is not None else None
            if account is None:
                data = {
                    "provider": provider,
                    "issuer": identity.issuer,
                    "subject": identity.subject,
                    "name": identity.name,
                    "id_token": identity.id_token,
                }
                create_link(connection, _key(WAITING, browser), WAITING, data, at, at + WAITING_GOOD_FOR)
                return "waiting"
            if signed_in not in (None, account.id):
                return "other"
            self._remember(connection, browser, provider, identity.id_token, account.id, at)
            return account if is_on(account) else enter_now(connection, account, comer, at)

        return await self._database.write(write)

    async def waiting(self, browser: str) -> Waiting | None:
        """The identity that waits in this browser, if it still does."""
        if not browser:
            return None
        link = await self._database.read(lambda connection: read_link(connection, _key(WAITING, browser)))
        if link is None or link.used_at is not None or link.is_over(self._clock()):
            return None
        data = link.data()
        return Waiting(data["provider"], data["name"])

    async def connect(self, browser: str, account: str, told: WrittenMail) -> Connected:
        """Let the identity that waits in this browser sign in to an account, and tell its owner by mail."""
        at = self._clock()

        def write(connection: Connection) -> Connected:
            link = use_link(connection, _key(WAITING, browser), at)
            owner = read_account(connection, account)
            if link is None or owner is None:
                return "expired"
            data = link.data()
            known = account_of_identity(connection, data["issuer"], data["subject"])
            if known not in (None, account):
                return "other"
            self._remember(connection, browser, data["provider"], data["id_token"], account, at)
            if known is not None:
                return "known"
            link_identity(connection, data["issuer"], data["subject"], account, at)
            cause = mail_id("identity_connected", account, at.isoformat())
            queue_mail(connection, QueuedMail.of(told, id=cause, at=at, to=owner.email))
            return "connected"

        return await self._database.write(write)

    async def issuers_of(self, account: str) -> frozenset[str]:
        """The providers by which an account can be signed in to."""
        return await self._database.read(lambda connection: issuers_of(connection, account))

    async def disconnect(self, account: str, issuer: str) -> None:
        """Let nobody of a provider sign in to an account any more."""
        await self._database.write(lambda connection: unlink_identities(connection, account, issuer))

    async def signed_in_by(self, browser: str, account: str | None) -> str:
        """The provider by which an account was signed in to in this browser, "" for none."""
        if not browser or account is None:
            return ""
        link = await self._database.read(lambda connection: read_link(connection, _key(SIGNED_IN, browser)))
        if link is None or link.account != account or link.used_at is not None:
            return ""
        return "" if link.is_over(self._clock()) else str(link.data()["provider"])

    async def take_leave(self, browser: str, provider: str) -> str:
        """The ID token to sign out at a provider with, given once; "" where nobody signed in by it here."""
        at = self._clock()

        def write(connection: Connection) -> str:
            key = _key(SIGNED_IN, browser)
            link = read_link(connection, key)
            if link is None or link.data()["provider"] != provider or use_link(connection, key, at) is None:
                return ""
            return str(link.data()["id_token"])

        return await self._database.write(write) if browser else ""

    def _remember(
        self, connection: Connection, browser: str, provider: str, id_token: str, account: str, at: datetime
    ) -> None:
        """For signing out there, too."""
        data = {"provider": provider, "id_token": id_token}
        create_link(connection, _key(SIGNED_IN, browser), SIGNED_IN, data, at, at + self._longest, account)


def _key(purpose: str, browser: str) -> str:
    # With a slash it is the hash of nothing that an address /account/link/TOKEN can hold.
    return hash_token(f"{purpose}/{browser}")
