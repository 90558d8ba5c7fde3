"""Deleting an account: what is the person's own goes, what was filed stays with the administration."""

from __future__ import annotations

from formgen.casework.dossiers import Dossiers
from formgen.casework.jobs import delete_files
from formgen.casework.mailing import QueuedMail, mail_id, queue_mail
from formgen.rendering.mail import WrittenMail
from formgen.storage.queries.accounts import Account, delete_account
from formgen.storage.queries.held import drafts_held_by
from formgen.storage.queries.visits import discard_draft
from formgen.storage.statement import Connection


async def erase_account(dossiers: Dossiers, account: Account, told: WrittenMail) -> None:
    """Delete an account with its drafts, sessions, links and identities, and tell its address of mail.

    All of it is one transaction; files go from the store by a job of that transaction. The identifier and the
    address are free from then on. Requests that were filed keep the id of an owner who is no more.
    """
    at = dossiers.clock()

    def write(connection: Connection) -> list[str]:
        drafts = drafts_held_by(connection, account.id)
        for draft in drafts:
            delete_files(connection, draft, discard_draft(connection, draft, account.id))
        delete_account(connection, account.id)
        cause = mail_id("account_deleted", account.id)
        queue_mail(connection, QueuedMail.of(told, id=cause, at=at, to=account.email))
        return drafts

    for draft in await dossiers.database.write(write):
        dossiers.forget(draft)
