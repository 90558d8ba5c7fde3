"""The wizard under load: a page with real answers read, and a page saved durably.

`python -m benchmarks.wizard` prints these figures alone.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx2

from benchmarks.bare import BARE_POST, BARE_TEXT
from benchmarks.figures import Figure, Target, table
from benchmarks.load import SERVER_CORE, Candidate, Request, compare, memory, pinned, rate
from tests.tools.server import Server, started
from tests.web.browser import Browser
from tests.web.renewing import SPOUSE, to_family

ROOT = Path(__file__).parent.parent
CONNECTIONS = 16
ANSWERS = {"marital_status": "married", **SPOUSE}


def measure() -> Iterator[Figure]:
    """Requests per second beside those of the bare servers, and megabytes beside what was promised."""
    with tempfile.TemporaryDirectory() as folder:
        command: list[str | Path] = [sys.executable, "-m", "formgen.cli", "serve", ROOT / "specs"]
        command += ["--port", "0", "--data", folder]
        shown = Candidate("show a page of the wizard", command, _reading)
        yield compare(shown, BARE_TEXT, Target("at least", 0.25), connections=CONNECTIONS)
        saved = Candidate("save a page of the wizard", command, _saving, 303)
        yield compare(saved, BARE_POST, Target("at least", 0.5), connections=CONNECTIONS)
        yield _memory(command)


def _reading(address: str) -> list[Request]:
    return [Request(path=path, cookie=cookie) for path, cookie, _ in _people(address)]


def _saving(address: str) -> list[Request]:
    """Each connection saves a dossier of its own, in turn with another answer, so that all are written."""
    people = list(_people(address))
    requests = []
    for place in ("Lille, France", "Berne, Suisse"):
        for path, cookie, revision in people:
            body = urlencode({**ANSWERS, "spouse.union_place": place, "revision": revision, "do": "continue"})
            requests.append(Request(path=path, method="POST", cookie=cookie, body=body))
    return requests


def _people(address: str) -> Iterator[tuple[str, str, str]]:
    """Dossiers at the page about the family, answered: its path, its cookie, a revision for later."""
    for _ in range(CONNECTIONS):
        with httpx2.Client(base_url=address, follow_redirects=True, timeout=30) as client:
            browser = Browser(client, "fr", address)
            page = to_family(browser)
            browser.press("continue", ANSWERS)
            (cookie,) = client.cookies.jar
            # No other tab is played here: a revision far ahead is never stale.
            yield page.path, f"{cookie.name}={cookie.value}", "99999999"


def _memory(command: list[str | Path]) -> Figure:
    with started([*pinned(SERVER_CORE), *command]) as server:
        requests = _reading(server.address)
        rate(server, requests, 200, connections=CONNECTIONS, seconds=2)
        held = memory(Server(server.address, server.pid))
    return Figure("memory of the server", held, "promised", 120, "MB", Target("at most", 1))


if __name__ == "__main__":
    print(table(measure()))
