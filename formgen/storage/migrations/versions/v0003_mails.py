"""Mails waiting to be sent, and the mailbox that a developer reads them in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.String(27)
RANDOM_ID = sa.String(43)


def upgrade() -> None:
    """The queue itself is DBOS's; a job there names a mail here."""
    op.create_table(
        "mails",
        sa.Column("id", RANDOM_ID, nullable=False),
        sa.Column("dossier", RANDOM_ID),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("sender_name", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("attach", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("until", MOMENT),
        sa.Column("sent_at", MOMENT),
        sa.Column("failed_at", MOMENT),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name="fk_mails_dossier", ondelete="CASCADE"),
    )
    op.create_index("ix_mails_dossier", "mails", ["dossier"])
    op.create_table(
        "mailbox",
        sa.Column("id", RANDOM_ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mailbox"),
    )
    op.create_index("ix_mailbox_at", "mailbox", ["at"])
