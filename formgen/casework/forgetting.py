"""What is kept for a time only, forgotten when its time is over; the worker does it every few minutes.

Everything goes by the moment at which it ended: doing it twice is the same as once, and any number of workers
may do it. Requests themselves are not touched here, but for drafts whose account is no more, and blank ones.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from formgen.casework.accounts.lasting import SET_BACK
from formgen.casework.jobs import delete_files
from formgen.casework.returning import CODES_TOLD_FOR
from formgen.storage.database import Database
from formgen.storage.errors import DossierMissing
from formgen.storage.queries.held import blank_drafts, discard_blank, drafts_without_account
from formgen.storage.queries.links import forget_links
from formgen.storage.queries.mails import forget_mails
from formgen.storage.queries.sessions import forget_browsers, forget_sign_ins
from formgen.storage.queries.throttles import forget_counts
from formgen.storage.queries.visits import discard_draft
from formgen.storage.queries.ways_back import forget_codes
from formgen.storage.statement import Connection

SIGN_INS_KEPT_FOR: Final = timedelta(days=7)
"""How long a session is kept in which somebody was signed in, after their last sign: what they post when they
come back to a page left open is handed to the session that follows (`formgen.web.kept`)."""
BROWSERS_KEPT_FOR: Final = timedelta(days=61)
"""The same of a browser in which nobody signed in: its cookie lasts for 60 days, and is its only key to what
it began."""
BLANK_KEPT_FOR: Final = timedelta(days=7)
"""How long a draft is kept in which nothing was saved, and a browser that has nothing here: anybody can begin
many. What is typed into a page left open for longer finds no request."""
LINKS_TOLD_FOR: Final = timedelta(days=30)
"""For so long after its end a link is told to be too old; later it is told to be unknown."""
MAILS_KEPT_FOR: Final = timedelta(days=7)
"""How long it is known that a mail was sent which was about no request; its text is emptied at once."""
DRAFTS_AT_ONCE: Final = 100


async def forget(database: Database, at: datetime) -> None:
    """Forget what is over at a moment. Each kind is a write of its own, so that nobody waits long for it."""
    # One from ahead is over (`Lasting.is_over`), and would come to life once the clock has caught up with it.
    await database.write(
        lambda connection: forget_sign_ins(connection, at - SIGN_INS_KEPT_FOR, at + SET_BACK)
    )
    await _forget_blank(database, at - BLANK_KEPT_FOR)
    await database.write(
        lambda connection: forget_browsers(connection, at - BROWSERS_KEPT_FOR, at - BLANK_KEPT_FOR)
    )
    await database.write(lambda connection: forget_links(connection, at - LINKS_TOLD_FOR))
    await database.write(lambda connection: forget_codes(connection, at - CODES_TOLD_FOR))
    await database.write(lambda connection: forget_counts(connection, at))
    await database.write(lambda connection: forget_mails(connection, at - MAILS_KEPT_FOR))
    await _forget_drafts(database)


async def _forget_blank(database: Database, before: datetime) -> None:
    def discard(connection: Connection, blank: list[str]) -> None:
        for each in blank:
            discard_blank(connection, each, before)

    while found := await database.read(lambda connection: blank_drafts(connection, before, DRAFTS_AT_ONCE)):
        await database.write(partial(discard, blank=found))


async def _forget_drafts(database: Database) -> None:
    """A draft that was begun while its account was being deleted belongs to nobody."""
    found = await database.read(lambda connection: drafts_without_account(connection, DRAFTS_AT_ONCE))

    def write(connection: Connection) -> None:
        for dossier, owner in found:
            try:
                keys = discard_draft(connection, dossier, owner)
            except DossierMissing:
                # Another worker was faster.
                continue
            delete_files(connection, dossier, keys)

    if found:
        await database.write(write)
