"""Records that the administration already holds, looked up by key.

For example:

    source = CsvSource(Path("register.csv"), {"foreigner_number": "text", "birth_date": "date"}, setting="…")
    record = await source.lookup({"foreigner_number": "5903006620"})
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

__all__ = ["Criteria", "Record", "Source", "SourceAmbiguous", "SourceUnavailable"]

Criteria = Mapping[str, Any]
Record = Mapping[str, Any]


class Source(Protocol):
    """A register. Its columns have kinds; a record holds runtime values (`formgen.language.values`)."""

    async def lookup(self, criteria: Criteria) -> Record | None:
        """The one record whose columns equal all the criteria, or None.

        Criteria are runtime values by column; an empty one (None or blank) matches no record. Raises
        SourceUnavailable when the register cannot be asked, SourceAmbiguous when two records match.
        """

    async def close(self) -> None:
        """Let go of what the source holds open."""


class SourceUnavailable(Exception):
    """A register cannot be asked. Its words are for who runs the service, not for the citizen.

    `what` says what failed, `setting` which setting names the register, `advice` what to do.
    """

    def __init__(self, what: str, setting: str, advice: str) -> None:
        super().__init__(f"{what} (setting {setting}): {advice}")
        self.what = what
        self.setting = setting
        self.advice = advice


class SourceAmbiguous(Exception):
    """Two records or more match. Which is meant must not be guessed. Holds the columns, never the values."""

    def __init__(self, columns: tuple[str, ...], setting: str) -> None:
        super().__init__(f"several records have the same {', '.join(columns)} (setting {setting})")
        self.columns = columns
        self.setting = setting
