"""Dossiers as they are worked on: opened, changed, kept. How one begins: `beginning`.

    opened = await dossiers.open(visit, id, owner)
    tried = dossiers.changed(opened, entries)        # evaluated, nothing kept yet
    kept = await dossiers.keep(tried)                # durable; StaleRevision when somebody was faster

An open dossier is never changed in place, so that one copy in memory serves every request that reads it.
A save may begin from that copy without asking the database first (`remembered`): keeping asks for the owner,
the session and the revision in the very statement that saves.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from formgen.casework.accounts.lasting import SEEN_AGAIN as SIGNED_IN_SEEN_AGAIN
from formgen.casework.facts import Kept, dates_differ, facts_of
from formgen.casework.jobs import delete_files
from formgen.casework.journeys import Pages, Standing
from formgen.casework.open_dossier import OpenDossier, holder_of
from formgen.casework.versions import Version, Versions
from formgen.casework.ways_back import return_with, way_back
from formgen.compiler.evaluation import Facts
from formgen.storage.database import Database
from formgen.storage.errors import DossierMissing
from formgen.storage.queries.dossier_lines import DossierLine, list_drafts
from formgen.storage.queries.dossiers import (
    Believed,
    Dossier,
    owner_of,
    read_dossier,
    save_entries,
)
from formgen.storage.queries.files import StoredFile, list_files
from formgen.storage.queries.sessions import is_browser, touch_session
from formgen.storage.queries.visits import Visit, discard_draft, read_visit
from formgen.storage.queries.ways_back import WayBack, keep_way_back, read_way_back

Clock = Callable[[], datetime]
"""The present moment, aware."""

IN_MEMORY = 400
"""Dossiers kept evaluated in memory; one takes some 30 KB."""
SEEN_AGAIN = timedelta(days=1)
"""How old `seen_at` of a session gets before a save writes it anew."""


@dataclass(slots=True)
class _Remembered:
    """A dossier in memory, and how its browser stood when it was last read."""

    opened: OpenDossier
    visit: Visit | None = None
    session: str = ""
    """The session that came with the visit."""


class Dossiers:
    """The dossiers of an installation. `clock` tells the moment."""

    def __init__(self, database: Database, versions: Versions, clock: Clock) -> None:
        self.database = database
        self.versions = versions
        self.clock = clock
        self._pages: dict[str, Pages] = {}
        self._open: OrderedDict[str, _Remembered] = OrderedDict()

    async def visit(self, session: str, dossier: str) -> Visit | None:
        """Whether this session may see this dossier, and how it stands; None for somebody else's."""
        return await self.database.read(lambda connection: read_visit(connection, session, dossier))

    async def open(self, visit: Visit, dossier: str, session: str) -> OpenDossier:
        """The dossier as kept, evaluated for today. Raises DossierMissing, VersionMissing."""
        held = self._open.get(dossier)
        if held is not None:
            found = held.opened
            row = found.row
            day = found.version.day_of(self.clock())
            same = row.revision == visit.revision and row.saved_at == visit.saved_at
            if same and row.owner == visit.owner and found.day == day:
                self._open.move_to_end(dossier)
                held.visit, held.session = visit, session
                if row.language != visit.language:
                    held.opened = replace(found, row=row._replace(language=visit.language))
                return held.opened
        return self._remember(await self._load(dossier, visit.owner), visit, session)

    def remembered(self, dossier: str, session: str) -> tuple[Visit, OpenDossier] | None:
        """The dossier as this session saw it last, which may be behind the database; None if it is forgotten.

        Good for beginning a save of that very revision: `keep` finds out whether all of it still holds.
        """
        held = self._open.get(dossier)
        if held is None or held.visit is None or held.session != session:
            return None
        if held.opened.day != held.opened.version.day_of(self.clock()):
            return None
        return held.visit, held.opened

    async def unattended(self, dossier: str) -> OpenDossier:
        """The dossier as kept, for work that nobody asks for. Raises DossierMissing, VersionMissing."""
        owner = await self.database.read(lambda connection: owner_of(connection, dossier))
        if owner is None:
            raise DossierMissing(dossier)
        return await self._load(dossier, owner)

    async def read(self, dossier: str, owner: str) -> OpenDossier:
        """The dossier as kept, for once: it is not remembered. Raises DossierMissing, VersionMissing."""
        return await self._load(dossier, owner)

    async def drafts(self, owner: str) -> list[DossierLine]:
        """The owner's dossiers not filed yet, the last saved first."""
        return await self.database.read(lambda connection: list_drafts(connection, owner))

    async def look(self, line: DossierLine, owner: str) -> OpenDossier:
        """A dossier of a list of its owner's, evaluated for today. Raises DossierMissing, VersionMissing."""
        held = self._open.get(line.id)
        if held is not None:
            found = held.opened
            same = found.row.revision == line.revision and found.row.saved_at == line.saved_at
            today = found.day == found.version.day_of(self.clock())
            if same and today and found.row.owner == owner and found.row.state == line.state:
                return found
        return await self._load(line.id, owner)

    def changed(
        self, opened: OpenDossier, entries: Mapping[str, Any], kept: Kept | None = None
    ) -> OpenDossier:
        """The dossier with other entries or facts, evaluated; nothing is kept yet."""
        return self._evaluated(opened, entries, opened.kept if kept is None else kept)

    async def keep(self, tried: OpenDossier, session: str, seen_at: datetime | None = None) -> OpenDossier:
        """Make a change durable that a session asked for. `seen_at`: when it was last noted.

        Raises StaleRevision when the dossier was changed since it was opened, DossierMissing.
        """
        at = self.clock()
        row = tried.row
        entries = tried.entries
        kept = tried.kept if tried.kept is not tried.stored else None
        believed = Believed(session, row.saved_at)
        often = SEEN_AGAIN if is_browser(row.owner) else SIGNED_IN_SEEN_AGAIN
        touched = seen_at is not None and abs(at - seen_at) > often
        way = way_back(tried.evaluation) if return_with(tried.procedure) is not None else None

        def write(connection: Any) -> int:
            if touched:
                touch_session(connection, session, at)
            saved = save_entries(connection, row.id, row.owner, row.revision, entries, at, kept, believed)
            # Of nothing older: the save above has found the revision that `tried.way` was read with.
            if way != tried.way:
                keep_way_back(connection, row.id, way)
            return saved

        revision = await self.database.write(write)
        kept_now = OpenDossier(
            tried.version,
            row._replace(revision=revision, saved_at=at),
            entries,
            tried.kept,
            tried.files,
            tried.answers,
            tried.evaluation,
            tried.standing,
            tried.day,
            tried.kept,
            way,
        )
        held = self._open.get(row.id)
        if touched and held is not None and held.visit is not None and held.session == session:
            held.visit = held.visit._replace(seen_at=at)
        return self._remember(kept_now)

    async def discard(self, opened: OpenDossier) -> None:
        """Delete a draft with its files. Raises DossierMissing, also when it was filed since."""
        id, owner = opened.id, opened.row.owner

        def write(connection: Any) -> None:
            delete_files(connection, id, discard_draft(connection, id, owner))

        try:
            await self.database.write(write)
        finally:
            self.forget(id)

    def forget(self, dossier: str) -> None:
        """Drop the copy in memory."""
        self._open.pop(dossier, None)

    def pages(self, version: Version) -> Pages:
        """Which page what belongs to, in a version."""
        found = self._pages.get(version.digest)
        if found is None:
            found = self._pages[version.digest] = Pages(version.procedure)
        return found

    def facts(
        self, opened: OpenDossier, entries: Mapping[str, Any], kept: Kept, day: date, **more: Any
    ) -> Facts:
        """The facts of a dossier on a day; `more` as in `facts_of`."""
        return facts_of(
            opened.procedure, kept, entries, opened.files, today=day, started_on=opened.row.started_on, **more
        )

    def _evaluated(self, opened: OpenDossier, entries: Mapping[str, Any], kept: Kept) -> OpenDossier:
        day = opened.version.day_of(self.clock())
        procedure = opened.procedure
        answers = procedure.read(entries, (opened.entries, opened.answers))
        facts = opened.evaluation.facts
        if kept is not opened.kept or day != opened.day or dates_differ(entries, opened.entries):
            facts = self.facts(opened, entries, kept, day, filed_on=opened.row.filed_on)
        evaluation = procedure.evaluate(answers, facts)
        holder = holder_of(procedure, opened.row.owner, kept)
        standing = Standing(evaluation, self.pages(opened.version).wrong(evaluation), holder)
        return OpenDossier(
            opened.version,
            opened.row,
            entries,
            kept,
            opened.files,
            answers,
            evaluation,
            standing,
            day,
            opened.stored,
            opened.way,
        )

    async def _load(self, dossier: str, owner: str) -> OpenDossier:
        def read(connection: Any) -> tuple[Dossier, list[StoredFile], WayBack | None] | None:
            row = read_dossier(connection, dossier, owner)
            if row is None:
                return None
            known = self.versions.known(row.spec_digest)
            found_again = known is None or return_with(known.procedure) is not None
            way = read_way_back(connection, dossier) if found_again else None
            return row, list_files(connection, dossier, owner), way

        found = await self.database.read(read)
        if found is None:
            raise DossierMissing(dossier)
        row, files, way = found
        version = self.versions.known(row.spec_digest) or await self.versions.of(row.spec_digest)
        procedure, entries, kept = version.procedure, row.entries(), row.facts()
        row = row.without_texts()
        day = version.day_of(self.clock())
        answers = procedure.read(entries)
        facts = facts_of(
            procedure, kept, entries, files, today=day, started_on=row.started_on, filed_on=row.filed_on
        )
        evaluation = procedure.evaluate(answers, facts)
        holder = holder_of(procedure, row.owner, kept)
        standing = Standing(evaluation, self.pages(version).wrong(evaluation), holder)
        return OpenDossier(version, row, entries, kept, files, answers, evaluation, standing, day, kept, way)

    def _remember(self, opened: OpenDossier, visit: Visit | None = None, session: str = "") -> OpenDossier:
        held = self._open.get(opened.id)
        if held is None:
            self._open[opened.id] = _Remembered(opened, visit, session)
        else:
            held.opened = opened
            if visit is not None:
                held.visit, held.session = visit, session
            self._open.move_to_end(opened.id)
        while len(self._open) > IN_MEMORY:
            self._open.popitem(last=False)
        return opened
