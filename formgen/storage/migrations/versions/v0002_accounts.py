"""Accounts: who signs in, links sent by mail, throttles, and the account of a session."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.String(27)
DIGEST = sa.String(64)
RANDOM_ID = sa.String(43)


def upgrade() -> None:
    """Sessions made before belong to no account."""
    _accounts()
    _links()
    _throttles()
    with op.batch_alter_table("sessions") as sessions:
        sessions.add_column(sa.Column("account", RANDOM_ID))
        sessions.add_column(sa.Column("signed_in_at", MOMENT))
        sessions.create_foreign_key(
            "fk_sessions_account", "accounts", ["account"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_sessions_account", "sessions", ["account"])


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", RANDOM_ID, nullable=False),
        sa.Column("realm", sa.Text(), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text()),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("second_factor", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("realm", "identifier", name="uq_accounts_realm_identifier"),
    )
    op.create_table(
        "identities",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("account", RANDOM_ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name="fk_identities_account", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_identities_account", "identities", ["account"])


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("token_hash", DIGEST, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("account", RANDOM_ID),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("token_hash", name="pk_links"),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_links_account", ondelete="CASCADE"),
    )
    op.create_index("ix_links_account", "links", ["account"])
    op.create_index("ix_links_expires_at", "links", ["expires_at"])


def _throttles() -> None:
    op.create_table(
        "throttles",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_throttles"),
    )
    op.create_index("ix_throttles_expires_at", "throttles", ["expires_at"])
