"""What a worker works with: the database, the versions of specs, the printers; opened and closed as one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from formgen.casework.dossiers import Dossiers
from formgen.casework.forgetting import forget
from formgen.casework.issuing import IssuingDesk
from formgen.casework.versions import Version, Versions
from formgen.rendering.outputs import Outputs
from formgen.rendering.pdf.pool import PdfPool
from formgen.rendering.wording import Wording
from formgen.settings import Settings
from formgen.storage.database import Database
from formgen.storage.files import FileStore, FolderStore
from formgen.storage.moments import now
from formgen.storage.queries.mails import (
    Delivered,
    Mail,
    count_waiting,
    deliver_to_mailbox,
    mark_failed,
    mark_sent,
    read_mail,
)
from formgen.work.messages import Enclosure

Result = TypeVar("Result")


class Office:
    """Lives in an event loop; what DBOS's threads ask of it is done there while they wait."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        database: Database,
        dossiers: Dossiers,
        issuing: IssuingDesk,
        store: FileStore,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._loop = loop
        self._database = database
        self._dossiers = dossiers
        self._issuing = issuing
        self._store = store
        self._clock = clock

    def read(self, mail: str) -> Mail | None:
        """The mail as kept."""
        return self._there(self._database.read(lambda connection: read_mail(connection, mail)))

    def sent(self, mail: str) -> None:
        """Note that it was handed over."""
        at = self._clock()
        self._there(self._database.write(lambda connection: mark_sent(connection, mail, at)))

    def failed(self, mail: str, why: str) -> None:
        """Note that it will never be sent."""
        at = self._clock()
        self._there(self._database.write(lambda connection: mark_failed(connection, mail, at, why)))

    def waiting(self) -> int:
        """How many mails are still to be sent."""
        return self._there(self._database.read(count_waiting))

    async def forget(self) -> None:
        """Forget what was kept for a time that is over."""
        await forget(self._database, self._clock())

    def deliver(self, delivered: Delivered) -> None:
        """Put a mail into the developer's mailbox."""
        self._there(self._database.write(lambda connection: deliver_to_mailbox(connection, delivered)))

    def delete_files(self, keys: Sequence[str]) -> None:
        """Delete files from the store; those that are gone already stay so. Raises OSError."""
        self._there(self._deleted(keys))

    async def _deleted(self, keys: Sequence[str]) -> None:
        for key in keys:
            await self._store.delete(key)

    def enclosures(self, mail: Mail) -> list[Enclosure]:
        """The PDFs that go with a mail, issued now if they were not yet."""
        return self._there(self._issued(mail)) if mail.attach else []

    async def _issued(self, mail: Mail) -> list[Enclosure]:
        assert mail.dossier is not None, "a mail without a dossier has no PDFs (QueuedMail)"
        opened = await self._dossiers.unattended(mail.dossier)
        found = []
        for name in mail.attach:
            issued = await self._issuing.issue(opened, name, lambda code: f"{mail.site}/check/{code}")
            content = b"".join([part async for part in self._issuing.read(issued)])
            number = opened.row.number
            found.append(
                Enclosure(f"{name}-{number}.pdf" if number else f"{name}.pdf", issued.media_type, content)
            )
        return found

    def _there(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


@asynccontextmanager
async def open_office(settings: Settings) -> AsyncIterator[Office]:
    """An office for the settings. Raises StorageError, OSError."""
    async with AsyncExitStack() as closing:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = await Database.open(settings.database_url)
        closing.push_async_callback(database.close)
        # Every version is laid out from the database, where no other worker does: it need be told no specs.
        folder = closing.enter_context(TemporaryDirectory(prefix="formgen-specs-"))
        dossiers = Dossiers(database, Versions((), database, Path(folder)), now)
        pool = PdfPool(settings.pdf_workers)
        closing.push_async_callback(pool.aclose)
        store = FolderStore(settings.data / "files")
        issuing = IssuingDesk(dossiers, store, pool, _outputs())
        yield Office(asyncio.get_running_loop(), database, dossiers, issuing, store)


def _outputs() -> Callable[[Version], Outputs]:
    """The PDFs of versions, with their texts compiled once."""
    made: dict[str, Outputs] = {}

    def of(version: Version) -> Outputs:
        if version.digest not in made:
            wordings: dict[str, Wording] = {}

            def wording(language: str) -> Wording:
                if language not in wordings:
                    wordings[language] = Wording(version.procedure, language)
                return wordings[language]

            made[version.digest] = Outputs(version.procedure, wording)
        return made[version.digest]

    return of
