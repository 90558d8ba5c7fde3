"""Notices in the database.

1. A notice is kept once for a cause and comes back as written.
2. It is that of who owns its dossier: another finds, opens and counts none of it; it goes with the dossier
   when that changes hands, and is deleted with it.
3. Unread ones stand first, then the newest; a list is cut as asked.
4. It is opened once: the first moment counts.
5. A session and a visit tell how many are unread; a visit of nobody's browser counts none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from formgen.storage.queries import accounts, dossiers, notices, sessions
from formgen.storage.queries.visits import discard_draft, read_visit
from formgen.storage.statement import Connection
from tests.storage.conftest import Store
from tests.storage.given import AT, LATER, OWNER, STRANGER, a_dossier
from tests.storage.test_accounts import NEW

NOTICE = notices.NewNotice(
    "n1",
    "",
    "accepted_notice",
    "decision",
    "Ձեր խնդրանքը",
    "Accepted.\n",
    "<p>Accepted.</p>",
    "fr",
    ["decision"],
    AT,
)


def keep(connection: Connection, dossier: str, *ids: str) -> None:
    for place, each in enumerate(ids):
        assert notices.keep_notice(
            connection, replace(NOTICE, id=each, dossier=dossier, at=AT + timedelta(minutes=place))
        )


def test_a_notice_is_kept_once(store: Store) -> None:  # 1
    mine = store.write(a_dossier)
    store.write(lambda c: keep(c, mine, "n1"))
    again = replace(NOTICE, dossier=mine, title="Another")
    assert not store.write(lambda c: notices.keep_notice(c, again))
    found = store.read(lambda c: notices.read_notice(c, "n1", OWNER))
    assert found is not None
    assert (found.title, found.text, found.html) == (NOTICE.title, NOTICE.text, NOTICE.html)
    assert (found.dossier, found.procedure, found.number, found.at) == (mine, "tse_ue_renewal", None, AT)
    assert (found.download, found.opened_at) == (["decision"], None)
    assert store.read(lambda c: notices.notices_of(c, mine, OWNER)) == [found]


def test_a_notice_is_its_owners(store: Store) -> None:  # 2
    mine = store.write(a_dossier)
    store.write(lambda c: keep(c, mine, "n1"))
    assert store.read(lambda c: notices.read_notice(c, "n1", STRANGER)) is None
    assert store.read(lambda c: notices.list_notices(c, STRANGER, 10)) == []
    assert store.read(lambda c: notices.notices_of(c, mine, STRANGER)) == []
    assert store.read(lambda c: notices.count_notices(c, STRANGER)) == 0
    assert not store.write(lambda c: notices.open_notice(c, "n1", STRANGER, LATER))
    unopened = store.read(lambda c: notices.read_notice(c, "n1", OWNER))
    assert unopened is not None
    assert unopened.opened_at is None
    store.write(lambda c: dossiers.claim_drafts(c, OWNER, STRANGER))
    assert store.read(lambda c: notices.read_notice(c, "n1", OWNER)) is None
    assert store.read(lambda c: notices.count_notices(c, STRANGER)) == 1
    store.write(lambda c: discard_draft(c, mine, STRANGER))
    assert store.read(lambda c: notices.count_notices(c, STRANGER)) == 0


def test_the_order_of_a_list(store: Store) -> None:  # 3
    mine, other = store.write(a_dossier), store.write(a_dossier)
    store.write(lambda c: keep(c, mine, "a", "b", "c"))
    store.write(lambda c: keep(c, other, "d"))
    store.write(lambda c: notices.open_notice(c, "c", OWNER, LATER))
    listed = store.read(lambda c: notices.list_notices(c, OWNER, 10))
    assert [each.id for each in listed] == ["b", "a", "d", "c"]
    assert [each.opened_at for each in listed] == [None, None, None, LATER]
    cut = store.read(lambda c: notices.list_notices(c, OWNER, 2, 1))
    assert [each.id for each in cut] == ["a", "d"]
    assert store.read(lambda c: notices.count_notices(c, OWNER)) == 4


def test_a_notice_is_opened_once(store: Store) -> None:  # 4
    mine = store.write(a_dossier)
    store.write(lambda c: keep(c, mine, "n1"))
    assert store.write(lambda c: notices.open_notice(c, "n1", OWNER, AT))
    assert not store.write(lambda c: notices.open_notice(c, "n1", OWNER, LATER))
    opened = store.read(lambda c: notices.read_notice(c, "n1", OWNER))
    assert opened is not None
    assert opened.opened_at == AT


def test_sessions_count_what_is_unread(store: Store) -> None:  # 5
    account = store.write(lambda c: accounts.create_account(c, NEW, AT))
    mine = store.write(lambda c: a_dossier(c, account))
    browsers = store.write(lambda c: a_dossier(c, OWNER))
    store.write(lambda c: keep(c, mine, "a", "b"))
    store.write(lambda c: keep(c, browsers, "c"))
    store.write(lambda c: sessions.create_session(c, STRANGER, AT, {}, account))
    store.write(lambda c: sessions.create_session(c, OWNER, AT, {}))

    def counts(session: str, dossier: str) -> tuple[int, int]:
        read = store.read(lambda c: sessions.read_session(c, session))
        visit = store.read(lambda c: read_visit(c, session, dossier))
        assert read is not None
        assert visit is not None
        return read.unread, visit.unread

    assert counts(STRANGER, mine) == (2, 2)
    assert counts(OWNER, browsers) == (1, 0)
    store.write(lambda c: notices.open_notice(c, "a", account, LATER))
    assert counts(STRANGER, mine) == (1, 1)
