"""Tables of addresses: what answers at each, and by which methods."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from formgen.web.refusals import Refusal

Handler = TypeVar("Handler")


class Address(NamedTuple):
    """An address that is answered: its pattern, and whether it is read (GET, HEAD) and posted to."""

    pattern: str
    read: bool
    posted: bool


class Route(Generic[Handler]):
    """What answers at an address: `shown` to GET and HEAD, `posted` to POST; None for what is not allowed."""

    __slots__ = ("posted", "shown")

    def __init__(self, shown: Handler | None, posted: Handler | None = None) -> None:
        self.shown = shown
        self.posted = posted

    def handler(self, method: str) -> Handler:
        """What answers a method. Raises Refusal."""
        found = self.posted if method == "POST" else self.shown
        if found is None:
            raise Refusal("method_not_allowed")
        return found

    def at(self, pattern: str) -> Address:
        """This at an address."""
        return Address(pattern, self.shown is not None, self.posted is not None)
