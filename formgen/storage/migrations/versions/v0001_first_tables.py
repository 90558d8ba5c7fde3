"""The first tables: sessions, specs, dossiers, their files and history, numbers, issued PDFs.

A step never imports `formgen.storage.tables`: it must go on making what it made when it was written.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.String(27)
DAY = sa.String(10)
DIGEST = sa.String(64)
RANDOM_ID = sa.String(43)


def upgrade() -> None:
    """Make everything; nothing was there."""
    _sessions()
    _dossiers()
    _files()
    _history()
    _numbers()
    _issued()


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_hash", DIGEST, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_seen_at", "sessions", ["seen_at"])


def _dossiers() -> None:
    op.create_table(
        "spec_versions",
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_spec_versions"),
    )
    op.create_table(
        "dossiers",
        sa.Column("id", RANDOM_ID, nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("spec_digest", DIGEST, nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("started_on", DAY, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("filed_at", MOMENT),
        sa.Column("filed_on", DAY),
        sa.Column("number", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_dossiers"),
        sa.ForeignKeyConstraint(["spec_digest"], ["spec_versions.digest"], name="fk_dossiers_spec_digest"),
        sa.UniqueConstraint("procedure", "number", name="uq_dossiers_procedure_number"),
    )
    op.create_index("ix_dossiers_owner", "dossiers", ["owner"])
    op.create_index("ix_dossiers_number", "dossiers", ["number"])


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("id", RANDOM_ID, nullable=False),
        sa.Column("dossier", RANDOM_ID, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("alternative", sa.Text()),
        sa.Column("item", sa.Text()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("pages", sa.Integer()),
        sa.Column("store_key", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name="fk_files_dossier", ondelete="CASCADE"),
        sa.UniqueConstraint("store_key", name="uq_files_store_key"),
    )
    op.create_index("ix_files_dossier", "files", ["dossier"])


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("dossier", RANDOM_ID, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("from_state", sa.Text()),
        sa.Column("to_state", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.Text()),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "sequence", name="pk_history"),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name="fk_history_dossier", ondelete="CASCADE"),
        sa.UniqueConstraint("dossier", "idempotency_key", name="uq_history_dossier_idempotency_key"),
    )


def _numbers() -> None:
    op.create_table(
        "number_orders",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_number_orders"),
    )


def _issued() -> None:
    op.create_table(
        "issued",
        sa.Column("dossier", RANDOM_ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("store_key", sa.Text(), nullable=False),
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("check_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", "name", "language", name="pk_issued"),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name="fk_issued_dossier", ondelete="CASCADE"),
        sa.UniqueConstraint("store_key", name="uq_issued_store_key"),
        sa.UniqueConstraint("check_code", name="uq_issued_check_code"),
    )
