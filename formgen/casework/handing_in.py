"""Files handed in: examined, stored, listed under the paper they were given as; removed again."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from formgen.casework.dossiers import Dossiers
from formgen.casework.open_dossier import OpenDossier
from formgen.casework.uploads import Examined, Examiner, UploadRefused, clean_name
from formgen.compiler.procedure import Document, Page
from formgen.rendering.html.documents import paper_key
from formgen.storage.errors import DossierMissing
from formgen.storage.files import CHUNK, FileStore
from formgen.storage.queries.files import NewFile, StoredFile, add_file, read_file, remove_file


class Incoming(Protocol):
    """A file as it was sent."""

    filename: str | None
    """The name that the browser gave."""
    size: int | None
    """In bytes."""

    async def read(self, size: int = -1) -> bytes:
        """The next bytes, b"" at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that is asked: its document, item and alternative."""

    document: Document
    item: str
    alternative: str


def paper_asked(opened: OpenDossier, page: Page, key: str) -> Paper | None:
    """The paper of a key that a page posts ("identity::passport"), if it is asked there now."""
    for state in opened.evaluation.documents:
        document = state.document
        if document.by_post or document.page != page.id or not key.startswith(f"{document.id}:"):
            continue
        for each in state.alternatives:
            # One that an answer given on the same page calls for is asked as soon as that answer is saved.
            if paper_key(state.document.id, state.item, each.id) == key:
                return Paper(state.document, state.item, each.id)
    return None


class HandingIn:
    """Takes files for dossiers. `passing` is a folder for files that are being examined."""

    def __init__(self, dossiers: Dossiers, store: FileStore, examiner: Examiner, passing: Path) -> None:
        self._dossiers = dossiers
        self._store = store
        self._examiner = examiner
        self._passing = passing
        passing.mkdir(parents=True, exist_ok=True, mode=0o700)

    async def take(self, opened: OpenDossier, paper: Paper, incoming: Incoming) -> None:
        """Examine a file and keep it. Raises UploadRefused; DossierMissing for no draft any more."""
        document = paper.document
        if incoming.size is not None and incoming.size > document.max_size:
            raise UploadRefused("too_large", size=incoming.size, max_size=document.max_size)
        path = self._passing / secrets.token_hex(16)
        try:
            await _write(path, incoming, document.max_size)
            examined = await self._examiner.examine(path, document.formats, document.max_size)
            await self._keep(opened, paper, clean_name(incoming.filename or ""), examined, path)
        finally:
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def remove(self, opened: OpenDossier, file: str) -> bool:
        """Take a file out of a draft; False when it, or the draft, is not there (any more)."""
        row, at = opened.row, self._dossiers.clock()
        try:
            key = await self._dossiers.database.write(
                lambda connection: remove_file(connection, row.id, row.owner, file, at)
            )
        except DossierMissing:
            # Filed or discarded by another request: what was filed keeps its files.
            key = None
        self._dossiers.forget(row.id)
        if key is None:
            return False
        await self._store.delete(key)
        return True

    async def find(self, opened: OpenDossier, file: str) -> StoredFile | None:
        """A file of the dossier."""
        row = opened.row
        return await self._dossiers.database.read(
            lambda connection: read_file(connection, row.id, row.owner, file)
        )

    def content(self, file: StoredFile) -> AsyncIterator[bytes]:
        """The bytes of a file, in pieces."""
        return self._store.read(file.store_key)

    async def _keep(
        self, opened: OpenDossier, paper: Paper, name: str, examined: Examined, path: Path
    ) -> None:
        with path.open("rb") as content:
            stored = await self._store.put(content, paper.document.max_size)
        new = NewFile(
            document=paper.document.id,
            alternative=paper.alternative,
            item=paper.item or None,
            name=name,
            media_type=examined.media_type,
            size=stored.size,
            sha256=stored.sha256,
            pages=examined.pages,
            store_key=stored.key,
        )
        row, at = opened.row, self._dossiers.clock()
        try:
            await self._dossiers.database.write(
                lambda connection: add_file(connection, row.id, row.owner, new, at)
            )
        except BaseException:
            await self._store.delete(stored.key)
            raise
        self._dossiers.forget(row.id)


async def _write(path: Path, incoming: Incoming, limit: int) -> None:
    """Copy what was sent to a file of this user's only. Raises UploadRefused when it is too large."""
    size = 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while piece := await incoming.read(CHUNK):
            size += len(piece)
            if size > limit:
                raise UploadRefused("too_large", size=size, max_size=limit)
            await asyncio.to_thread(file.write, piece)


__all__ = ["HandingIn", "Incoming", "Paper", "UploadRefused", "paper_asked"]
