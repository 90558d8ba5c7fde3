"""How often something may be tried: counted in the database, so that all processes count together.

Who guesses passwords is slowed in three ways: by where they come from, by whom they try to be, and by both.
None of these reaches the person whose browser has signed in before: it holds a token of its own (a device)
and is counted apart, so that ten thousand wrong passwords of others do not shut anybody out. From a new
browser the person goes by the mail of a forgotten password, which is counted apart as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Final

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from formgen.storage.errors import StorageError
from formgen.storage.queries.throttles import clear_count, count_up, read_count, shorten_count
from formgen.storage.statement import Connection

BOTH: Final = RateLimitItemPerMinute(5, 15, "both")
PLACE: Final = RateLimitItemPerMinute(50, 15, "place")
PERSON: Final = RateLimitItemPerHour(100, 1, "person")
DEVICE: Final = RateLimitItemPerMinute(10, 15, "device")
MAILS_TO_PERSON: Final = RateLimitItemPerHour(5, 1, "mails")
DATA_OF_PERSON: Final = RateLimitItemPerHour(5, 1, "data")
MAILS_FROM_PLACE: Final = RateLimitItemPerHour(50, 1, "mails_from")


class _Counters(Storage):
    """The counters of `limits` in a transaction of ours."""

    STORAGE_SCHEME = ["formgen"]  # noqa: RUF012 - the library's own declaration

    def __init__(self, connection: Connection, at: datetime) -> None:
        super().__init__()
        self._connection = connection
        self._at = at

    @property
    def base_exceptions(self) -> type[Exception]:
        return StorageError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        return count_up(self._connection, key, self._at, self._at + timedelta(seconds=expiry), amount)[0]

    def get(self, key: str) -> int:
        return read_count(self._connection, key, self._at)[0]

    def hold(self, key: str, expiry: int) -> None:
        """Let a counter live no longer than a new one would, as it does when the clock was set back."""
        longest = self._at + timedelta(seconds=expiry)
        until = read_count(self._connection, key, self._at)[1]
        if until is not None and until > longest:
            shorten_count(self._connection, key, longest)

    def get_expiry(self, key: str) -> float:
        return (read_count(self._connection, key, self._at)[1] or self._at).timestamp()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        raise NotImplementedError("counters end by themselves")

    def clear(self, key: str) -> None:
        clear_count(self._connection, key)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who tries: from where, to be whom ("REALM IDENTIFIER"), on which known device ("" for none)."""

    place: str
    person: str
    device: str = ""

    def _counted(self) -> list[tuple[RateLimitItem, str]]:
        if self.device:
            return [(DEVICE, self.device)]
        place, person = _hidden(network_of(self.place)), _hidden(self.person)
        return [(BOTH, f"{place} {person}"), (PLACE, place), (PERSON, person)]

    def admit(self, connection: Connection, at: datetime) -> bool:
        """Count an attempt; False, and nothing counted, where there were too many.

        It is counted before the password is looked at, so that attempts side by side are all counted.
        """
        return _counted(connection, at, self._counted())

    def succeeded(self, connection: Connection, at: datetime) -> None:
        """Who signed in was no guesser: take the attempt back."""
        counters = _Counters(connection, at)
        (first, key), *others = self._counted()
        counters.clear(first.key_for(key))
        for item, key in others:
            if counters.get(item.key_for(key)):
                counters.incr(item.key_for(key), item.get_expiry(), -1)


def may_mail(connection: Connection, place: str, person: str, at: datetime) -> bool:
    """Count a mail that anybody can ask for; False where somebody would be flooded with them."""
    return admitted(connection, at, [(MAILS_TO_PERSON, person), (MAILS_FROM_PLACE, network_of(place))])


def admitted(connection: Connection, at: datetime, counted: Iterable[tuple[RateLimitItem, str]]) -> bool:
    """Count something against each of these; False, and nothing counted, where there was too much of one."""
    return _counted(connection, at, [(item, _hidden(key)) for item, key in counted])


def _counted(connection: Connection, at: datetime, hidden: Sequence[tuple[RateLimitItem, str]]) -> bool:
    counters = _Counters(connection, at)
    limiter = FixedWindowRateLimiter(counters)
    for item, key in hidden:
        counters.hold(item.key_for(key), item.get_expiry())
    if not all(limiter.test(item, key) for item, key in hidden):
        return False
    # Another process may have counted since: only counting itself, which holds the row, tells for certain.
    hits = [limiter.hit(item, key) for item, key in hidden]
    if all(hits):
        return True
    for item, key in hidden:
        counters.incr(item.key_for(key), item.get_expiry(), -1)
    return False


def count_now(connection: Connection, at: datetime, item: RateLimitItem, key: str, amount: int = 1) -> int:
    """Add to a counter that refuses nothing by itself; how much it counts then."""
    counters, name = _Counters(connection, at), item.key_for(_hidden(key))
    counters.hold(name, item.get_expiry())
    return counters.incr(name, item.get_expiry(), amount)


def counted_now(connection: Connection, at: datetime, item: RateLimitItem, key: str) -> int:
    """How much such a counter counts."""
    return read_count(connection, item.key_for(_hidden(key)), at)[0]


def full_until(connection: Connection, at: datetime, item: RateLimitItem, key: str) -> datetime:
    """When what is counted against this begins anew; now where nothing is counted."""
    return read_count(connection, item.key_for(_hidden(key)), at)[1] or at


def counted_about(
    connection: Connection, persons: Iterable[str], at: datetime
) -> list[tuple[str, int, datetime]]:
    """What is counted about somebody now, whoever tried: what it is, how often, until when."""
    found = []
    for person in persons:
        for item in (PERSON, MAILS_TO_PERSON, DATA_OF_PERSON):
            count, until = read_count(connection, item.key_for(_hidden(person)), at)
            if until is not None:
                found.append((item.namespace, count, until))
    return found


def network_of(place: str) -> str:
    """Of IPv6 the first 64 bits: a household or a rented machine holds all that is behind them."""
    try:
        address = ip_address(place.partition("%")[0])
    except ValueError:
        return place
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return place


def _hidden(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]
