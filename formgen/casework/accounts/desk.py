"""The desk of accounts: making one, signing in to it, changing what proves it.

Everything that follows from one act is one transaction: a link used, an account made, the drafts of its
browser claimed, the session begun. What somebody holds (session, link, device) is kept as a hash only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from formgen.casework.accounts.attempts import Attempt, may_mail
from formgen.casework.accounts.entering import (
    DEVICE,
    FACTOR,
    Comer,
    Entered,
    as_proven,
    enter_now,
    is_on,
    known_device,
)
from formgen.casework.accounts.passwords import Hasher
from formgen.casework.mailing import QueuedMail, mail_id, queue_mail
from formgen.rendering.mail import WrittenMail
from formgen.storage.database import Database
from formgen.storage.errors import ConstraintBroken
from formgen.storage.queries.accounts import (
    Account,
    NewAccount,
    change_account,
    create_account,
    find_account,
    read_account,
    rehash_password,
)
from formgen.storage.queries.dossiers import claim_drafts
from formgen.storage.queries.links import (
    Link,
    create_link,
    give_link,
    read_link,
    use_link,
    withdraw_links,
)
from formgen.storage.queries.sessions import (
    end_session,
    end_sessions_of,
    hash_token,
)
from formgen.storage.statement import Connection

CONFIRM: Final = "confirm"
RESET: Final = "reset"
OLD: Final = "change_old"
NEW: Final = "change_new"
RESET_GOOD_FOR: Final = timedelta(hours=1)
FACTOR_GOOD_FOR: Final = timedelta(minutes=10)

State = Literal["good", "used", "expired", "unknown"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An account that somebody asks for; kept with the link until its mail was opened."""

    realm: str
    identifier: str
    email: str
    name: str
    entries: Mapping[str, Any]
    language: str
    procedure: str
    dossier: str
    owner: str


@dataclass(frozen=True, slots=True)
class Proven:
    """A password that was right. `attempt` is taken back when the person is in."""

    account: Account
    attempt: Attempt = field(repr=False)


@dataclass(frozen=True, slots=True)
class Known:
    """A link, and whether it is still good."""

    state: State
    link: Link | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


class AccountDesk:
    """The accounts of an installation. `clock` tells the moment."""

    def __init__(self, database: Database, hasher: Hasher, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.hasher = hasher
        self.clock = clock

    async def account(self, id: str) -> Account | None:
        """An account by its id."""
        return await self.database.read(lambda connection: read_account(connection, id))

    async def ask(self, wanted: Wanted, place: str, token: str, until: datetime, mails: Mails) -> bool:
        """Send a link to who asks for an account; where there is one, tell its owner instead.

        False when too many mails were asked for. Nothing tells the asker which of both was done.
        """
        at = self.clock()
        data = {name: getattr(wanted, name) for name in Wanted.__slots__}

        def write(connection: Connection) -> bool:
            if not may_mail(connection, place, f"{wanted.realm} {wanted.identifier}", at):
                return False
            known = find_account(connection, wanted.realm, wanted.identifier)
            hashed = hash_token(token)
            create_link(connection, hashed, CONFIRM, data, at, until)
            if known is not None:
                # The link is made as well and worth nothing: both ways cost the same.
                use_link(connection, hashed, at)
                mail = QueuedMail.of(mails.known, id=mail_id("known", hashed), at=at, to=known.email)
            else:
                cause = mail_id(CONFIRM, hashed)
                mail = QueuedMail.of(mails.confirm, id=cause, at=at, to=wanted.email, until=until)
            queue_mail(connection, mail)
            return True

        return await self.database.write(write)

    async def look_at(self, token: str) -> Known:
        """A link as it stands, for showing what it is good for; it is not used by that."""
        at = self.clock()
        link = await self.database.read(lambda connection: read_link(connection, hash_token(token)))
        if link is None or link.purpose in (DEVICE, FACTOR):
            return Known("unknown")
        if link.used_at is not None:
            return Known("used", link, link.data())
        return Known("expired" if link.is_over(at) else "good", link, link.data())

    async def confirm(self, token: str, password: str, comer: Comer) -> Entered | None:
        """Make the account that a link was sent for, and sign the person in.

        None when the link is no longer good. Raises ConstraintBroken when the account was made meanwhile.
        """
        hashed = await self.hasher.hash(password)
        at = self.clock()

        def write(connection: Connection) -> Entered | None:
            link = use_link(connection, hash_token(token), at)
            if link is None or link.purpose != CONFIRM:
                return None
            data = link.data()
            new = NewAccount(
                data["realm"],
                data["identifier"],
                data["email"],
                data["name"],
                hashed,
                data["entries"],
                data["language"],
            )
            if find_account(connection, new.realm, new.identifier) is not None:
                raise ConstraintBroken("the account was made meanwhile")
            account = read_account(connection, create_account(connection, new, at))
            assert account is not None, "it was made just now"
            give_link(connection, link.token_hash, account.id)
            claim_drafts(connection, data["owner"], account.id)
            return enter_now(connection, account, comer, at)

        return await self.database.write(write)

    async def prove(
        self, realm: str, identifiers: Sequence[str], typed: str, password: str, comer: Comer
    ) -> Proven | Literal["wrong", "too_many"]:
        """Whether a password is that of an account; as slow where there is none.

        `identifiers`: what was typed may stand for; `typed` is counted where it can stand for nothing.
        """
        at = self.clock()

        def begin(connection: Connection) -> tuple[Account | None, Attempt, bool]:
            found = (find_account(connection, realm, each) for each in identifiers)
            account = next((each for each in found if each is not None), None)
            person = f"{realm} {identifiers[0] if identifiers else typed.strip().casefold()[:100]}"
            device = known_device(connection, comer.device, account, at)
            attempt = Attempt(comer.place, person, device)
            return account, attempt, attempt.admit(connection, at)

        account, attempt, admitted = await self.database.write(begin)
        if not admitted:
            return "too_many"
        right = await self.hasher.verify(account.password_hash if account is not None else None, password)
        if account is None or not right:
            return "wrong"
        return Proven(await self._hashed_as_now(account, password), attempt)

    async def enter(self, proven: Proven, comer: Comer) -> Entered | None:
        """Sign in who proved it: another session takes the place of the browser's, which ends.

        None when the password was changed, or a second factor turned on, while this one was looked at.
        """
        at = self.clock()

        def write(connection: Connection) -> Entered | None:
            account = as_proven(connection, proven.account)
            if account is None or is_on(account):
                return None
            proven.attempt.succeeded(connection, at)
            return enter_now(connection, account, comer, at)

        return await self.database.write(write)

    async def leave(self, session: str) -> None:
        """Sign out."""
        await self.database.write(lambda connection: end_session(connection, session))

    async def leave_everywhere(self, account: str, but: str = "") -> None:
        """Sign out everywhere; `but`: the session that goes on. Known devices are known no more."""

        def write(connection: Connection) -> None:
            end_sessions_of(connection, account, but)
            for purpose in (DEVICE, FACTOR):
                withdraw_links(connection, account, purpose)

        await self.database.write(write)

    async def forgotten(
        self, realm: str, identifiers: Sequence[str], typed: str, place: str, token: str, written: WrittenMail
    ) -> bool:
        """Send a link for a new password, if there is such an account; False after too many."""
        at = self.clock()
        until = at + RESET_GOOD_FOR

        def write(connection: Connection) -> bool:
            person = f"{realm} {identifiers[0] if identifiers else typed.strip().casefold()[:100]}"
            if not may_mail(connection, place, f"reset {person}", at):
                return False
            found = (find_account(connection, realm, each) for each in identifiers)
            account = next((each for each in found if each is not None), None)
            if account is not None:
                hashed = hash_token(token)
                withdraw_links(connection, account.id, RESET)
                create_link(connection, hashed, RESET, {}, at, until, account.id)
                cause = mail_id(RESET, hashed)
                queue_mail(connection, QueuedMail.of(written, id=cause, at=at, to=account.email, until=until))
            return True

        return await self.database.write(write)

    async def reset(
        self, token: str, password: str, comer: Comer, told: WrittenMail
    ) -> Entered | Account | None:
        """A new password by a link: every session of the account ends, and the person is signed in.

        The account alone where a second factor is still to be shown; None when the link is no longer good.
        """
        hashed = await self.hasher.hash(password)
        at = self.clock()

        def write(connection: Connection) -> Entered | Account | None:
            link = use_link(connection, hash_token(token), at)
            account = read_account(connection, link.account) if link and link.account else None
            if link is None or link.purpose != RESET or account is None:
                return None
            _change_password(connection, account, hashed, at, told)
            end_sessions_of(connection, account.id)
            return account if is_on(account) else enter_now(connection, account, comer, at)

        return await self.database.write(write)

    async def change_password(self, account: Account, password: str, session: str, told: WrittenMail) -> None:
        """Another password; the account is signed out everywhere but in this session."""
        hashed = await self.hasher.hash(password)
        at = self.clock()

        def write(connection: Connection) -> None:
            _change_password(connection, account, hashed, at, told)
            end_sessions_of(connection, account.id, session)

        await self.database.write(write)

    async def _hashed_as_now(self, account: Account, password: str) -> Account:
        """The account, its password kept at the cost that passwords have now."""
        before = account.password_hash
        if before is None or not self.hasher.is_outdated(before):
            return account
        hashed = await self.hasher.hash(password)
        kept = await self.database.write(lambda c: rehash_password(c, account.id, before, hashed))
        return account._replace(password_hash=hashed) if kept else account


@dataclass(frozen=True, slots=True)
class Mails:
    """What is sent to who asks for an account: the link, or word that there is one."""

    confirm: WrittenMail
    known: WrittenMail


def _change_password(
    connection: Connection, account: Account, hashed: str, at: datetime, told: WrittenMail
) -> None:
    change_account(connection, account.id, "password_hash", hashed)
    # What was begun with the old password ends with it, whoever began it.
    for purpose in (RESET, DEVICE, FACTOR, OLD, NEW):
        withdraw_links(connection, account.id, purpose)
    cause = mail_id("password_changed", account.id, at.isoformat())
    queue_mail(connection, QueuedMail.of(told, id=cause, at=at, to=account.email))
