"""An optional second factor: a code that changes every 30 seconds (TOTP, RFC 6238), and codes for losing it.

Kept in the account as JSON:

    {"secret": BASE32, "on": true, "last": COUNTER, "codes": [HASH, …]}

`last` is the period of the code used last, so that each is good once. Recovery codes are kept hashed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, Literal

from formgen.casework.accounts.attempts import Attempt
from formgen.casework.accounts.desk import FACTOR_GOOD_FOR
from formgen.casework.accounts.entering import FACTOR, Comer, Entered, as_proven, enter_now, is_on
from formgen.storage.database import Database
from formgen.storage.queries.accounts import Account, change_account, read_account
from formgen.storage.queries.links import create_link, read_link, use_link
from formgen.storage.queries.sessions import hash_token, new_token
from formgen.storage.statement import Connection

PERIOD: Final = 30
CODES: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstvwxyz23456789"
_HALF: Final = 6


class SecondFactor:
    """Second factors. `clock` tells the moment."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def secret_of(self, account: Account, *, fresh: bool = False) -> str:
        """The secret to be put into an app: that of the account, made and not turned on if it has none.

        `fresh`: another one all the same. Who saw one before, in a session left open, must not know the code
        that is turned on later.
        """
        import pyotp

        kept = _kept(account)
        if "secret" in kept and not fresh:
            return str(kept["secret"])
        secret = pyotp.random_base32()

        def write(connection: Connection) -> None:
            now = read_account(connection, account.id)
            if now is not None and not is_on(now):
                _keep(connection, account.id, {"secret": secret, "on": False})

        await self._database.write(write)
        return secret

    async def turn_on(self, account: str, code: str) -> list[str] | None:
        """The recovery codes, to be shown once; None when the code of the app is wrong."""
        at = self._clock()
        codes = [_new_code() for _ in range(CODES)]

        def write(connection: Connection) -> list[str] | None:
            found = read_account(connection, account)
            kept = _kept(found) if found is not None else {}
            counter = _counter_of(kept, code, at)
            if counter is None or kept.get("on"):
                return None
            hashed = [_hashed(account, each) for each in codes]
            _keep(connection, account, {**kept, "on": True, "last": counter, "codes": hashed})
            return codes

        return await self._database.write(write)

    async def turn_off(self, account: str, code: str, place: str) -> Literal["off", "wrong", "too_many"]:
        """Do without it from now on."""
        at = self._clock()

        def write(connection: Connection) -> Literal["off", "wrong", "too_many"]:
            found = read_account(connection, account)
            if not Attempt(place, f"factor {account}").admit(connection, at):
                return "too_many"
            if found is None or not _use(connection, found, code, at):
                return "wrong"
            change_account(connection, account, "second_factor", "")
            return "off"

        return await self._database.write(write)

    async def wait_for(self, account: Account, attempt: Attempt | None = None) -> str:
        """A token for who has shown the password, or came from a provider, and is to show the code within ten
        minutes. `attempt`: of the password.
        """
        token, at = new_token(), self._clock()

        def write(connection: Connection) -> None:
            if as_proven(connection, account) is None:
                # The token then is that of nobody who is waited for.
                return
            # The password was no guess; codes are counted by themselves.
            if attempt is not None:
                attempt.succeeded(connection, at)
            until = at + FACTOR_GOOD_FOR
            create_link(connection, hash_token(token), FACTOR, {}, at, until, account.id)

        await self._database.write(write)
        return token

    async def enter(
        self, token: str, code: str, comer: Comer
    ) -> Entered | Literal["wrong", "too_many", "expired"]:
        """Sign in who was waited for and shows a code that is right."""
        at = self._clock()

        def write(connection: Connection) -> Entered | Literal["wrong", "too_many", "expired"]:
            link = read_link(connection, hash_token(token))
            good = link is not None and link.purpose == FACTOR and link.used_at is None
            account = read_account(connection, link.account) if link and link.account and good else None
            if link is None or account is None or link.is_over(at):
                return "expired"
            attempt = Attempt(comer.place, f"factor {account.id}")
            if not attempt.admit(connection, at):
                return "too_many"
            if not _use(connection, account, code, at):
                return "wrong"
            attempt.succeeded(connection, at)
            use_link(connection, link.token_hash, at)
            return enter_now(connection, account, comer, at)

        return await self._database.write(write)


def _kept(account: Account) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(account.second_factor) if account.second_factor else {}
    return kept


def _keep(connection: Connection, account: str, kept: dict[str, Any]) -> None:
    change_account(connection, account, "second_factor", json.dumps(kept))


def _use(connection: Connection, account: Account, code: str, at: datetime) -> bool:
    """Whether a code is right; it is not good a second time."""
    kept = _kept(account)
    if not is_on(account):
        return False
    hashed = _hashed(account.id, code)
    if hashed in kept["codes"]:
        _keep(connection, account.id, {**kept, "codes": [each for each in kept["codes"] if each != hashed]})
        return True
    counter = _counter_of(kept, code, at)
    if counter is None:
        return False
    _keep(connection, account.id, {**kept, "last": counter})
    return True


def _counter_of(kept: dict[str, Any], code: str, at: datetime) -> int | None:
    """The period whose code it is: this one, or one beside it, since clocks differ."""
    import pyotp

    typed = "".join(code.split())
    if "secret" not in kept or len(typed) != 6 or not (typed.isascii() and typed.isdigit()):
        return None
    app = pyotp.TOTP(kept["secret"])
    now = int(at.timestamp()) // PERIOD
    # A code used later than now is one of a clock that was set back since; it must not shut the person out.
    last = kept.get("last", 0)
    periods = (each for each in (now, now - 1, now + 1) if each > last or last > now + 1)
    return next((each for each in periods if hmac.compare_digest(app.generate_otp(each), typed)), None)


def _new_code() -> str:
    letters = [secrets.choice(_LETTERS) for _ in range(2 * _HALF)]
    return "".join(letters[:_HALF]) + "-" + "".join(letters[_HALF:])


def _hashed(account: str, code: str) -> str:
    plain = "".join(each for each in code.casefold() if each.isalnum())
    return hashlib.sha256(f"{account}\0{plain}".encode()).hexdigest()
