"""Mails as they are asked for.

1. A mail and its job stand in the transaction that asks: both are kept, or neither.
2. Asked for again with the same id, in one transaction or another, there is one mail and one job.
3. What would split a header is refused, whatever line break is tried; so is what is no address.
4. A mail about a dossier is kept; another, which may hold a link, is emptied once it is sent or given up, and
   forgotten later.
5. A mail goes with its dossier when that is deleted.
6. The mailbox of a developer keeps the last mails.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from formgen.casework.mailing import MailRefused, QueuedMail, mail_id, queue_mail
from formgen.storage.errors import WriteFailed
from formgen.storage.queries.mails import (
    MAILBOX_SIZE,
    Delivered,
    count_waiting,
    deliver_to_mailbox,
    forget_mails,
    list_mailbox,
    mails_of,
    mark_failed,
    mark_sent,
    read_mail,
)
from formgen.storage.queries.visits import discard_draft
from formgen.storage.statement import Connection
from tests.storage.conftest import Store
from tests.storage.given import OWNER, a_dossier
from tests.work.given import AT, a_mail, queue, ready

LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def jobs(store: Store) -> list[str]:
    """The ids of the jobs in the queue."""
    schema = "" if "sqlite" in store.url else "dbos."
    asked = f"SELECT workflow_uuid FROM {schema}workflow_status WHERE status = 'ENQUEUED' ORDER BY created_at"
    return store.read(lambda connection: [row[0] for row in connection.core.exec_driver_sql(asked)])


def test_one_transaction(store: Store) -> None:
    """Requirement 1."""
    ready(store)

    def fails(connection: Connection) -> None:
        assert queue_mail(connection, a_mail("lost"))
        raise WriteFailed("the disk is full")

    with pytest.raises(WriteFailed):
        store.write(fails)
    assert (store.read(count_waiting), jobs(store)) == (0, [])
    queue(store, a_mail("kept"))
    assert (store.read(count_waiting), jobs(store)) == (1, [a_mail("kept").id])


def test_asked_twice(store: Store) -> None:
    """Requirement 2."""
    ready(store)
    first, again = a_mail(), a_mail(subject="Something else")
    asked = store.write(lambda connection: [queue_mail(connection, each) for each in (first, again)])
    assert asked == [True, False]
    assert store.write(lambda connection: queue_mail(connection, again)) is False
    assert jobs(store) == [first.id]
    kept = store.read(lambda connection: read_mail(connection, first.id))
    assert kept is not None
    assert kept.subject == first.subject


def test_ids() -> None:
    """Requirement 2: causes that differ have ids that differ, wherever the difference stands."""
    assert mail_id("filed", "a") == mail_id("filed", "a")
    causes = (("filed", "a"), ("filed", "b"), ("file", "da"), ("filed", "a", ""))
    assert len({mail_id(*cause) for cause in causes}) == 4
    assert len(mail_id("filed")) == 43


@for_all(
    st.sampled_from(["subject", "sender_name", "to", "reply_to"]),
    st.text(max_size=20),
    st.sampled_from(LINE_BREAKS),
    st.text(max_size=20),
)
def test_line_breaks(header: str, before: str, line_break: str, after: str) -> None:
    """Requirement 3."""
    value = f"{before}{line_break}{after}"
    if header in ("to", "reply_to"):
        value = f"lea@example.org{value}"
    with pytest.raises(MailRefused):
        a_mail(**{header: value})


@pytest.mark.parametrize(
    "address",
    ["", "lea", "lea@", "a@b@example.org", "lea@example.org, noel@example.org", "Léa <lea@example.org>",
     "lea@example.org\r\nBcc: all@example.org", "lea @example.org", "lea@exa mple.org",
     "x" * 250 + "@example.org"],
)  # fmt: skip
def test_addresses(address: str) -> None:
    """Requirement 3."""
    with pytest.raises(MailRefused, match="address"):
        a_mail(to=address)


def test_no_dossier_no_pdf() -> None:
    """Requirement 3: a mail that could not be made is refused when it is asked for."""
    with pytest.raises(MailRefused, match="about a dossier"):
        a_mail(attach=("receipt",))


def test_what_is_kept(store: Store) -> None:
    """Requirements 4 and 5."""
    ready(store)
    dossier = store.write(a_dossier)
    about: QueuedMail = a_mail("about", dossier=dossier, attach=("receipt",), until=AT + timedelta(days=1))
    queue(store, about, a_mail("link"), a_mail("late"))
    kept = store.read(lambda connection: mails_of(connection, dossier))
    assert [(each.attach, each.until, each.is_done) for each in kept] == [(["receipt"], about.until, False)]
    assert store.write(lambda connection: mark_sent(connection, about.id, AT))
    assert not store.write(lambda connection: mark_sent(connection, about.id, AT))
    assert store.write(lambda connection: mark_sent(connection, a_mail("link").id, AT))
    assert store.write(lambda connection: mark_failed(connection, a_mail("late").id, AT, "too late"))
    texts = {
        cause: store.read(partial(read_mail, mail=a_mail(cause).id)) for cause in ("about", "link", "late")
    }
    assert {cause: mail.text if mail else None for cause, mail in texts.items()} == {
        "about": about.text,
        "link": "",
        "late": "",
    }
    link = texts["link"]
    assert link is not None
    assert (link.recipient, link.subject, link.html) == ("", "", "")
    assert store.read(count_waiting) == 0
    queue(store, a_mail("waiting"))
    assert store.write(lambda connection: forget_mails(connection, AT)) == 0
    assert store.write(lambda connection: forget_mails(connection, AT + timedelta(seconds=1))) == 2
    assert (store.read(count_waiting), len(store.read(lambda c: mails_of(c, dossier)))) == (1, 1)
    store.write(lambda connection: discard_draft(connection, dossier, OWNER))
    assert store.read(lambda connection: read_mail(connection, about.id)) is None


def test_mailbox(store: Store) -> None:
    """Requirement 6."""
    for number in range(MAILBOX_SIZE + 2):
        at = AT + timedelta(seconds=number)
        mail = Delivered(mail_id(str(number)), at, "a@example.org", str(number), "…")
        store.write(partial(deliver_to_mailbox, delivered=mail))
    subjects = [each.subject for each in store.read(list_mailbox)]
    assert subjects == [str(number) for number in range(MAILBOX_SIZE + 1, 1, -1)]
