"""Filing a dossier: judged again on the day of filing, numbered and recorded in one transaction, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from formgen.casework.dossiers import Dossiers
from formgen.casework.facts import Kept, matched_rows
from formgen.casework.notices import Cause, Notices
from formgen.casework.numbering import draw_number, random_reference
from formgen.casework.open_dossier import OpenDossier
from formgen.casework.workflows import Filing, filing_of
from formgen.compiler.evaluation import Evaluation
from formgen.rendering.wording import Wording
from formgen.storage.errors import NumberTaken
from formgen.storage.queries.dossiers import file_dossier, hold_dossier, save_entries
from formgen.storage.queries.history import Deed, find_event
from formgen.storage.statement import Connection

UNREAD: Final = "registers"
"""Key of a dossier's history and facts: the registers that could not be read at filing."""
TRIES = 5
"""How often another random reference is drawn when one is taken already."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What asking to file gave: filed now, filed before (by this request or another), or what keeps from it.

    `missing`: something blocks; `stale`: it was changed since it was reviewed.
    """

    outcome: Literal["filed", "already", "missing", "stale"]


class FilingDesk:
    """Files dossiers. `wording` gives the texts of a procedure's version in its own language."""

    def __init__(
        self, dossiers: Dossiers, wording: Callable[[OpenDossier], Wording], notices: Notices
    ) -> None:
        self._dossiers = dossiers
        self._wording = wording
        self._notices = notices

    async def file(
        self, tried: OpenDossier, key: str, site: str, notes: Mapping[str, Any] | None = None
    ) -> Filed:
        """File a dossier with the declarations in `tried`, which was opened at the revision reviewed.

        `key` is the request's own: asking again with it changes nothing. `site` is where the installation is
        reached, for what is sent. `notes` go into the history. What was declared is kept even when something
        else is missing. Raises DossierMissing, NumberTaken.
        """
        filing = filing_of(tried.procedure)
        at = self._dossiers.clock()
        wording = self._wording(tried)
        for attempt in range(TRIES):
            try:
                return await self._attempt(_Attempt(tried, filing, key, at, site, dict(notes or {}), wording))
            except NumberTaken:
                # Only a random reference can meet another one.
                if filing.number is not None or attempt == TRIES - 1:
                    raise
        raise AssertionError("the last attempt returns or raises")

    async def _attempt(self, attempt: _Attempt) -> Filed:
        try:
            return await self._dossiers.database.write(lambda connection: self._write(connection, attempt))
        finally:
            self._dossiers.forget(attempt.tried.id)

    def _write(self, connection: Connection, attempt: _Attempt) -> Filed:
        """In the writer's transaction, where nobody else can change the dossier."""
        tried, row = attempt.tried, attempt.tried.row
        held = hold_dossier(connection, row.id, row.owner)
        if held.filed_at is not None or find_event(connection, row.id, attempt.key) is not None:
            return Filed("already")
        # A file added or removed leaves the revision as it is, but not the moment of the last change.
        unchanged = held.revision == row.revision and held.saved_at == row.saved_at
        if not unchanged or held.state not in attempt.filing.from_states:
            return Filed("stale")
        revision = save_entries(
            connection, row.id, row.owner, row.revision, tried.entries, attempt.at, tried.kept
        )
        evaluation = self._judged(attempt)
        if not evaluation.complete or not tried.standing.is_identified:
            return Filed("missing")
        number_name = attempt.filing.number
        if number_name is None:
            number = random_reference()
        else:
            number = draw_number(connection, number_name, evaluation, attempt.wording)
        kept = {**tried.kept, "rows": matched_rows(evaluation)}
        if attempt.notes.get(UNREAD):
            kept[UNREAD] = attempt.notes[UNREAD]
        if number_name is not None:
            kept["numbers"] = {number_name: number}
        deed = Deed(
            at=attempt.at,
            actor="applicant",
            action=attempt.filing.action,
            from_state=held.state,
            to_state=attempt.filing.to_state,
            idempotency_key=attempt.key,
            data=attempt.notes,
        )
        day = tried.version.day_of(attempt.at)
        file_dossier(connection, row.id, row.owner, revision, number, day, kept, deed)
        self._send(connection, attempt, kept)
        return Filed("filed")

    def _judged(self, attempt: _Attempt) -> Evaluation:
        tried = attempt.tried
        day = tried.version.day_of(attempt.at)
        facts = self._dossiers.facts(tried, tried.entries, tried.kept, day)
        return tried.procedure.evaluate(tried.answers, replace(facts, filed_on=day))

    def _send(self, connection: Connection, attempt: _Attempt, kept: Kept) -> None:
        """In the same transaction: nothing is sent for what is not filed, and nothing filed goes untold."""
        tried, filing = attempt.tried, attempt.filing
        if not filing.send:
            return
        day = tried.version.day_of(attempt.at)
        facts = self._dossiers.facts(tried, tried.entries, kept, day, filed_on=day)
        evaluation = tried.procedure.evaluate(tried.answers, facts)
        cause = Cause(filing.action, attempt.key, attempt.at, attempt.site)
        self._notices.send(connection, tried, evaluation, filing.send, cause)


@dataclass(frozen=True, slots=True)
class _Attempt:
    tried: OpenDossier
    filing: Filing
    key: str
    at: datetime
    site: str
    notes: dict[str, Any]
    wording: Wording
