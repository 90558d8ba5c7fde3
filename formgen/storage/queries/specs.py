"""The text of each spec that a dossier is pinned to, so that a later edit changes nothing under way."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Insert, bindparam, select

from formgen.storage.statement import Connection, DialectName, Statement, insert_for
from formgen.storage.tables import spec_versions


class SpecVersion(NamedTuple):
    """`text` is a JSON bundle: the spec, its sub-files and its catalogues."""

    digest: str
    procedure: str
    version: str
    text: str
    created_at: datetime


def _keep(dialect: DialectName) -> Insert:
    return insert_for(dialect, spec_versions).on_conflict_do_nothing(index_elements=["digest"])


_KEEP = Statement(_keep)
_READ = Statement(select(spec_versions).where(spec_versions.c.digest == bindparam("digest")))


def keep_spec(connection: Connection, spec: SpecVersion) -> None:
    """Keep a version of a spec; the same digest again changes nothing."""
    connection.change(_KEEP, spec._asdict())


def read_spec(connection: Connection, digest: str) -> SpecVersion | None:
    """The spec that a dossier began with."""
    row = connection.row(_READ, {"digest": digest})
    return SpecVersion._make(row) if row else None
