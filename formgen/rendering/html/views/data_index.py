"""The page at the front of an archive of somebody's data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class DataRequest:
    """A request in an archive of somebody's data: `files` and `issued` by name and address in the archive,
    "" for what was taken out while it was made.
    """

    title: str
    json: str
    number: str = ""
    started_at: str = ""
    filed_at: str = ""
    files: Sequence[tuple[str, str]] = ()
    issued: Sequence[tuple[str, str]] = ()


@dataclass(slots=True, kw_only=True)
class DataIndexView:
    """The page at the front of an archive of somebody's data: it stands alone, on the reader's machine."""

    site: str
    made_at: str
    person: str = ""
    identifier: str = ""
    email: str = ""
    json: str = ""
    requests: Sequence[DataRequest] = ()
