"""Refusals: what a request is told when it cannot be served."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

STATUS: Final[Mapping[str, int]] = {
    "bad_request": 400,
    "cross_site": 403,
    "method_not_allowed": 405,
    "not_found": 404,
    "server_error": 500,
    "session_lost": 404,
    "too_large": 413,
    "too_much": 413,
    "too_many_begun": 429,
    "unavailable": 503,
    "wrong_host": 400,
}
"""Kinds of refusal, each with its words in `formgen/words/`, and their statuses."""


class Refusal(Exception):
    """A request that is answered with a page of its own. `kind` is one of STATUS; `again`: where to go on.

    `wait`: how long it is useless to try again, nothing where that is not known.
    """

    def __init__(self, kind: str, *, status: int = 0, again: str = "", wait: timedelta = timedelta()) -> None:
        super().__init__(kind)
        self.kind = kind
        self.status = status or STATUS[kind]
        self.again = again
        self.wait = wait
