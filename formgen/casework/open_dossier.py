"""A dossier with everything that is made of it, and who it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from formgen.casework.accounts.people import KNOWN_AS, needs_account, offers_account
from formgen.casework.facts import Kept
from formgen.casework.journeys import Holder, Standing
from formgen.casework.versions import Version
from formgen.compiler.answers import Answers
from formgen.compiler.evaluation import Evaluation
from formgen.compiler.procedure import Procedure
from formgen.storage.queries.dossiers import Dossier
from formgen.storage.queries.files import StoredFile
from formgen.storage.queries.sessions import is_browser
from formgen.storage.queries.ways_back import WayBack


@dataclass(eq=False, slots=True)
class OpenDossier:
    """A dossier with everything that is made of it. Immutable by convention.

    `kept` are its facts; `stored` are those in the database, and `way` how it is found again, as that stands
    there; `day` is the one it was evaluated on.
    """

    version: Version
    row: Dossier
    entries: Mapping[str, Any]
    kept: Kept
    files: Sequence[StoredFile]
    answers: Answers
    evaluation: Evaluation
    standing: Standing
    day: date
    stored: Kept
    way: WayBack | None

    @property
    def id(self) -> str:
        """Its id, as in its address."""
        return self.row.id

    @property
    def procedure(self) -> Procedure:
        """The procedure as it was when the dossier began."""
        return self.version.procedure

    @property
    def revision(self) -> int:
        """Counts the changes of its answers."""
        return self.row.revision

    @property
    def is_draft(self) -> bool:
        """Whether it was not filed yet."""
        return self.row.filed_at is None


def holder_of(procedure: Procedure, owner: str, kept: Kept) -> Holder:
    """Who a dossier belongs to, as far as its journey depends on it."""
    if needs_account(procedure):
        return "stranger" if is_browser(owner) else "known"
    # Where an account may be used, it counts once the dossier was made out to it.
    return "known" if offers_account(procedure) and kept.get(KNOWN_AS) == owner else "anybody"
