"""What is kept and found again, on both databases.

1. A dossier is found by its owner only; another's is missing for every question and every change.
2. Saving needs the revision kept; a stale one is refused with the current one, and changes nothing.
3. Drafts and filed dossiers are listed apart, the newest first.
4. Filing changes state, number, day, facts and history in one transaction, or nothing.
5. A number is that of one dossier of a procedure; an order is drawn once in its scope.
6. An idempotency key is taken once by a dossier and finds what was done.
7. Files are added, listed in order, dated, removed; removal gives the key to delete.
8. A PDF is issued once for each name and language; its code and number confirm it without naming anyone.
9. Specs are kept once by digest; a dossier cannot be pinned to a spec that is not kept.
10. Sessions are touched, changed, ended, and forgotten when not seen for long.
11. What was typed comes back as typed, whatever its characters.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formgen.storage.errors import ConstraintBroken, DossierMissing, NumberTaken, StaleRevision
from formgen.storage.queries import dossier_lines, dossiers, files, history, issued, numbers, sessions, specs
from formgen.storage.statement import Connection
from tests.storage.conftest import Store
from tests.storage.given import AT, DAY, LATER, OWNER, SPEC, STRANGER, a_dossier, a_file

FILING = history.Deed(LATER, "applicant", "file", "draft", "filed", "key-1", {"receipt": "receipt"})


def file(
    connection: Connection, dossier: str, number: str, deed: history.Deed = FILING, expected: int = 1
) -> int:
    return dossiers.file_dossier(
        connection, dossier, OWNER, expected, number, DAY, {"filed_on": "2026-03-01"}, deed
    )


def test_a_dossier_is_its_owners(store: Store) -> None:  # 1
    mine = store.write(a_dossier)
    dossier = store.read(lambda connection: dossiers.read_dossier(connection, mine, OWNER))
    assert dossier is not None
    assert (dossier.id, dossier.revision, dossier.state, dossier.started_on) == (mine, 1, "draft", DAY)
    assert dossier.facts() == {"today": "2026-03-01"}
    kept = store.write(lambda connection: files.add_file(connection, mine, OWNER, a_file(), AT))
    assert store.read(lambda connection: dossiers.read_dossier(connection, mine, STRANGER)) is None
    assert store.read(lambda connection: dossier_lines.list_drafts(connection, STRANGER)) == []
    assert store.read(lambda connection: files.list_files(connection, mine, STRANGER)) == []
    assert store.read(lambda connection: files.read_file(connection, mine, STRANGER, kept)) is None
    assert not store.write(lambda connection: files.date_file(connection, mine, STRANGER, kept, "1"))
    for change in (
        lambda connection: dossiers.save_entries(connection, mine, STRANGER, 1, {}, AT),
        lambda connection: dossiers.hold_dossier(connection, mine, STRANGER),
        lambda connection: dossiers.change_language(connection, mine, STRANGER, "en"),
        lambda connection: dossiers.file_dossier(connection, mine, STRANGER, 1, "1", DAY, {}, FILING),
        lambda connection: files.add_file(connection, mine, STRANGER, a_file(key="1" * 32), AT),
        lambda connection: files.remove_file(connection, mine, STRANGER, kept, AT),
    ):
        with pytest.raises(DossierMissing):
            store.write(change)
    assert store.read(lambda connection: dossiers.read_dossier(connection, mine, OWNER)) == dossier


def test_a_file_is_of_its_dossier_only(store: Store) -> None:  # 1
    one, other = store.write(a_dossier), store.write(a_dossier)
    kept = store.write(lambda connection: files.add_file(connection, one, OWNER, a_file(), AT))
    assert store.read(lambda connection: files.read_file(connection, other, OWNER, kept)) is None
    assert store.write(lambda connection: files.remove_file(connection, other, OWNER, kept, AT)) is None
    assert store.read(lambda connection: files.read_file(connection, one, OWNER, kept)) is not None


def test_a_stale_save_is_refused(store: Store) -> None:  # 2
    mine = store.write(a_dossier)
    first = store.write(
        lambda connection: dossiers.save_entries(
            connection, mine, OWNER, 1, {"a": "1"}, LATER, {"today": "x"}
        )
    )
    assert first == 2
    with pytest.raises(StaleRevision) as refusal:
        store.write(lambda connection: dossiers.save_entries(connection, mine, OWNER, 1, {"a": "2"}, LATER))
    assert (refusal.value.expected, refusal.value.current) == (1, 2)
    dossier = store.read(lambda connection: dossiers.read_dossier(connection, mine, OWNER))
    assert dossier is not None
    assert (dossier.entries(), dossier.facts()) == ({"a": "1"}, {"today": "x"})
    assert (dossier.saved_at, dossier.started_at) == (LATER, AT)


def test_lists(store: Store) -> None:  # 3
    old, new, done, done_later = (store.write(a_dossier) for _ in range(4))
    store.write(lambda connection: dossiers.save_entries(connection, new, OWNER, 1, {}, LATER))
    store.write(lambda connection: file(connection, done, "1"))
    later = replace(FILING, at=LATER + timedelta(days=1))
    store.write(lambda connection: file(connection, done_later, "2", later))
    drafts = store.read(lambda connection: dossier_lines.list_drafts(connection, OWNER))
    filed = store.read(lambda connection: dossier_lines.list_filed(connection, OWNER))
    assert [line.id for line in drafts] == [new, old]
    assert [(line.id, line.number, line.filed_on) for line in filed] == [
        (done_later, "2", DAY),
        (done, "1", DAY),
    ]


def test_filing_is_one(store: Store) -> None:  # 4
    mine = store.write(a_dossier)
    revision = store.write(lambda connection: file(connection, mine, "5901202603010000001"))
    assert revision == 2
    dossier = store.read(lambda connection: dossiers.read_dossier(connection, mine, OWNER))
    assert dossier is not None
    assert (dossier.state, dossier.number) == ("filed", "5901202603010000001")
    assert (dossier.filed_on, dossier.filed_at) == (DAY, LATER)
    assert dossier.facts() == {"filed_on": "2026-03-01"}
    [event] = store.read(lambda connection: history.list_events(connection, mine))
    assert (event.sequence, event.action, event.from_state, event.to_state) == (1, "file", "draft", "filed")
    assert (event.revision, event.at, event.data()) == (2, LATER, {"receipt": "receipt"})


def test_a_filing_that_fails_leaves_all_as_it_was(store: Store) -> None:  # 4
    mine = store.write(a_dossier)

    def fails_at_the_end(connection: Connection) -> None:
        order = numbers.draw_order(connection, "5901")
        file(connection, mine, str(order))
        raise LookupError("the receipt cannot be queued")

    before = store.read(lambda connection: dossiers.read_dossier(connection, mine, OWNER))
    with pytest.raises(LookupError):
        store.write(fails_at_the_end)
    assert store.read(lambda connection: dossiers.read_dossier(connection, mine, OWNER)) == before
    assert store.read(lambda connection: history.list_events(connection, mine)) == []


def test_a_stale_filing_is_refused(store: Store) -> None:  # 4
    mine = store.write(a_dossier)
    store.write(lambda connection: dossiers.save_entries(connection, mine, OWNER, 1, {"a": "1"}, AT))
    with pytest.raises(StaleRevision):
        store.write(lambda connection: file(connection, mine, "1"))
    assert store.read(lambda connection: history.list_events(connection, mine)) == []


def test_a_number_is_one_dossiers_in_its_procedure(store: Store) -> None:  # 5
    one, two = store.write(a_dossier), store.write(a_dossier)
    elsewhere = store.write(lambda connection: a_dossier(connection, procedure="change_of_address"))
    store.write(lambda connection: file(connection, one, "7"))
    with pytest.raises(NumberTaken):
        store.write(lambda connection: file(connection, two, "7"))
    store.write(lambda connection: file(connection, elsewhere, "7"))
    drafts = store.read(lambda connection: dossier_lines.list_drafts(connection, OWNER))
    assert [line.id for line in drafts] == [two]


def test_orders_count_within_their_scope(store: Store) -> None:  # 5
    scopes = ["5901", "5901", "7501", "5901", "7501"]

    def draw(scope: str) -> int:
        return store.write(lambda connection: numbers.draw_order(connection, scope))

    drawn = [draw(scope) for scope in scopes]
    assert drawn == [1, 2, 1, 3, 2]


def test_an_idempotency_key_is_taken_once(store: Store) -> None:  # 6
    mine, other = store.write(a_dossier), store.write(a_dossier)
    store.write(lambda connection: file(connection, mine, "1"))
    store.write(lambda connection: file(connection, other, "2"))
    event = store.read(lambda connection: history.find_event(connection, mine, "key-1"))
    assert event is not None
    assert (event.dossier, event.revision) == (mine, 2)
    assert store.read(lambda connection: history.find_event(connection, mine, "key-2")) is None
    with pytest.raises(ConstraintBroken):
        store.write(lambda connection: history.add_event(connection, mine, 3, FILING))
    without = replace(FILING, idempotency_key=None)
    again = [
        store.write(lambda connection: history.add_event(connection, mine, 3, without)) for _ in range(2)
    ]
    assert again == [2, 3]


def test_files_come_and_go(store: Store) -> None:  # 7
    mine = store.write(a_dossier)
    home = a_file("proof_of_home", "1" * 32)
    second = store.write(lambda connection: files.add_file(connection, mine, OWNER, home, LATER))
    first = store.write(lambda connection: files.add_file(connection, mine, OWNER, a_file(), AT))
    assert store.write(lambda connection: files.date_file(connection, mine, OWNER, first, '{"day": "1"}'))
    listed = store.read(lambda connection: files.list_files(connection, mine, OWNER))
    assert [(kept.id, kept.document, kept.dated) for kept in listed] == [
        (first, "identity", '{"day": "1"}'),
        (second, "proof_of_home", None),
    ]
    assert (listed[0].size, listed[0].pages, listed[0].created_at) == (1234, 2, AT)
    assert store.write(lambda connection: files.remove_file(connection, mine, OWNER, first, AT)) == "0" * 32
    assert store.write(lambda connection: files.remove_file(connection, mine, OWNER, first, AT)) is None
    assert [kept.id for kept in store.read(lambda c: files.list_files(c, mine, OWNER))] == [second]


def test_a_pdf_is_issued_once(store: Store) -> None:  # 8
    mine = store.write(a_dossier)
    store.write(lambda connection: file(connection, mine, "590120"))
    code = issued.new_check_code()
    receipt = issued.Issued(mine, "receipt", "fr", LATER, "application/pdf", "2" * 32, "f" * 64, code)
    again = receipt._replace(store_key="3" * 32, check_code=issued.new_check_code())
    english = again._replace(language="en", issued_at=LATER + timedelta(hours=1))
    assert store.write(lambda connection: issued.keep_issued(connection, receipt)) == receipt
    assert store.write(lambda connection: issued.keep_issued(connection, again)) == receipt
    assert store.write(lambda connection: issued.keep_issued(connection, english)) == english
    assert store.read(lambda connection: issued.list_issued(connection, mine)) == [receipt, english]
    confirmed = store.read(lambda connection: issued.confirm_by_code(connection, code))
    assert confirmed == issued.Confirmation(SPEC.procedure, "590120", DAY, "receipt", "fr", LATER)
    assert store.read(lambda connection: issued.confirm_by_code(connection, again.check_code)) is not None
    assert store.read(lambda connection: issued.confirm_by_code(connection, "nothing")) is None
    by_number = store.read(lambda connection: issued.confirm_by_number(connection, "590120"))
    assert [found.language for found in by_number] == ["fr", "en"]
    assert store.read(lambda connection: issued.confirm_by_number(connection, "590121")) == []


def test_specs_are_kept_by_digest(store: Store) -> None:  # 9
    store.write(lambda connection: specs.keep_spec(connection, SPEC))
    store.write(lambda connection: specs.keep_spec(connection, SPEC._replace(text="another")))
    assert store.read(lambda connection: specs.read_spec(connection, SPEC.digest)) == SPEC
    assert store.read(lambda connection: specs.read_spec(connection, "0" * 64)) is None
    unknown = dossiers.NewDossier("p", "0" * 64, OWNER, "draft", "fr", DAY, AT, {}, {})
    with pytest.raises(ConstraintBroken):
        store.write(lambda connection: dossiers.create_dossier(connection, unknown))


def test_sessions_live_and_end(store: Store) -> None:  # 10
    token = sessions.new_token()
    known = sessions.hash_token(token)
    assert token not in known
    store.write(lambda connection: sessions.create_session(connection, known, AT, {"language": "fr"}))
    store.write(lambda connection: sessions.create_session(connection, "old", AT - timedelta(days=40), {}))
    store.write(lambda connection: sessions.touch_session(connection, known, LATER))
    assert store.write(lambda connection: sessions.save_session(connection, known, LATER, {"language": "en"}))
    assert store.write(lambda connection: sessions.forget_browsers(connection, AT, AT)) == 1
    session = store.read(lambda connection: sessions.read_session(connection, known))
    assert session is not None
    assert (session.created_at, session.seen_at, session.data()) == (AT, LATER, {"language": "en"})
    store.write(lambda connection: sessions.end_session(connection, known))
    assert store.read(lambda connection: sessions.read_session(connection, known)) is None
    assert not store.write(lambda connection: sessions.save_session(connection, known, LATER, {}))


TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=40)
@given(entries=st.dictionaries(TYPED, TYPED | st.lists(TYPED) | st.dictionaries(TYPED, TYPED)))
def test_what_was_typed_comes_back(shared_store: Store, entries: dict[str, object]) -> None:  # 11
    mine = shared_store.write(a_dossier)
    shared_store.write(lambda connection: dossiers.save_entries(connection, mine, OWNER, 1, entries, AT))
    dossier = shared_store.read(lambda connection: dossiers.read_dossier(connection, mine, OWNER))
    assert dossier is not None
    assert dossier.entries() == entries
