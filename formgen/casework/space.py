"""What a person finds in their space: drafts, requests filed, notices; read in one go, by their owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formgen.casework.dossiers import Dossiers
from formgen.storage.queries.dossier_lines import DossierLine, count_filed, list_drafts, list_filed
from formgen.storage.queries.issued import list_issued
from formgen.storage.queries.notices import (
    Notice,
    NoticeLine,
    count_notices,
    list_notices,
    notices_of,
    open_notice,
    read_notice,
)
from formgen.storage.statement import Connection


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A request that was filed, and the names of the PDFs issued about it."""

    line: DossierLine
    issued: Sequence[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the lists is looked at: `most` of each, after those `passed`."""

    most: int
    drafts: int = 0
    filed: int = 0
    notices: int = 0


@dataclass(frozen=True, slots=True)
class Lists:
    """The part looked at, and how many there are of each."""

    drafts: Sequence[DossierLine] = ()
    filed: Sequence[FiledLine] = ()
    notices: Sequence[NoticeLine] = ()
    all_drafts: int = 0
    all_filed: int = 0
    all_notices: int = 0


class Space:
    """The spaces of an installation."""

    def __init__(self, dossiers: Dossiers) -> None:
        self._dossiers = dossiers

    async def lists(self, owner: str, wanted: Wanted) -> Lists:
        """What an owner has; drafts last saved first, requests last filed first, unread notices first."""
        if not owner:
            return Lists()

        def read(connection: Connection) -> Lists:
            drafts = list_drafts(connection, owner)
            filed = list_filed(connection, owner, wanted.most, wanted.filed)
            return Lists(
                drafts=drafts[wanted.drafts : wanted.drafts + wanted.most],
                filed=[
                    FiledLine(line, [each.name for each in list_issued(connection, line.id)])
                    for line in filed
                ],
                notices=list_notices(connection, owner, wanted.most, wanted.notices),
                all_drafts=len(drafts),
                all_filed=count_filed(connection, owner),
                all_notices=count_notices(connection, owner),
            )

        return await self._dossiers.database.read(read)

    async def notice(self, notice: str, owner: str, *, opens: bool) -> tuple[Notice, bool] | None:
        """A notice of an owner's, and whether it was opened by this; None for another's.

        `opens`: it counts as opened from now on.
        """
        database = self._dossiers.database
        found = await database.read(lambda connection: read_notice(connection, notice, owner))
        if found is None or found.opened_at is not None or not opens:
            return None if found is None else (found, False)
        at = self._dossiers.clock()

        def write(connection: Connection) -> tuple[Notice, bool] | None:
            news = open_notice(connection, notice, owner, at)
            opened = read_notice(connection, notice, owner)
            return None if opened is None else (opened, news)

        return await database.write(write)

    async def offered(self, dossier: str, owner: str) -> frozenset[str]:
        """The names of the PDFs that the notices about a dossier offer, and of those issued about it."""

        def read(connection: Connection) -> frozenset[str]:
            told = notices_of(connection, dossier, owner)
            issued = list_issued(connection, dossier)
            return frozenset(
                [*(name for each in told for name in each.download), *(each.name for each in issued)]
            )

        return await self._dossiers.database.read(read)
