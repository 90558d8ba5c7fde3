"""Accounts, links and counters in the database.

1. An identifier is unique in its realm; an account is found by it, by its id, and by a provider's subject.
2. A link is used once, before it is too old; what was withdrawn is worth nothing.
3. A counter counts until its end and then begins anew; two processes count together.
4. Signing out everywhere ends all sessions but one; deleting an account ends all that belongs to it.
5. What a browser began before anybody signed in is claimed, what was filed is not.
6. A save asks for the session that the owner signed in with.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from formgen.storage.errors import ConstraintBroken, StaleRevision
from formgen.storage.queries import accounts, dossier_lines, dossiers, links, sessions, throttles
from formgen.storage.queries.visits import read_visit
from tests.storage.conftest import Store
from tests.storage.given import AT, DAY, LATER, OWNER, a_dossier
from tests.storage.test_queries import FILING

NEW = accounts.NewAccount(
    "permit_register", "5903006620", "heidi@example.org", "Heidi Brunner", "$argon2id$…", {"a": "1"}, "fr"
)
HOUR = timedelta(hours=1)


def an_account(connection: Any) -> str:
    return accounts.create_account(connection, NEW, AT)


def test_an_account_is_found(store: Store) -> None:  # 1
    mine = store.write(an_account)
    found = store.read(lambda connection: accounts.find_account(connection, NEW.realm, NEW.identifier))
    assert found is not None
    assert (found.id, found.email, found.entries(), found.created_at) == (mine, NEW.email, {"a": "1"}, AT)
    assert store.read(lambda connection: accounts.read_account(connection, mine)) == found
    assert store.read(lambda connection: accounts.find_account(connection, "other", NEW.identifier)) is None
    with pytest.raises(ConstraintBroken):
        store.write(an_account)
    store.write(lambda connection: accounts.link_identity(connection, "https://idp", "s1", mine, AT))
    assert store.read(lambda c: accounts.account_of_identity(c, "https://idp", "s1")) == mine
    assert store.read(lambda c: accounts.account_of_identity(c, "https://other", "s1")) is None


def test_an_account_is_changed(store: Store) -> None:  # 1
    mine = store.write(an_account)
    assert store.write(
        lambda connection: accounts.change_account(connection, mine, "email", "new@example.org")
    )
    found = store.read(lambda connection: accounts.read_account(connection, mine))
    assert found is not None
    assert found.email == "new@example.org"
    assert not store.write(lambda connection: accounts.change_account(connection, "x", "email", "a@b.org"))


def test_a_link_is_good_once(store: Store) -> None:  # 2
    mine = store.write(an_account)
    store.write(lambda c: links.create_link(c, "h" * 64, "reset", {"a": 1}, AT, AT + HOUR, mine))
    kept = store.read(lambda connection: links.read_link(connection, "h" * 64))
    assert kept is not None
    assert (kept.purpose, kept.account, kept.data(), kept.used_at) == ("reset", mine, {"a": 1}, None)
    last = AT + HOUR - timedelta(microseconds=1)
    assert store.write(lambda connection: links.use_link(connection, "h" * 64, AT + HOUR)) is None
    used = store.write(lambda connection: links.use_link(connection, "h" * 64, last))
    assert used is not None
    assert used.used_at == last
    assert store.write(lambda connection: links.use_link(connection, "h" * 64, AT)) is None
    assert store.write(lambda connection: links.use_link(connection, "x" * 64, AT)) is None


def test_a_withdrawn_link_is_worth_nothing(store: Store) -> None:  # 2
    mine = store.write(an_account)
    store.write(lambda c: links.create_link(c, "h" * 64, "reset", {}, AT, AT + HOUR, mine))
    store.write(lambda c: links.create_link(c, "i" * 64, "confirm", {}, AT, AT + HOUR, mine))
    store.write(lambda connection: links.withdraw_links(connection, mine, "reset"))
    assert store.write(lambda connection: links.use_link(connection, "h" * 64, AT)) is None
    assert store.write(lambda connection: links.use_link(connection, "i" * 64, AT)) is not None
    assert store.write(lambda connection: links.forget_links(connection, AT + 2 * HOUR)) == 1


def test_a_counter_counts_until_its_end(store: Store) -> None:  # 3
    def count(at: Any) -> tuple[int, Any]:
        return store.write(lambda c: throttles.count_up(c, "k", at, at + HOUR))

    assert count(AT) == (1, AT + HOUR)
    assert count(AT + HOUR / 2) == (2, AT + HOUR)
    assert store.read(lambda c: throttles.read_count(c, "k", AT)) == (2, AT + HOUR)
    assert store.read(lambda c: throttles.read_count(c, "k", AT + HOUR)) == (0, None)
    assert count(AT + HOUR) == (1, AT + 2 * HOUR)
    store.write(lambda connection: throttles.clear_count(connection, "k"))
    assert store.read(lambda c: throttles.read_count(c, "k", AT)) == (0, None)
    count(AT)
    assert store.write(lambda connection: throttles.forget_counts(connection, AT + HOUR)) == 1


def test_signing_out_everywhere(store: Store) -> None:  # 4
    mine = store.write(an_account)
    for token in ("a", "b", "c"):
        store.write(partial(sessions.create_session, token_hash=token, at=AT, data={}, account=mine))
    store.write(lambda connection: sessions.create_session(connection, "stranger", AT, {}))
    assert store.write(lambda connection: sessions.end_sessions_of(connection, mine, but="b")) == 2
    assert store.read(lambda connection: sessions.read_session(connection, "a")) is None
    assert store.read(lambda connection: sessions.read_session(connection, "stranger")) is not None
    store.write(lambda connection: accounts.link_identity(connection, "https://idp", "s1", mine, AT))
    store.write(lambda connection: accounts.delete_account(connection, mine))
    assert store.read(lambda connection: sessions.read_session(connection, "b")) is None
    assert store.read(lambda c: accounts.account_of_identity(c, "https://idp", "s1")) is None


def test_drafts_are_claimed(store: Store) -> None:  # 5
    mine = store.write(an_account)
    draft, filed = store.write(a_dossier), store.write(a_dossier)
    store.write(lambda c: dossiers.file_dossier(c, filed, OWNER, 1, "1", DAY, {}, FILING))
    assert store.write(lambda connection: dossiers.claim_drafts(connection, OWNER, mine)) == 1
    assert [line.id for line in store.read(lambda c: dossier_lines.list_drafts(c, mine))] == [draft]
    assert [line.id for line in store.read(lambda c: dossier_lines.list_filed(c, OWNER))] == [filed]


def test_a_save_asks_for_the_session(store: Store) -> None:  # 6
    mine = store.write(an_account)
    draft = store.write(lambda connection: a_dossier(connection, mine))
    store.write(lambda connection: sessions.create_session(connection, "signed in", AT, {}, mine))
    store.write(lambda connection: sessions.create_session(connection, "stranger", AT, {}))

    def save(session: str, revision: int, saved_at: Any = AT) -> int:
        believed = dossiers.Believed(session, saved_at)
        return store.write(
            lambda c: dossiers.save_entries(c, draft, mine, revision, {}, LATER, believed=believed)
        )

    visit = store.read(lambda connection: read_visit(connection, "signed in", draft))
    assert visit is not None
    assert (visit.owner, visit.account, visit.signed_in_at) == (mine, mine, AT)
    assert store.read(lambda connection: read_visit(connection, "stranger", draft)) is None
    for session, saved_at in (("stranger", AT), ("nobody", AT), ("signed in", LATER)):
        with pytest.raises(StaleRevision):
            save(session, 1, saved_at)
    assert save("signed in", 1) == 2
