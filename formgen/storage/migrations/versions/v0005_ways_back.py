"""Ways back to a dossier without an account, and the codes that are sent for one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.String(27)
RANDOM_ID = sa.String(43)
DIGEST = sa.String(64)


def upgrade() -> None:
    """Dossiers of before get a way back when they are saved next."""
    op.create_table(
        "ways_back",
        sa.Column("dossier", RANDOM_ID, nullable=False),
        sa.Column("key", DIGEST, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("dossier", name="pk_ways_back"),
        sa.ForeignKeyConstraint(
            ["dossier"], ["dossiers.id"], name="fk_ways_back_dossier", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_ways_back_key", "ways_back", ["key"])
    op.create_table(
        "return_codes",
        sa.Column("key", DIGEST, nullable=False),
        sa.Column("token_hash", DIGEST, nullable=False),
        sa.Column("code_hash", DIGEST, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("key", name="pk_return_codes"),
        sa.UniqueConstraint("token_hash", name="uq_return_codes_token_hash"),
    )
    op.create_index("ix_return_codes_expires_at", "return_codes", ["expires_at"])
