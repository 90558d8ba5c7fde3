"""Everything held about a person as one zip: an index to read, JSON for programs, the files as they are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from formgen.casework.dossiers import Dossiers
from formgen.casework.open_dossier import OpenDossier
from formgen.casework.rights.archive import Archive, Names
from formgen.casework.rights.held import (
    FORM,
    about_account,
    about_dossier,
    as_json,
    dossier_held,
    session_held,
    unopened_held,
)
from formgen.casework.versions import VersionMissing
from formgen.rendering.wording import Wording
from formgen.storage.errors import DossierMissing, StoredFileMissing
from formgen.storage.files import FileStore
from formgen.storage.moments import write_moment
from formgen.storage.queries.accounts import Account
from formgen.storage.queries.dossiers import read_dossier
from formgen.storage.queries.files import StoredFile
from formgen.storage.queries.held import dossiers_of
from formgen.storage.queries.issued import Issued
from formgen.storage.queries.sessions import Session
from formgen.storage.statement import Connection

INDEX: Final = "index.html"
ACCOUNT: Final = "account.json"
REQUEST: Final = "request.json"
FILES, ISSUED = "files", "issued"


@dataclass(slots=True)
class Listed:
    """A file in the archive, for its index; `path` is "" where the store holds it no more."""

    name: str
    path: str


@dataclass(slots=True)
class ListedRequest:
    """A request in the archive, for its index."""

    title: str
    json: str
    number: str = ""
    state: str = ""
    started_at: datetime | None = None
    filed_at: datetime | None = None
    files: list[Listed] = field(default_factory=list)
    issued: list[Listed] = field(default_factory=list)


@dataclass(slots=True)
class Contents:
    """What the index tells of."""

    at: datetime
    account: Account | None = None
    requests: list[ListedRequest] = field(default_factory=list)


class ExportDesk:
    """Hands out what is held. `wording` gives the texts of a dossier in a language."""

    def __init__(
        self, dossiers: Dossiers, store: FileStore, wording: Callable[[OpenDossier, str], Wording]
    ) -> None:
        self._dossiers = dossiers
        self._store = store
        self._wording = wording

    async def of_account(
        self, account: Account, language: str, index: Callable[[Contents], bytes]
    ) -> AsyncIterator[bytes]:
        """All that is held about who an account belongs to; `index` writes the page that lists it."""
        at = self._dossiers.clock()

        def read(connection: Connection) -> tuple[dict[str, Any], list[str]]:
            return about_account(connection, account, at), dossiers_of(connection, account.id)

        held, ids = await self._dossiers.database.read(read)
        making = _Making(Archive(at), Contents(at, account), language)
        folders = []
        for id in ids:
            async for piece in self._dossier(making, id, account.id):
                yield piece
            folders.append({"id": id, "folder": making.folder})
        whole = {"form": FORM, "made_at": write_moment(at), **held, "requests": folders}
        async for piece in making.archive.text(ACCOUNT, as_json(whole)):
            yield piece
        async for piece in making.archive.text(INDEX, index(making.contents)):
            yield piece
        yield making.archive.end()

    async def of_dossier(
        self, opened: OpenDossier, session: Session | None, language: str, index: Callable[[Contents], bytes]
    ) -> AsyncIterator[bytes]:
        """All that is held about one dossier, and the session that it was begun in."""
        at = self._dossiers.clock()
        making = _Making(Archive(at), Contents(at), language)
        async for piece in self._dossier(making, opened.id, opened.row.owner):
            yield piece
        if session is not None:
            whole = {"form": FORM, "made_at": write_moment(at), "session": session_held(session)}
            async for piece in making.archive.text("session.json", as_json(whole)):
                yield piece
        async for piece in making.archive.text(INDEX, index(making.contents)):
            yield piece
        yield making.archive.end()

    async def _dossier(self, making: _Making, id: str, owner: str) -> AsyncIterator[bytes]:
        try:
            opened = await self._dossiers.read(id, owner)
        except DossierMissing:
            # Deleted while the archive was made.
            making.folder = ""
            return
        except VersionMissing:
            async for piece in self._unopened(making, id, owner):
                yield piece
            return
        wording = self._wording(opened, making.language)
        about = await self._dossiers.database.read(lambda connection: about_dossier(connection, opened))
        held = dossier_held(opened, about, wording)
        listed = making.begin(held["title"], opened)
        held["files"], held["issued"] = [], []
        names = Names()
        for file in opened.files:
            path = f"{making.folder}/{FILES}/{names.give(file.name)}"
            held["files"].append(_file_held(file, path))
            async for piece in self._stored(making, path, file.store_key, listed.files, file.name):
                yield piece
        for each in about.issued:
            path = f"{making.folder}/{ISSUED}/{each.name}-{each.language}.pdf"
            held["issued"].append(_issued_held(each, path))
            async for piece in self._stored(making, path, each.store_key, listed.issued, each.name):
                yield piece
        content = await asyncio.to_thread(as_json, held)
        async for piece in making.archive.text(listed.json, content):
            yield piece

    async def _stored(
        self, making: _Making, path: str, key: str, listed: list[Listed], name: str
    ) -> AsyncIterator[bytes]:
        listed.append(Listed(name, path))
        try:
            async for piece in making.archive.file(path, self._store.read(key)):
                yield piece
        except StoredFileMissing:
            # Taken out of the draft while the archive was made.
            listed[-1].path = ""

    async def _unopened(self, making: _Making, id: str, owner: str) -> AsyncIterator[bytes]:
        """A dossier whose spec is not known here any more: as it is kept."""
        row = await self._dossiers.database.read(lambda connection: read_dossier(connection, id, owner))
        if row is None:
            making.folder = ""
            return
        listed = making.begin(row.procedure, None)
        async for piece in making.archive.text(listed.json, as_json(unopened_held(row))):
            yield piece


@dataclass(slots=True)
class _Making:
    archive: Archive
    contents: Contents
    language: str
    folder: str = ""
    folders: Names = field(default_factory=Names)

    def begin(self, title: str, opened: OpenDossier | None) -> ListedRequest:
        """Begin the folder of a request, and list it."""
        row = opened.row if opened is not None else None
        self.folder = self.folders.give(f"{row.started_on} {title}" if row is not None else title)
        listed = ListedRequest(title, f"{self.folder}/{REQUEST}")
        if opened is not None and row is not None:
            listed.number, listed.started_at, listed.filed_at = row.number or "", row.started_at, row.filed_at
        self.contents.requests.append(listed)
        return listed


def _file_held(file: StoredFile, path: str) -> dict[str, Any]:
    return {
        "file": path,
        "name": file.name,
        "document": file.document,
        "alternative": file.alternative,
        "item": file.item,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "dated": file.dated,
        "added_at": write_moment(file.created_at),
    }


def _issued_held(issued: Issued, path: str) -> dict[str, Any]:
    return {
        "file": path,
        "name": issued.name,
        "language": issued.language,
        "issued_at": write_moment(issued.issued_at),
        "sha256": issued.sha256,
        "check_code": issued.check_code,
    }
