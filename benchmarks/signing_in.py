"""Signing in while somebody guesses: 10,000 wrong passwords for one account, from 2,500 places at once.

`python -m benchmarks.signing_in` prints these figures alone. What is promised: the person still gets in by a
browser that is known and from a new one an hour after the last guess; signing in of others takes no more than
twice as long; the event loop, which serves everybody, is never held up by a password; and how long an answer
takes does not tell whether there is an account.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure, Target, table
from formgen.casework.accounts.desk import AccountDesk, Proven
from formgen.casework.accounts.entering import Comer, Entered
from formgen.casework.accounts.passwords import Hasher
from formgen.storage.database import Database
from formgen.storage.queries.accounts import NewAccount, create_account
from formgen.storage.queries.sessions import hash_token

GUESSES, PLACES, AT_ONCE, OTHERS = 10_000, 2_500, 16, 20
PASSWORD = "three blue horses at the market"  # noqa: S105 - of nobody
MILLISECONDS = 1000.0
ASKED = 200
"""Attempts for somebody and as many for nobody, in turns."""
LONGEST_HOLD_UP = 20.0
"""Milliseconds that the event loop may be kept from its other work; a password takes twice as long."""


def measure() -> Iterator[Figure]:
    """Seconds and refusals under guessing, beside those of a quiet hour."""
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(_measured(Path(folder)))


async def _measured(folder: Path) -> list[Figure]:
    database = await Database.open(folder / "formgen.sqlite3")
    hasher, clock = Hasher(), _Clock()
    desk = AccountDesk(database, hasher, clock)
    kept = await hasher.hash(PASSWORD)
    for name in ("victim", *(f"other{number}" for number in range(OTHERS))):
        new = NewAccount("register", name, "a@example.org", name, kept, {}, "en")
        await database.write(partial(create_account, new=new, at=clock()))
    device = (await _sign_in(desk, "victim", Comer("198.51.100.7"))).device
    quiet = await _others(desk)
    held_up = asyncio.create_task(_hold_up())
    guessing = asyncio.create_task(_guess(desk))
    await asyncio.sleep(0.2)
    busy = await _others(desk)
    refused = await guessing
    held_up.cancel()
    late = await held_up
    known = await _gets_in(desk, Comer("198.51.100.7", device=hash_token(device)))
    clock.now += timedelta(hours=1, seconds=1)
    later = await _gets_in(desk, Comer("203.0.113.5"))
    somebody, nobody = await _told_by_time(desk, clock)
    hasher.close()
    await database.close()
    looked_at = GUESSES - refused
    return [
        Figure("sign in while others guess", busy, "in a quiet hour", quiet, "ms", Target("at most", 2)),
        Figure("the event loop held up", late, "the limit", LONGEST_HOLD_UP, "ms", Target("at most", 1)),
        Figure(
            "guesses looked at, of 10,000", looked_at, "the limit of an hour", 100, "", Target("at most", 1)
        ),
        Figure("the person gets in, known browser", known, "tries", 1, "", Target("at least", 1)),
        Figure("from a new one, an hour later", later, "tries", 1, "", Target("at least", 1)),
        Figure(
            "wrong password, nobody's number", nobody, "somebody's", somebody, "ms", Target("at most", 1.1)
        ),
        Figure("wrong password, somebody's", somebody, "nobody's", nobody, "ms", Target("at most", 1.1)),
    ]


class _Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


async def _sign_in(desk: AccountDesk, name: str, comer: Comer) -> Entered:
    proven = await desk.prove("register", [name], name, PASSWORD, comer)
    assert isinstance(proven, Proven), f"{name} is {proven}"
    entered = await desk.enter(proven, comer)
    assert entered is not None, f"{name} has another password"
    return entered


async def _gets_in(desk: AccountDesk, comer: Comer) -> float:
    return float(isinstance(await desk.prove("register", ["victim"], "victim", PASSWORD, comer), Proven))


async def _others(desk: AccountDesk) -> float:
    """The median time, in milliseconds, that others take to sign in one after another."""
    taken = []
    for number in range(OTHERS):
        begun = time.perf_counter()
        await _sign_in(desk, f"other{number}", Comer(f"192.0.2.{number}"))
        taken.append((time.perf_counter() - begun) * MILLISECONDS)
    return median(taken)


async def _told_by_time(desk: AccountDesk, clock: _Clock) -> tuple[float, float]:
    """The median milliseconds that a wrong password takes: of an account, and where there is none."""
    taken: dict[str, list[float]] = {"other0": [], "nobody": []}
    for number in range(2 * ASKED):
        # So that nothing is refused unseen, which would be quick for both.
        clock.now += timedelta(minutes=4)
        name = ("other0", "nobody")[number % 2]
        begun = time.perf_counter()
        outcome = await desk.prove("register", [name], name, "a wrong password", Comer("198.51.100.9"))
        taken[name].append((time.perf_counter() - begun) * MILLISECONDS)
        assert outcome == "wrong", f"{name} is {outcome}"
    return median(taken["other0"]), median(taken["nobody"])


async def _guess(desk: AccountDesk) -> int:
    """Guess from many places at once; how many guesses were refused unseen."""
    waiting = iter(range(GUESSES))
    refused = 0

    async def guess() -> None:
        nonlocal refused
        for number in waiting:
            place = number % PLACES
            comer = Comer(f"10.1.{place // 250}.{place % 250}")
            outcome = await desk.prove("register", ["victim"], "victim", f"guess number {number}", comer)
            refused += outcome == "too_many"

    await asyncio.gather(*(guess() for _ in range(AT_ONCE)))
    return refused


async def _hold_up() -> float:
    """By how many milliseconds the loop is late once in a hundred times; ends when it is cancelled.

    Not the longest ever, which tells of what else the machine does.
    """
    late, step = [0.0], 0.005
    try:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(step)
            late.append(time.perf_counter() - begun - step)
    except asyncio.CancelledError:
        return sorted(late)[len(late) * 99 // 100] * MILLISECONDS


if __name__ == "__main__":
    print(table(measure()))
