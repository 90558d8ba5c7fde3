"""Attempts: after so many failures a caller has to wait; others need not; time heals."""

from __future__ import annotations

import time

from formgen.web.security.attempts import Attempts


def test_limit() -> None:
    attempts = Attempts(limit=2, within=60)
    for _ in range(2):
        assert not attempts.exhausted("a")
        attempts.failed("a")
    assert attempts.exhausted("a")
    assert not attempts.exhausted("b")


def test_time_heals() -> None:
    attempts = Attempts(limit=1, within=0.02)
    attempts.failed("a")
    assert attempts.exhausted("a")
    time.sleep(0.03)
    assert not attempts.exhausted("a")
