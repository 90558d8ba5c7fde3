"""The bare servers that formgen is compared with, and how much they differ from themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from urllib.parse import urlencode

from benchmarks.figures import Figure, Target
from benchmarks.load import Candidate, Reference, Request, compare

# As long as a page with twelve fields.
FORM = urlencode({f"field_{number}": "Élodie Müller-Lefèvre" for number in range(12)})


def _text(_address: str) -> list[Request]:
    return [Request()]


def _post(_address: str) -> list[Request]:
    return [Request(method="POST", body=FORM)]


BARE_TEXT = Reference(
    "a bare text response", [sys.executable, "-m", "benchmarks.references.bare_text"], _text
)
BARE_POST = Reference(
    "a bare durable post", [sys.executable, "-m", "benchmarks.references.bare_post"], _post, expected=303
)


def measure() -> Iterator[Figure]:
    """The same server against itself: what the machine's noise alone makes of a ratio."""
    noise = Target("at least", 0.8)
    for reference in (BARE_TEXT, BARE_POST):
        twin = Candidate(
            f"{reference.name}, again", reference.command, reference.requests, reference.expected
        )
        yield compare(twin, reference, noise, seconds=1)
