"""Run by Alembic: the steps go over the connection, and in the transaction, of `formgen.storage.migrate`."""

from __future__ import annotations

from alembic import context

from formgen.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # The transaction is already open and is committed by who opened it.
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
