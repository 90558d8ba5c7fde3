"""Another email address: confirmed at the old one and at the new one, in either order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Literal

from formgen.casework.accounts.attempts import may_mail
from formgen.casework.accounts.desk import NEW, OLD, RESET
from formgen.casework.mailing import QueuedMail, mail_id, queue_mail
from formgen.rendering.mail import WrittenMail
from formgen.storage.database import Database
from formgen.storage.queries.accounts import Account, change_account
from formgen.storage.queries.links import create_link, read_link, use_link, withdraw_links
from formgen.storage.queries.sessions import hash_token
from formgen.storage.statement import Connection

GOOD_FOR: Final = timedelta(hours=24)


class EmailChange:
    """Changes of address. `clock` tells the moment."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def ask(
        self,
        account: Account,
        email: str,
        place: str,
        tokens: tuple[str, str],
        mails: tuple[WrittenMail, WrittenMail],
    ) -> bool:
        """Send a link to the old address and one to the new; False after too many."""
        at = self._clock()
        until = at + GOOD_FOR
        old, new = (hash_token(each) for each in tokens)

        def write(connection: Connection) -> bool:
            if not may_mail(connection, place, f"email {account.id}", at):
                return False
            for purpose, hashed, other, to, written in (
                (OLD, old, new, account.email, mails[0]),
                (NEW, new, old, email, mails[1]),
            ):
                withdraw_links(connection, account.id, purpose)
                data = {"email": email, "before": account.email, "other": other}
                create_link(connection, hashed, purpose, data, at, until, account.id)
                cause = mail_id(purpose, hashed)
                queue_mail(connection, QueuedMail.of(written, id=cause, at=at, to=to, until=until))
            return True

        return await self._database.write(write)

    async def confirm(self, token: str) -> Literal["half", "changed"] | None:
        """Use one of both links; "changed" when the other was used before. None when it is no longer good."""
        at = self._clock()

        def write(connection: Connection) -> Literal["half", "changed"] | None:
            link = use_link(connection, hash_token(token), at)
            if link is None or link.account is None or link.purpose not in (OLD, NEW):
                return None
            data = link.data()
            other = read_link(connection, data["other"])
            if other is None or other.used_at is None:
                return "half"
            change_account(connection, link.account, "email", data["email"])
            withdraw_links(connection, link.account, RESET)
            return "changed"

        return await self._database.write(write)
