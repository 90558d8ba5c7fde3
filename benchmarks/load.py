"""Servers under load: the server on core 0, `wrk` on core 1, reference and candidate in turn."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.figures import Figure, Target
from tests.tools.server import Server, started

SERVER_CORE, LOAD_CORE = 0, 1
SCRIPT = Path(__file__).with_name("wrk") / "requests.lua"


class LoadFailed(RuntimeError):
    """Some responses were errors, so that the rate would be that of an error page."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request that `wrk` sends over and over, in turn with its fellows.

    `body` is as it goes over the wire (urlencoded), but for `counting`; `cookie` is the value of the Cookie
    header.
    """

    path: str = "/"
    method: str = "GET"
    cookie: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A server to measure.

    `command` starts it: the server prints the address that it listens at. `requests` makes what is sent to
    it, from its address, anew for each round: here a benchmark signs in, opens dossiers, collects cookies.
    `expected` is the status of every response.
    """

    name: str
    command: Sequence[str | Path]
    requests: Callable[[str], Sequence[Request]]
    expected: int = 200


class Reference(Candidate):
    """The server that a candidate is compared with."""


def compare(
    candidate: Candidate,
    reference: Reference,
    target: Target,
    *,
    connections: int = 16,
    seconds: int = 3,
    rounds: int = 5,
) -> Figure:
    """Requests per second of both, taken in turn `rounds` times; of each, the round disturbed least counts.

    Raises LoadFailed, ServerDied.
    """
    rates: dict[str, list[float]] = {"candidate": [], "reference": []}
    with ExitStack() as stack:
        servers = {}
        for contender in (reference, candidate):
            server = stack.enter_context(started([*pinned(SERVER_CORE), *contender.command]))
            servers[contender.name] = server
            requests = contender.requests(server.address)
            rate(server, requests, contender.expected, connections=connections, seconds=1)
        for _ in range(rounds):
            for role, contender in (("reference", reference), ("candidate", candidate)):
                server = servers[contender.name]
                requests = contender.requests(server.address)
                measured = rate(
                    server, requests, contender.expected, connections=connections, seconds=seconds
                )
                rates[role].append(measured)
    return Figure(
        what=candidate.name,
        value=max(rates["candidate"]),
        reference=reference.name,
        reference_value=max(rates["reference"]),
        unit="/s",
        target=target,
    )


def rate(
    server: Server, requests: Iterable[Request], expected: int, *, connections: int, seconds: int
) -> float:
    """Requests per second that the server answers with the expected status. Raises LoadFailed."""
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as listed:
        for request in requests:
            listed.write(f"{request.method}\t{request.path}\t{request.cookie}\t{request.body}\n")
        listed.flush()
        command = [
            *pinned(LOAD_CORE), "wrk", "--threads", "1", "--connections", str(connections),
            "--duration", f"{seconds}s", "--script", str(SCRIPT), server.address,
            "--", listed.name, server.address, str(expected),
        ]  # fmt: skip
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    (line,) = (line for line in printed.splitlines() if line.startswith("measured\t"))
    _, answered, microseconds, unexpected, broken = line.split("\t")
    if int(unexpected) or int(broken) or not int(answered):
        raise LoadFailed(
            f"{unexpected} of {answered} responses were not {expected}, {broken} broke:\n{printed}"
        )
    return int(answered) / (int(microseconds) / 1_000_000)


def counting(first: int, step: int) -> str:
    """In a body: a number that grows by `step` each time the request is sent."""
    return f"{{{first}+{step}}}"


def memory(server: Server) -> float:
    """Megabytes that the web process holds, libraries that others share counted in full.

    Workers that make PDFs are processes of their own and not counted.
    """
    return float(psutil.Process(server.pid).memory_info().rss) / 1_000_000


def pinned(core: int) -> list[str]:
    """The words that keep a command on one core, and a server without a worker beside it."""
    return ["env", "FORMGEN_WORKER=false", "taskset", "--cpu-list", str(core)]
