"""Slows down who tries numbers until a register knows one."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from typing import Final

LIMIT: Final = 10
WITHIN: Final = 600.0
REMEMBERED: Final = 10_000


class Attempts:
    """Counts failures of one caller: at most `limit` within so many seconds."""

    def __init__(self, limit: int = LIMIT, within: float = WITHIN) -> None:
        self._limit = limit
        self._within = within
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def exhausted(self, caller: str) -> bool:
        """Whether this caller has to wait."""
        return len(self._recent(caller)) >= self._limit

    def failed(self, caller: str) -> None:
        """Note a failure."""
        self._recent(caller).append(time.monotonic())

    def _recent(self, caller: str) -> deque[float]:
        failures = self._failures.setdefault(caller, deque())
        self._failures.move_to_end(caller)
        while failures and failures[0] < time.monotonic() - self._within:
            failures.popleft()
        while len(self._failures) > REMEMBERED:
            self._failures.popitem(last=False)
        return failures
