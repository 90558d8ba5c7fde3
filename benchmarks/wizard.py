"""The wizard under load: a page with real answers read, and a page saved durably.

`python -m benchmarks.wizard` prints these figures alone.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlencode

import httpx2

from benchmarks.bare import BARE_POST, BARE_TEXT
from benchmarks.figures import Figure, Target, table
from benchmarks.load import SERVER_CORE, Candidate, Request, compare, counting, memory, pinned, rate
from tests.tools.server import Server, started
from tests.web.browser import Browser
from tests.web.renewing import ENTRIES, SPOUSE, to_family
from tests.web.signing import signed_in

ROOT = Path(__file__).parent.parent
CONNECTIONS = 16
DOSSIERS = 128
ANSWERS = {"marital_status": "married", **SPOUSE}


def measure() -> Iterator[Figure]:
    """Requests per second beside those of the bare servers, and megabytes beside what was promised."""
    with tempfile.TemporaryDirectory() as folder:
        command: list[str | Path] = [sys.executable, "-m", "formgen.cli", "serve", ROOT / "specs"]
        command += ["--port", "0", "--data", folder]
        shown = Candidate("show a page of the wizard", command, partial(_reading, data=Path(folder)))
        yield compare(shown, BARE_TEXT, Target("at least", 0.25), connections=CONNECTIONS)
        saved = Candidate("save a page of the wizard", command, partial(_saving, data=Path(folder)), 303)
        yield compare(saved, BARE_POST, Target("at least", 0.5), connections=CONNECTIONS)
        yield _memory(command, Path(folder))


def _reading(address: str, data: Path) -> list[Request]:
    return [Request(path=path, cookie=cookie) for path, cookie in _people(address, data)[:CONNECTIONS]]


def _saving(address: str, data: Path) -> list[Request]:
    """Every dossier in turn with one of two answers, from the revision that the post before it made.

    There are many more dossiers than connections, so that a dossier's last post is answered before its next.
    """
    people = [(path, cookie, _revision(address, path, cookie)) for path, cookie in _people(address, data)]
    requests = []
    for turn, town in enumerate(("Lille", "Berne")):
        for path, cookie, revision in people:
            answers = urlencode({**ANSWERS, "spouse.union_place": f"{town} {revision}", "do": "continue"})
            body = f"{answers}&revision={counting(revision + turn, step=2)}"
            requests.append(Request(path=path, method="POST", cookie=cookie, body=body))
    return requests


def _revision(address: str, path: str, cookie: str) -> int:
    """The revision that the page was made from."""
    shown = httpx2.get(address + path, headers={"Cookie": cookie}).text
    (revision,) = re.findall(r'name="revision" value="(\d+)"', shown)
    return int(revision)


@cache
def _people(address: str, data: Path) -> list[tuple[str, str]]:
    """Path and cookie of dossiers at the page about the family, answered."""
    people = []
    for number in range(DOSSIERS):
        token = signed_in(data / "formgen.sqlite3", f"{address} {number}", ENTRIES)
        with httpx2.Client(base_url=address, follow_redirects=True, timeout=30) as client:
            client.cookies.set("formgen", token)
            browser = Browser(client, "fr", address)
            page = to_family(browser)
            browser.press("continue", ANSWERS)
            people.append((page.path, f"formgen={token}"))
    return people


def _memory(command: list[str | Path], data: Path) -> Figure:
    with started([*pinned(SERVER_CORE), *command]) as server:
        requests = _reading(server.address, data)
        rate(server, requests, 200, connections=CONNECTIONS, seconds=2)
        held = memory(Server(server.address, server.pid))
    return Figure("memory of the server", held, "promised", 120, "MB", Target("at most", 1))


if __name__ == "__main__":
    print(table(measure()))
