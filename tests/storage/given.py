"""Rows that tests begin with."""

from __future__ import annotations

from datetime import UTC, date, datetime

from formgen.storage.queries import dossiers, files, specs
from formgen.storage.statement import Connection

AT = datetime(2026, 3, 1, 8, 5, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 9, 30, 0, 250, tzinfo=UTC)
DAY = date(2026, 3, 1)
SPEC = specs.SpecVersion("d" * 64, "tse_ue_renewal", "2026.1", '{"spec": "…"}', AT)
OWNER = "a" * 64
STRANGER = "b" * 64


def a_dossier(connection: Connection, owner: str = OWNER, procedure: str = SPEC.procedure) -> str:
    """The id of a new draft."""
    specs.keep_spec(connection, SPEC)
    new = dossiers.NewDossier(
        procedure, SPEC.digest, owner, "draft", "fr", DAY, AT, {}, {"today": "2026-03-01"}
    )
    return dossiers.create_dossier(connection, new)


def a_file(document: str = "identity", key: str = "0" * 32) -> files.NewFile:
    """A file that is in the store already."""
    return files.NewFile(document, "passport", None, "scan.pdf", "application/pdf", 1234, "e" * 64, 2, key)
