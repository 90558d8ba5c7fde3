"""Waiting for a mail server that cannot be used.

1. While it cannot, one thread tries and the others wait; when it is back, all go on.
2. The pause is doubled each time, up to a minute.
3. It is told once, again when the reason changes, and when it is over.
4. Another fault is not waited for.
"""

from __future__ import annotations

import logging
import threading
import time

import pytest

from formgen.work.outage import LONGEST_PAUSE, Outage, ServerUnusable


def test_one_tries(caplog: pytest.LogCaptureFixture) -> None:
    """Requirements 1, 2 and 3: twenty that fail together are one outage."""
    caplog.set_level(logging.INFO, "formgen.work")
    together = threading.Barrier(20)
    failed_first = threading.local()
    pauses: list[float] = []
    back = threading.Event()
    trying: list[int] = []
    most = [0]

    def attempt() -> str:
        if not getattr(failed_first, "done", False):
            failed_first.done = True
            together.wait(10)
            raise ServerUnusable("away")
        if not back.is_set():
            raise ServerUnusable("away")
        return "done"

    def probe(seconds: float) -> None:
        pauses.append(seconds)
        # The pause is where all would meet if more than one was trying.
        trying.append(1)
        most[0] = max(most[0], len(trying))
        time.sleep(0.01)
        trying.pop()

    outage = Outage(lambda: 20, probe)
    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.append(outage.through(attempt))) for _ in range(20)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    assert results == []
    back.set()
    for thread in threads:
        thread.join(10)
    assert results == ["done"] * 20
    assert most == [1]
    assert pauses[:4] == [1, 2, 4, 8]
    assert [each.getMessage() for each in caplog.records].count("mails go out again") == 1
    assert len(caplog.records) == 2


def test_pauses_and_words(caplog: pytest.LogCaptureFixture) -> None:
    """Requirements 2 and 3."""
    pauses: list[float] = []
    outage = Outage(lambda: 3, pauses.append)
    reasons = ["refused; see mail.host"] * 6 + ["no entry; see mail.user"] * 3

    def attempt() -> str:
        if reasons:
            raise ServerUnusable(reasons.pop(0))
        return "done"

    with caplog.at_level(logging.INFO, "formgen.work"):
        assert outage.through(attempt) == "done"
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert LONGEST_PAUSE == 60
    told = [each.getMessage() for each in caplog.records]
    assert len(told) == 3
    assert "see mail.host; 3 wait, none is lost" in told[0]
    assert "see mail.user" in told[1]
    assert told[2] == "mails go out again"


def test_other_faults() -> None:
    """Requirement 4."""

    def attempt() -> None:
        raise ValueError("of another kind")

    outage = Outage(lambda: 0, lambda _: pytest.fail("it waits"))
    with pytest.raises(ValueError, match="another kind"):
        outage.through(attempt)


def test_turns() -> None:
    """Requirement 1: one mail that the server chokes on does not keep the others for ever."""
    outage = Outage(lambda: 2, lambda _: time.sleep(0.01))
    choking = threading.Event()
    tries = [0]

    def chokes() -> str:
        tries[0] += 1
        if not choking.is_set():
            raise ServerUnusable("away")
        return "late"

    results: list[str] = []
    one = threading.Thread(target=lambda: results.append(outage.through(chokes)))
    one.start()
    while tries[0] < 3:
        time.sleep(0.01)
    other = threading.Thread(target=lambda: results.append(outage.through(lambda: "in time")))
    other.start()
    other.join(5)
    assert results == ["in time"]
    choking.set()
    one.join(5)
    assert results == ["in time", "late"]
