"""What counts among answers, in a generated `models.py`: values by name, what is asked, words said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Facts:
    """What the answers are judged with, given as `model_validate(data, context=Facts(…))`.

    `today` in the time zone of the service; `records`: source -> its record by column, None when it was not
    found; `documents`: document -> the papers handed in ("provided" for a document without alternatives).
    """

    today: date
    started_on: date | None = None
    filed_on: date | None = None
    records: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    documents: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Unread:
    """A value that is no answer to its question."""

    code: str
    message: str
    value: Any


@dataclass(frozen=True)
class Fault:
    """Something wrong with the answers; only those of level "error" refuse them."""

    path: str
    code: str
    message: str
    level: str
    value: Any = None


@dataclass
class Given:
    """Answers by path, as they were sent; those of a list are `Given` for each item."""

    values: dict[str, Any] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    saved: set[str] = field(default_factory=set)
    """Pages on which a list was given."""
    misplaced: list[tuple[str, tuple[str | int, ...], str, Any]] = field(default_factory=list)
    """What has no place: the path of its question or "", where, why, what."""


class Frame(dict[str, Any]):
    """What counts, by name, None where nothing does. Of an item of the list
    `owner`, `dossier` is the frame around it.
    """

    def __init__(self, dossier: Frame | None = None, owner: str = "") -> None:
        super().__init__()
        self.owner = owner
        self.dossier = self if dossier is None else dossier
        self.asked: set[str] = {""} if dossier is not None else set()
        self.said: dict[str, str] = {}
        self.found: set[str] = set()
        self.ended = 1_000_000
        self.stopped: str | None = None
        self.waiting: Mapping[str, Callable[[Frame], bool]] = {} if dossier is None else dossier.waiting
        """Field -> whether it is asked, required and missing: what undecided cases wait for."""
        self.handed_in: Mapping[str, Collection[str]] = {}
        self.being_decided: list[str] = []
        """Fields whose requirement is being decided: none of them waits for itself."""

    def __missing__(self, name: str) -> None:
        return None

    def waits_for(self, name: str) -> bool:
        """Whether an answer is asked, required and missing."""
        return self.waiting[name](self)
