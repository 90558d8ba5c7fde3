"""Writes that share a commit on SQLite, whatever each of them does.

1. What is answered is kept and what fails is not, whoever was in the same transaction: nobody's failure
   undoes another's write, nobody's success confirms one that failed.
2. A write sees those that were answered before it and none that failed.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formgen.storage.errors import ConstraintBroken
from formgen.storage.queries import sessions
from formgen.storage.statement import Connection
from tests.storage.conftest import Store
from tests.storage.given import AT

KINDS = (
    "writes",
    "writes and fails",
    "fails",
    "writes what is there",
    "goes on after a refusal",
    "takes away",
)
_runs = count()


class Failed(Exception):
    """What a write raises that fails of its own."""


def deed(kind: str, name: str, seen: dict[str, bool], earlier: list[str]) -> Callable[[Connection], str]:
    """A write of a kind that is to leave `name` behind, and notes which of the earlier ones it saw."""

    def write(connection: Connection) -> str:
        seen.update({each: sessions.read_session(connection, each) is not None for each in earlier})
        if kind == "fails":
            raise Failed(name)
        sessions.create_session(connection, name, AT, {})
        if kind == "writes and fails":
            raise Failed(name)
        if kind == "writes what is there":
            sessions.create_session(connection, name, AT, {})
        if kind == "goes on after a refusal":
            try:
                sessions.create_session(connection, name, AT, {})
            except ConstraintBroken:
                sessions.touch_session(connection, name, AT)
        if kind == "takes away" and earlier:
            sessions.end_session(connection, earlier[0])
            raise Failed(name)
        return name

    return write


def is_kept(store: Store, name: str) -> bool:
    return store.read(lambda connection: sessions.read_session(connection, name)) is not None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(KINDS), min_size=2, max_size=8))
def test_each_for_itself(sqlite_store: Store, kinds: list[str]) -> None:
    """Requirements 1 and 2."""
    run, gate = next(_runs), threading.Event()
    names = [f"{run}-{number}" for number in range(len(kinds))]
    seen: list[dict[str, bool]] = [{} for _ in kinds]

    async def together() -> list[object]:
        first = asyncio.ensure_future(sqlite_store.database.write(lambda _: gate.wait(10)))
        await asyncio.sleep(0)
        writes = [
            asyncio.ensure_future(
                sqlite_store.database.write(deed(kind, names[place], seen[place], names[:place]))
            )
            for place, kind in enumerate(kinds)
        ]
        await asyncio.sleep(0)
        gate.set()
        await first
        return await asyncio.gather(*writes, return_exceptions=True)

    outcomes = asyncio.run(together())
    answered = [outcome == name for outcome, name in zip(outcomes, names, strict=True)]
    kept = [is_kept(sqlite_store, name) for name in names]
    assert kept == answered
    for place, looked in enumerate(seen):
        assert looked == dict(zip(names[:place], answered[:place], strict=True))
