"""Notices: what a person finds in their space about a request."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.String(27)
RANDOM_ID = sa.String(43)


def upgrade() -> None:
    """Whose a notice is, its dossier says."""
    op.create_table(
        "notices",
        sa.Column("id", RANDOM_ID, nullable=False),
        sa.Column("dossier", RANDOM_ID, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("download", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("opened_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name="fk_notices_dossier", ondelete="CASCADE"),
    )
    op.create_index("ix_notices_dossier_opened_at", "notices", ["dossier", "opened_at"])
