"""Ways back to dossiers without an account, and their codes, in the database.

1. A dossier is found by its digest, with the address of its code, the last saved first; a digest that was
   replaced, or taken away, finds it no more.
2. A dossier of an account is found by nobody, and given to nobody.
3. A code begins with no tries, and takes no other's place, not even one for the same digest.
4. Tries are counted up to the most, while the code is good; a code is used once, before its end.
5. What a browser began is handed over with what was filed; a discarded draft leaves nothing behind.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from formgen.storage.queries import dossiers, ways_back
from formgen.storage.queries.visits import discard_draft
from formgen.storage.queries.ways_back import Code, WayBack
from tests.storage.conftest import Store
from tests.storage.given import AT, DAY, LATER, OWNER, STRANGER, a_dossier
from tests.storage.test_queries import FILING

KEY, OTHER = "k" * 64, "o" * 64
EMAIL = "ann@example.org"
HALF_AN_HOUR = timedelta(minutes=30)
ACCOUNT = "a" * 43


def a_code(token: str = "t", key: str = KEY) -> Code:
    return Code(token * 64, key, "h" * 64, EMAIL, 0, AT, AT + HALF_AN_HOUR, None)


def kept(store: Store, *, owner: str = OWNER, key: str = KEY) -> str:
    def write(connection: Any) -> str:
        made = a_dossier(connection, owner)
        ways_back.keep_way_back(connection, made, WayBack(key, EMAIL))
        return made

    return store.write(write)


def found(store: Store, key: str = KEY) -> list[tuple[str, str]]:
    return store.read(lambda connection: ways_back.find_by_way_back(connection, key))


def test_found_by_its_digest(store: Store) -> None:  # 1
    first, second = kept(store), kept(store)
    store.write(lambda c: dossiers.save_entries(c, first, OWNER, 1, {"a": "1"}, LATER))
    assert found(store) == [(first, EMAIL), (second, EMAIL)]
    store.write(lambda c: ways_back.keep_way_back(c, first, WayBack(OTHER, "b@example.org")))
    assert found(store) == [(second, EMAIL)]
    assert found(store, OTHER) == [(first, "b@example.org")]
    assert store.read(lambda c: ways_back.read_way_back(c, first)) == WayBack(OTHER, "b@example.org")
    store.write(lambda c: ways_back.keep_way_back(c, first, None))
    assert found(store, OTHER) == []
    assert store.read(lambda c: ways_back.read_way_back(c, first)) is None


def test_an_account_is_found_by_signing_in(store: Store) -> None:  # 2
    mine = kept(store, owner=ACCOUNT)
    assert found(store) == []
    assert not store.write(lambda c: ways_back.give_dossier(c, mine, STRANGER))
    assert store.read(lambda c: dossiers.owner_of(c, mine)) == ACCOUNT


def test_codes_stand_side_by_side(store: Store) -> None:  # 3
    store.write(lambda c: ways_back.keep_code(c, a_code("t")))
    store.write(lambda c: ways_back.count_try(c, "t" * 64, AT, 5))
    store.write(lambda c: ways_back.keep_code(c, a_code("u", OTHER)))
    store.write(lambda c: ways_back.keep_code(c, a_code("n")))
    assert store.read(lambda c: ways_back.read_code(c, "t" * 64)) == a_code("t")._replace(tries=1)
    assert store.read(lambda c: ways_back.read_code(c, "n" * 64)) == a_code("n")
    assert store.read(lambda c: ways_back.read_code(c, "u" * 64)) == a_code("u", OTHER)


def test_tries_are_counted(store: Store) -> None:  # 4
    store.write(lambda c: ways_back.keep_code(c, a_code()))
    count = partial(ways_back.count_try, token_hash="t" * 64, most=3)
    last = AT + HALF_AN_HOUR - timedelta(microseconds=1)
    assert [store.write(lambda c: count(c, at=last)) for _ in range(4)] == [1, 2, 3, None]
    code = store.read(lambda c: ways_back.read_code(c, "t" * 64))
    assert code is not None
    assert code.tries == 3
    assert not store.write(lambda c: ways_back.use_code(c, "t" * 64, AT + HALF_AN_HOUR))
    assert store.write(lambda c: ways_back.use_code(c, "t" * 64, last))
    assert not store.write(lambda c: ways_back.use_code(c, "t" * 64, AT))
    assert not store.write(lambda c: ways_back.count_try(c, "t" * 64, AT, 20))
    assert not store.write(lambda c: ways_back.count_try(c, "x" * 64, AT, 20))
    assert store.write(lambda c: ways_back.forget_codes(c, AT + HALF_AN_HOUR)) == 0
    assert store.write(lambda c: ways_back.forget_codes(c, LATER)) == 1


def test_handed_over(store: Store) -> None:  # 5
    draft, filed = kept(store), kept(store)
    store.write(lambda c: dossiers.file_dossier(c, filed, OWNER, 1, "1", DAY, {}, FILING))
    assert store.write(lambda c: ways_back.give_dossier(c, filed, STRANGER))
    assert store.read(lambda c: dossiers.owner_of(c, filed)) == STRANGER
    assert store.write(lambda c: ways_back.hand_over(c, STRANGER, "c" * 64)) == 1
    assert store.read(lambda c: dossiers.owner_of(c, filed)) == "c" * 64
    store.write(lambda c: discard_draft(c, draft, OWNER))
    assert found(store) == [(filed, EMAIL)]
