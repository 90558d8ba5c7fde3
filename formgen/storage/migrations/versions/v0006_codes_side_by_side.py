"""Codes for one way back stand side by side, each by the token of the browser that asked for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.String(27)
DIGEST = sa.String(64)


def upgrade() -> None:
    """Codes that wait now are asked for once more: they are good for minutes, and SQLite changes no key."""
    op.drop_table("return_codes")
    op.create_table(
        "return_codes",
        sa.Column("token_hash", DIGEST, nullable=False),
        sa.Column("key", DIGEST, nullable=False),
        sa.Column("code_hash", DIGEST, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("token_hash", name="pk_return_codes"),
    )
    op.create_index("ix_return_codes_expires_at", "return_codes", ["expires_at"])
