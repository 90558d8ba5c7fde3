"""Sending one mail: what is done with it, and what its job does with how that went."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, Literal, Protocol

from formgen.storage.queries.mails import Mail
from formgen.work.messages import Enclosure, message_of
from formgen.work.outage import Outage, ServerUnusable
from formgen.work.transports import RefusedForGood, Transport, TryLater

_log = logging.getLogger("formgen.work")

GIVEN_UP_AFTER: Final = timedelta(days=5)
"""How long a mail is tried that the server puts off, as RFC 5321 §4.5.4.1 advises."""
MADE_AT_MOST: Final = 40
"""Tries of a mail that cannot be made, its PDF most of all: more than a day and a half of them."""
FIRST_DELAY, LONGEST_DELAY = 60, 3600
"""Seconds before a mail that was put off is tried again: doubled each time, up to an hour."""

Outcome = Literal["done", "later"]


class Records(Protocol):
    """What sending reads and writes. Called from several threads."""

    def read(self, mail: str) -> Mail | None:
        """The mail as kept."""
        ...

    def enclosures(self, mail: Mail) -> Sequence[Enclosure]:
        """The PDFs that go with it, issued now if they were not yet."""
        ...

    def sent(self, mail: str) -> None:
        """Note that it was handed over."""
        ...

    def failed(self, mail: str, why: str) -> None:
        """Note that it will never be sent."""
        ...


class Sender:
    """Hands mails over by a transport. `clock` tells the moment; `title` is the portal's."""

    def __init__(
        self,
        records: Records,
        transport: Transport,
        outage: Outage,
        title: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._records = records
        self._transport = transport
        self._outage = outage
        self._title = title
        self._clock = clock

    def send(self, id: str, tries: int = 1) -> Outcome:
        """Send a mail unless that was done, for the so manieth time.

        It does not return while no mail can be handed over at all.
        """
        return self._outage.through(lambda: self._try_with_care(id, tries))

    def _try_with_care(self, id: str, tries: int) -> Outcome:
        try:
            return self._try(id)
        except ServerUnusable:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever is wrong, the mail must not be lost
            # Where it went wrong, without the exception's own words: they may hold what a person wrote.
            where = "".join(traceback.format_tb(fault.__traceback__))
            _log.error("mail %s could not be made: %s\n%s", id[:8], type(fault).__name__, where)
            return "later" if tries < MADE_AT_MOST else self._never_made(id, type(fault).__name__)

    def _never_made(self, id: str, fault: str) -> Outcome:
        try:
            self._records.failed(id, f"it could not be made: {fault}")
        except Exception as unusable:  # noqa: BLE001 - it is tried again: not even this may lose a mail
            _log.error("mail %s could not be noted as failed: %s", id[:8], type(unusable).__name__)
            return "later"
        _log.error(
            "mail %s is given up after %d tries: %s. Mend what the lines above name; what it was to tell is "
            "on the page of the request, where its PDFs are made when they are asked for. Tell the person "
            "another way: the table mails holds the recipient, under this beginning of its id",
            id[:8],
            MADE_AT_MOST,
            fault,
        )
        return "done"

    def _try(self, id: str) -> Outcome:
        mail = self._records.read(id)
        if mail is None or mail.is_done:
            # Deleted with its dossier; or handed over just before the worker was killed.
            return "done"
        at = self._clock()
        if mail.until is not None and at >= mail.until:
            return self._give_up(mail, "too late: what it says holds no longer")
        message = message_of(mail, self._transport.sender, self._title, self._records.enclosures(mail))
        try:
            self._transport.hand_over(id, message)
        except RefusedForGood as fault:
            return self._give_up(mail, f"refused by the server: {fault}")
        except TryLater as fault:
            if at - mail.created_at > GIVEN_UP_AFTER:
                return self._give_up(mail, f"put off by the server for days: {fault}")
            _log.info("mail %s was put off by the server: %s", id[:8], fault)
            return "later"
        self._records.sent(id)
        _log.info("mail %s is sent", id[:8])
        return "done"

    def _give_up(self, mail: Mail, why: str) -> Outcome:
        self._records.failed(mail.id, why)
        _log.error("mail %s is not sent: %s", mail.id[:8], why)
        return "done"


def delay_after(tries: int) -> int:
    """Seconds before a mail is tried again that was put off so many times."""
    doubled: int = FIRST_DELAY << min(tries - 1, 10)
    return min(doubled, LONGEST_DELAY)
