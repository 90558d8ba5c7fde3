"""Nothing tells whether there is an account: neither an answer nor the work behind it.

How long it takes is measured by `benchmarks/signing_in.py`; here it is the work that counts.

1. A sign-in costs one look at a password, at the same cost, whether the number is that of an account, of
   nobody, or of no card at all.
2. The answer is the same to the last sign of it: status, text, headers, cookies.
3. No password is looked at in the thread that serves everybody.
"""

from __future__ import annotations

import threading
from typing import Any

import argon2
import pytest

from tests.web.account.test_signing_in import WRONG
from tests.web.browser import Browser, NewBrowser
from tests.web.renewing import NUMBER

NUMBERS = (NUMBER, "6907114203", "no number")
Looked = list[tuple[str, str]]


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Looked:
    """The cost of each password that argon2 looks at, and the thread it is done in."""
    found: Looked = []
    verify = argon2.PasswordHasher.verify

    def watched(self: argon2.PasswordHasher, kept: Any, password: Any) -> Any:
        found.append((str(kept).rpartition("$")[0].rpartition("$")[0], threading.current_thread().name))
        return verify(self, kept, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", watched)
    return found


def answers(another: NewBrowser, path: str, typed: dict[str, str]) -> list[tuple[int, str, list[str]]]:
    """What each number is answered by: status, page, names of headers; the number itself left out."""
    found = []
    for number in NUMBERS:
        browser = another()
        origin = {"origin": browser.origin}
        data = {"do": "continue", "identifier": number, **typed}
        answer = browser.client.post(path, data=data, headers=origin, follow_redirects=False)
        found.append((answer.status_code, answer.text.replace(number, "…"), list(answer.headers)))
    return found


def test_one_look_each(holder: Browser, another: NewBrowser, looked: Looked) -> None:
    """Requirements 1 to 3."""
    given = answers(another, "/account/sign-in", {"password": WRONG})
    assert given[0][0] == 422
    assert given[1:] == given[:1] * 2
    assert len(looked) == len(NUMBERS)
    assert len({cost for cost, _ in looked}) == 1
    assert {name.partition("_")[0] for _, name in looked} == {"formgen-passwords"}


def test_forgotten(holder: Browser, another: NewBrowser) -> None:
    """Requirement 2."""
    given = answers(another, "/account/forgotten", {})
    assert given[0][0] == 303
    assert given[1:] == given[:1] * 2
