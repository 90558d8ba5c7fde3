"""PDFs issued about a dossier: made once, kept, and handed out as the same bytes ever after."""

from __future__ import annotations

import asyncio
import io
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable

from formgen.casework.dossiers import Dossiers
from formgen.casework.open_dossier import OpenDossier
from formgen.casework.versions import Version
from formgen.rendering.outputs import Issue, Outputs
from formgen.rendering.pdf.pool import PdfPool
from formgen.storage.files import FileStore
from formgen.storage.queries.issued import (
    Confirmation,
    Issued,
    confirm_by_code,
    keep_issued,
    new_check_code,
    read_issued,
)

PDF = "application/pdf"
SIZE_LIMIT = 50 * 1024 * 1024
LISTS_IN_MEMORY = 20


class NotIssued(LookupError):
    """A PDF of this name is not issued about this dossier."""


class IssuingDesk:
    """Issues PDFs. `outputs` fills the PDFs of a version; `pool` prints them."""

    def __init__(
        self, dossiers: Dossiers, store: FileStore, pool: PdfPool, outputs: Callable[[Version], Outputs]
    ) -> None:
        self._dossiers = dossiers
        self._store = store
        self._pool = pool
        self._outputs = outputs
        self._under_way: dict[tuple[str, str], asyncio.Task[Issued]] = {}
        self._lists: OrderedDict[tuple[str, str, str], bytes] = OrderedDict()

    async def issue(self, opened: OpenDossier, name: str, address_of: Callable[[str], str]) -> Issued:
        """The PDF about a filed dossier, made if it was not yet; `address_of` gives where a code is checked.

        Requests that come together wait for the same PDF. Raises NotIssued for a draft or another name, and
        PdfFailed.
        """
        if opened.is_draft or name not in opened.procedure.spec.pdfs:
            raise NotIssued(name)
        row = opened.row
        found = await self._dossiers.database.read(
            lambda connection: read_issued(connection, row.id, name, row.language)
        )
        if found is not None:
            return found
        key = (row.id, name)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._make(opened, name, address_of))
            self._under_way[key] = task
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        # One who goes away must not take the PDF from the others.
        return await asyncio.shield(task)

    def read(self, issued: Issued) -> AsyncIterator[bytes]:
        """The content of a PDF as it was issued."""
        return self._store.read(issued.store_key)

    async def confirm(self, code: str) -> Confirmation | None:
        """What the page behind a code may say; None for a code that was never issued."""
        return await self._dossiers.database.read(lambda connection: confirm_by_code(connection, code))

    async def list_of_documents(self, version: Version, name: str, language: str) -> bytes:
        """The list of documents, the same for everybody. Raises NotIssued, PdfFailed."""
        pdf = version.procedure.spec.pdfs.get(name)
        if pdf is None or pdf.layout != "list_of_documents":
            raise NotIssued(name)
        key = (version.digest, name, language)
        found = self._lists.get(key)
        if found is None:
            made = self._outputs(version).list_of_documents(name, language)
            found = await self._pool.render(made.html, language=made.language, title=made.title)
            self._lists[key] = found
            while len(self._lists) > LISTS_IN_MEMORY:
                self._lists.popitem(last=False)
        return found

    async def _make(self, opened: OpenDossier, name: str, address_of: Callable[[str], str]) -> Issued:
        row = opened.row
        assert row.filed_on is not None
        code = new_check_code()
        # A receipt bears the day of filing, whenever it is printed.
        facts = self._dossiers.facts(
            opened,
            opened.entries,
            opened.kept,
            row.filed_on,
            filed_on=row.filed_on,
            issued_on=row.filed_on,
        )
        evaluation = opened.procedure.evaluate(opened.answers, facts)
        issue = Issue(row.filed_on, code, address_of(code))
        made = self._outputs(opened.version).letter(name, row.language, evaluation, issue)
        pdf = await self._pool.render(
            made.html, language=made.language, title=made.title, created=row.filed_at
        )
        stored = await self._store.put(io.BytesIO(pdf), SIZE_LIMIT)
        new = Issued(
            dossier=row.id,
            name=name,
            language=row.language,
            issued_at=self._dossiers.clock(),
            media_type=PDF,
            store_key=stored.key,
            sha256=stored.sha256,
            check_code=code,
        )
        kept = await self._dossiers.database.write(lambda connection: keep_issued(connection, new))
        if kept.store_key != stored.key:
            await self._store.delete(stored.key)
        return kept
