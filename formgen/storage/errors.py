"""What can go wrong when something is kept."""

from __future__ import annotations

__all__ = [
    "ConstraintBroken",
    "DatabaseClosed",
    "DatabaseTooNew",
    "DossierMissing",
    "EntriesTooLarge",
    "FileTooLarge",
    "NumberTaken",
    "StaleRevision",
    "StorageError",
    "StoredFileMissing",
    "WriteFailed",
]


class StorageError(Exception):
    """Anything that storage refuses or cannot do."""


class WriteFailed(StorageError):
    """A write could not be made durable: nothing of it was kept. It may be tried again."""


class DatabaseClosed(StorageError):
    """A write or a read was asked for after `Database.close`."""


class DatabaseTooNew(StorageError):
    """The database was brought further by a later formgen than this one."""


class ConstraintBroken(StorageError):
    """A row would break a rule of the tables: a key used twice, a reference to nothing."""


class DossierMissing(StorageError):
    """No dossier of this id belongs to this owner; whether it exists for another is not told."""


class EntriesTooLarge(StorageError):
    """What was typed into one dossier takes more than `limit` characters; what was kept before stays.

    Forms are limited one by one, but a list may be added to for ever, and each save writes all of it.
    """

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"the entries of the dossier take {size} characters, {limit} are kept")
        self.limit = limit


class StaleRevision(StorageError):
    """A change was based on another revision of the dossier than the one kept.

    `expected` is the revision that the caller read, `current` the one kept now.
    """

    def __init__(self, expected: int, current: int) -> None:
        super().__init__(f"the dossier is at revision {current}, the change was made on revision {expected}")
        self.expected = expected
        self.current = current


class NumberTaken(StorageError):
    """Another dossier of the procedure bears this number already."""

    def __init__(self, number: str) -> None:
        super().__init__(f"number {number} is already that of another dossier of the procedure")
        self.number = number


class StoredFileMissing(StorageError):
    """The file store holds nothing under this key."""


class FileTooLarge(StorageError):
    """A file was cut off while being written because it passed `limit` bytes; nothing of it is kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the file is larger than {limit} bytes")
        self.limit = limit
