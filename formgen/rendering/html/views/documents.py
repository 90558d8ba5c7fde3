"""Documents to hand in, on a page of questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class StoredFile:
    """A file handed in. `address` opens it."""

    id: str
    name: str
    size: int
    address: str = ""


@dataclass(slots=True, kw_only=True)
class Paper:
    """One paper of a document's rule, with its own upload control.

    `key` is `DOCUMENT:ITEM:ALTERNATIVE` ("identity::passport", "presence:3:provided"). `errors` are those of
    a file just refused, or of its date. `stands_for` is the label of a field that stands for it (a code for a
    photo).
    """

    key: str
    title: str
    hint: str = ""
    files: Sequence[StoredFile] = ()
    max_files: int = 1
    date_wanted: bool = False
    day: str = ""
    month: str = ""
    year: str = ""
    stands_for: str = ""
    satisfied: bool = False
    hidden: bool = False
    errors: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class SaidWord:
    """Something to say instead, with the questions that follow it."""

    id: str
    label: str
    fields: Sequence[SaidField] = ()


@dataclass(slots=True, kw_only=True)
class SaidField:
    """A question asked when a word is said."""

    name: str
    label: str
    value: str = ""
    errors: Sequence[str] = ()
    optional: bool = False


@dataclass(slots=True, kw_only=True)
class DocumentView:
    """A document as asked of this person; one for each item or period where it is asked several times.

    `path` is where its problems stand ("documents.identity", "documents.presence.3"). `part` names the item
    or the period it is for. `rule` says in words what is enough.
    """

    path: str
    title: str
    part: str = ""
    rule: str = ""
    limits: str = ""
    papers: Sequence[Paper] = ()
    said: str = ""
    by_post: bool = False
    words: Sequence[SaidWord] = ()
    optional: bool = False
    errors: Sequence[str] = ()
    warnings: Sequence[str] = ()
