"""What happens while the mail server cannot be used: everybody waits, and one tries."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

_log = logging.getLogger("formgen.work")

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
"""Seconds between two tries; the mails go out at most so long after the server is back."""
HAND_OVER: Final = 0.01
AGAIN_AFTER: Final = 600.0
"""Seconds after which a lasting outage is told again."""

Result = TypeVar("Result")


class ServerUnusable(Exception):
    """No mail can be handed over now, whichever it is. The words name the setting and no person."""


class Outage:
    """Shared by all threads that hand mails over. `waiting` tells how many mails there are to be sent."""

    def __init__(self, waiting: Callable[[], int], pause: Callable[[float], object] = time.sleep) -> None:
        self._waiting = waiting
        self._sleep = pause
        self._one_tries = threading.Lock()
        self._pause = 0.0
        self._over = 0
        self._told_at = 0.0
        self._told = ""

    @property
    def lasts(self) -> bool:
        """Whether no mail can be handed over now."""
        return bool(self._pause)

    def through(self, attempt: Callable[[], Result]) -> Result:
        """The result of `attempt`, made again after a pause as long as it raises ServerUnusable."""
        while True:
            if not self._pause:
                over = self._over
                try:
                    return attempt()
                except ServerUnusable as fault:
                    with self._one_tries:
                        # Of those that failed together only the first begins the outage, and none that
                        # failed in one that is over by now.
                        if not self._pause and over == self._over:
                            self._went_on(fault)
            with self._one_tries:
                # Who had to wait for the lock finds that the server is back.
                if not self._pause:
                    continue
                self._sleep(self._pause)
                try:
                    result = attempt()
                except ServerUnusable as fault:
                    self._went_on(fault)
                else:
                    self._pause = 0.0
                    self._over += 1
                    _log.info("mails go out again")
                    return result
            # Long enough for another thread to take its turn: it may be this mail's own fault.
            time.sleep(HAND_OVER)

    def _went_on(self, fault: ServerUnusable) -> None:
        began = not self._pause
        self._pause = min(max(self._pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
        at, words = time.monotonic(), str(fault)
        if began or words != self._told or at - self._told_at > AGAIN_AFTER:
            self._told_at, self._told = at, words
            _log.warning(
                "no mail goes out: %s; %d wait, none is lost, it is tried again every %.0f s at most",
                words,
                self._waiting(),
                LONGEST_PAUSE,
            )
