"""The two databases, as for storage: a test that asks for `store` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from tests.storage.conftest import postgresql_server, postgresql_url, sqlite_store, sqlite_url, store, url

__all__ = ["postgresql_server", "postgresql_url", "sqlite_store", "sqlite_url", "store", "url"]
