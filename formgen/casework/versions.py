"""Versions of specs: a dossier keeps the one it began with, whatever becomes of the file meanwhile.

What a version consists of (the spec, its lists, catalogues and pictures) is kept in the database. Tables are
data outside the version: an older spec reads the rows that are served now (language.md §3).
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from formgen.casework.days import Days
from formgen.compiler.catalogues import catalogue_path
from formgen.compiler.compile import digest_of
from formgen.compiler.load import compile_file
from formgen.compiler.procedure import Procedure
from formgen.language.spec import Spec
from formgen.storage.database import Database
from formgen.storage.moments import now
from formgen.storage.queries.specs import SpecVersion, keep_spec, read_spec
from formgen.storage.statement import Connection


class VersionMissing(LookupError):
    """No spec of this digest is served or kept."""


@dataclass(frozen=True, eq=False)
class Version:
    """A procedure with the digest of all that it is made of, which dossiers are pinned to."""

    digest: str
    procedure: Procedure

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone of the service's days."""
        return ZoneInfo(self.procedure.spec.service.timezone)

    def day_of(self, moment: datetime) -> date:
        """The day at the service's place."""
        return self._days.day_of(moment)

    @cached_property
    def _days(self) -> Days:
        return Days(self.zone)


class Versions:
    """The procedures served now by their ids, and older versions by their digests.

    `folder` is where older versions are laid out to be compiled again.
    """

    def __init__(self, procedures: Iterable[Procedure], database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._compiling = asyncio.Lock()
        self.current = {procedure.id: _version(procedure) for procedure in procedures}
        self._known = {version.digest: version for version in self.current.values()}

    async def keep(self) -> None:
        """Keep the versions served now, so that dossiers can be pinned to them."""
        at = now()
        rows = [
            SpecVersion(each.digest, each.procedure.id, each.procedure.version, _bundle(each.procedure), at)
            for each in self.current.values()
        ]

        def write(connection: Connection) -> None:
            for row in rows:
                keep_spec(connection, row)

        await self._database.write(write)

    def known(self, digest: str) -> Version | None:
        """A version that is compiled already."""
        return self._known.get(digest)

    async def of(self, digest: str) -> Version:
        """A version, compiled from what was kept when it is not served any more. Raises VersionMissing."""
        async with self._compiling:
            found = self._known.get(digest)
            if found is None:
                kept = await self._database.read(lambda connection: read_spec(connection, digest))
                if kept is None:
                    raise VersionMissing(digest)
                current = self.current.get(kept.procedure)
                path = await asyncio.to_thread(_lay_out, kept, self._folder, current)
                found = Version(digest, await asyncio.to_thread(compile_file, path))
                self._known[digest] = found
        return found


def _version(procedure: Procedure) -> Version:
    parts = [content for name, content in sorted(_files(procedure)) if name not in _tables(procedure.spec)]
    return Version(digest_of(*parts), procedure)


def _files(procedure: Procedure) -> Iterator[tuple[str, bytes]]:
    """The files of a spec by their names from its folder; those that are missing were reported before."""
    path = Path(procedure.spec.document.name)
    yield path.name, procedure.spec.document.text.encode()
    for name in sorted({*_beside(procedure)}):
        file = path.parent / name
        if file.is_file():
            yield name, file.read_bytes()


def _beside(procedure: Procedure) -> Iterator[str]:
    spec = procedure.spec
    yield from (each.file.file for each in spec.lists.values() if each.file is not None)
    yield from _tables(spec)
    for language in spec.translations:
        yield Path(catalogue_path(spec.document.name, language)).name
    panels = [each.spec.help for each in procedure.fields.values()]
    panels += [each.spec.help for each in procedure.documents.values()]
    yield from (panel.image for panel in panels if panel is not None and panel.image)


def _tables(spec: Spec) -> frozenset[str]:
    return frozenset(each.file for each in spec.tables.values())


def _bundle(procedure: Procedure) -> str:
    files = {name: base64.b64encode(content).decode("ascii") for name, content in _files(procedure)}
    return json.dumps({"spec": Path(procedure.spec.document.name).name, "files": files})


def _lay_out(kept: SpecVersion, folder: Path, current: Version | None) -> Path:
    bundle = json.loads(kept.text)
    root = folder / kept.digest
    tables = dict(_files(current.procedure)) if current is not None else {}
    served = _tables(current.procedure.spec) if current is not None else frozenset()
    for file, content in bundle["files"].items():
        path = (root / file).resolve()
        if not path.is_relative_to(root.resolve()):
            raise VersionMissing(kept.digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tables[file] if file in served else base64.b64decode(content))
    name: str = bundle["spec"]
    return root / name
