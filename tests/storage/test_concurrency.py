"""Many at once, on both databases.

1. 200 people who file at once get 200 different numbers, without a hole, each with one line of history.
2. One request sent many times at once files once, and all its senders see the one result.
3. Two tabs that save at once: one is kept, the other is told.
4. PDFs issued many times at once are one.
5. Whatever is done in whatever order, what is kept is what a plain model of it says.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from formgen.storage.errors import DossierMissing, StaleRevision
from formgen.storage.queries import dossiers, files, history, issued, numbers
from formgen.storage.statement import Connection
from tests.storage.conftest import Store
from tests.storage.given import AT, DAY, LATER, OWNER, STRANGER, a_dossier, a_file

PEOPLE = 200


def file_once(connection: Connection, dossier: str, owner: str, key: str) -> str:
    """Filing as the casework does it: hold, look whether it was done, draw, file."""
    held = dossiers.hold_dossier(connection, dossier, owner)
    if history.find_event(connection, dossier, key) is not None:
        assert held.number is not None
        return held.number
    number = f"5901{numbers.draw_order(connection, '5901'):07}"
    deed = history.Deed(LATER, "applicant", "file", held.state, "filed", key)
    dossiers.file_dossier(connection, dossier, owner, held.revision, number, DAY, {}, deed)
    return number


def test_numbers_of_200_people(store: Store) -> None:  # 1
    owners = [f"{index:064}" for index in range(PEOPLE)]

    async def person(owner: str) -> tuple[str, str]:
        dossier = await store.database.write(lambda connection: a_dossier(connection, owner))
        number = await store.database.write(lambda c: file_once(c, dossier, owner, "key"))
        return dossier, number

    async def all_at_once() -> list[tuple[str, str]]:
        return await asyncio.gather(*map(person, owners))

    filed = asyncio.run(all_at_once())
    assert sorted(number for _, number in filed) == [f"5901{order:07}" for order in range(1, PEOPLE + 1)]

    def lines(dossier: str) -> int:
        return len(store.read(lambda connection: history.list_events(connection, dossier)))

    assert [lines(dossier) for dossier, _ in filed] == [1] * PEOPLE


def test_one_request_sent_many_times(store: Store) -> None:  # 2
    mine = store.write(a_dossier)

    async def all_at_once() -> list[str]:
        writes = [store.database.write(lambda c: file_once(c, mine, OWNER, "key")) for _ in range(50)]
        return await asyncio.gather(*writes)

    assert set(asyncio.run(all_at_once())) == {"59010000001"}
    assert len(store.read(lambda connection: history.list_events(connection, mine))) == 1


def test_two_tabs_save_at_once(store: Store) -> None:  # 3
    mine = store.write(a_dossier)

    def save(tab: int) -> Callable[[Connection], int]:
        return lambda c: dossiers.save_entries(c, mine, OWNER, 1, {"tab": str(tab)}, AT)

    async def all_at_once() -> list[object]:
        return await asyncio.gather(
            *(store.database.write(save(tab)) for tab in range(20)), return_exceptions=True
        )

    outcomes = asyncio.run(all_at_once())
    kept = [tab for tab, outcome in enumerate(outcomes) if outcome == 2]
    refused = [outcome for outcome in outcomes if isinstance(outcome, StaleRevision)]
    assert (len(kept), len(refused)) == (1, 19)
    assert {refusal.current for refusal in refused} == {2}
    dossier = store.read(lambda connection: dossiers.read_dossier(connection, mine, OWNER))
    assert dossier is not None
    assert dossier.entries() == {"tab": str(kept[0])}


def test_a_pdf_issued_at_once_is_one(store: Store) -> None:  # 4
    mine = store.write(a_dossier)

    def issue(copy: int) -> Callable[[Connection], issued.Issued]:
        code = issued.new_check_code()
        pdf = issued.Issued(mine, "receipt", "fr", AT, "application/pdf", f"{copy:032}", "f" * 64, code)
        return lambda connection: issued.keep_issued(connection, pdf)

    async def all_at_once() -> list[issued.Issued]:
        return await asyncio.gather(*(store.database.write(issue(copy)) for copy in range(20)))

    assert len(set(asyncio.run(all_at_once()))) == 1


class Keeping(RuleBasedStateMachine):
    """Two people, their dossiers and files, beside dicts that say what should be there."""

    kept = Bundle("kept")
    owners = st.sampled_from([OWNER, STRANGER])
    entries = st.dictionaries(st.sampled_from("abc"), st.text(st.characters(exclude_categories=["Cs"])))

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(f"sqlite:///{Path(self.folder.name) / 'formgen.sqlite3'}")
        self.expected: dict[str, dict[str, Any]] = {}
        self.files: dict[str, list[str]] = {}
        self.keys = 0

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(target=kept, owner=owners)
    def begin(self, owner: str) -> str:
        dossier = self.store.write(lambda connection: a_dossier(connection, owner))
        self.expected[dossier] = {
            "owner": owner,
            "revision": 1,
            "entries": {},
            "state": "draft",
            "number": None,
        }
        self.files[dossier] = []
        return dossier

    @rule(dossier=kept, owner=owners, behind=st.integers(0, 1), entries=entries)
    def save(self, dossier: str, owner: str, behind: int, entries: dict[str, str]) -> None:
        model = self.expected[dossier]
        revision = model["revision"] - behind

        def keep(connection: Connection) -> int:
            return dossiers.save_entries(connection, dossier, owner, revision, entries, AT)

        if owner != model["owner"]:
            with pytest.raises(DossierMissing):
                self.store.write(keep)
        elif behind:
            with pytest.raises(StaleRevision) as refusal:
                self.store.write(keep)
            assert refusal.value.current == model["revision"]
        else:
            model.update(entries=entries, revision=self.store.write(keep))

    @rule(dossier=kept, owner=owners, key=st.sampled_from(["k1", "k2"]))
    def file(self, dossier: str, owner: str, key: str) -> None:
        model = self.expected[dossier]
        if model["state"] == "filed" and key != model["key"]:
            return
        try:
            number = self.store.write(lambda c: file_once(c, dossier, owner, key))
        except DossierMissing:
            assert owner != model["owner"]
            return
        if model["state"] == "filed":
            assert number == model["number"]
        else:
            model.update(state="filed", number=number, key=key, revision=model["revision"] + 1)

    @rule(dossier=kept)
    def hand_in(self, dossier: str) -> None:
        self.keys += 1
        owner, new = self.expected[dossier]["owner"], a_file(key=f"{self.keys:032}")

        def keep(connection: Connection) -> str:
            return files.add_file(connection, dossier, owner, new, AT)

        if self.expected[dossier]["state"] == "filed":
            with pytest.raises(DossierMissing):
                self.store.write(keep)
            return
        self.store.write(keep)
        self.files[dossier].append(new.store_key)

    @rule(dossier=kept)
    def take_back(self, dossier: str) -> None:
        owner = self.expected[dossier]["owner"]
        listed = self.store.read(lambda connection: files.list_files(connection, dossier, owner))
        if not listed:
            return

        def remove(connection: Connection) -> str | None:
            return files.remove_file(connection, dossier, owner, listed[0].id, AT)

        if self.expected[dossier]["state"] == "filed":
            with pytest.raises(DossierMissing):
                self.store.write(remove)
            return
        key = self.store.write(remove)
        assert key is not None
        self.files[dossier].remove(key)

    @invariant()
    def as_the_model_says(self) -> None:
        for dossier in self.expected:
            self.is_as_the_model_says(dossier)
        numbers_given = [model["number"] for model in self.expected.values() if model["number"]]
        assert len(numbers_given) == len(set(numbers_given))

    def is_as_the_model_says(self, dossier: str) -> None:
        model = self.expected[dossier]
        found = self.store.read(lambda c: dossiers.read_dossier(c, dossier, model["owner"]))
        assert found is not None
        assert found.entries() == model["entries"]
        told = (found.revision, found.state, found.number)
        assert told == (model["revision"], model["state"], model["number"])
        listed = self.store.read(lambda c: files.list_files(c, dossier, model["owner"]))
        assert sorted(kept.store_key for kept in listed) == sorted(self.files[dossier])


TestKeeping = Keeping.TestCase
TestKeeping.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
