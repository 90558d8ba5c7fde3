"""The tables, as they are after every migration.

Columns hold the same on SQLite and PostgreSQL: moments and days are ISO text (`moments.py`), JSON is text.
A JSON column is handed over unread: only who needs it pays for parsing it.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from formgen.storage import moments


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC, as text."""

    impl = String(moments.MOMENT_WIDTH)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else moments.write_moment(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else moments.read_moment(value)


class Day(TypeDecorator[date]):
    """A calendar day, as text."""

    impl = String(moments.DAY_WIDTH)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else moments.write_day(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else moments.read_day(value)


# Names are given to every constraint so that a later migration can drop one on both databases.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# `realm`: the register that identifiers are unique in; `entries`: what the account's fields hold, as typed;
# `second_factor`: JSON, "" without one. Without `password_hash` people sign in elsewhere (`identities`).
accounts = Table(
    "accounts",
    metadata,
    Column("id", String(43), primary_key=True),
    Column("realm", Text, nullable=False),
    Column("identifier", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("password_hash", Text),
    Column("entries", Text, nullable=False),
    Column("second_factor", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("realm", "identifier"),
)

identities = Table(
    "identities",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("account", String(43), ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Index(None, "account"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("data", Text, nullable=False),
    Column("account", String(43), ForeignKey("accounts.id", ondelete="CASCADE")),
    Column("signed_in_at", Moment),
    Index(None, "seen_at"),
    Index(None, "account"),
)

links = Table(
    "links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("account", String(43), ForeignKey("accounts.id", ondelete="CASCADE")),
    Column("data", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Index(None, "account"),
    Index(None, "expires_at"),
)

throttles = Table(
    "throttles",
    metadata,
    Column("key", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index(None, "expires_at"),
)

spec_versions = Table(
    "spec_versions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("procedure", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

# `owner` is an account, or the hash of the browser session that began it; it refers to no table, since a
# dossier outlives both.
dossiers = Table(
    "dossiers",
    metadata,
    Column("id", String(43), primary_key=True),
    Column("procedure", Text, nullable=False),
    Column("spec_digest", String(64), ForeignKey("spec_versions.digest"), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("state", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("entries", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("started_on", Day, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("filed_at", Moment),
    Column("filed_on", Day),
    Column("number", Text),
    UniqueConstraint("procedure", "number"),
    Index(None, "owner"),
    Index(None, "number"),
)

files = Table(
    "files",
    metadata,
    Column("id", String(43), primary_key=True),
    Column("dossier", String(43), ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False),
    Column("document", Text, nullable=False),
    Column("alternative", Text),
    Column("item", Text),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("pages", Integer),
    Column("store_key", Text, nullable=False, unique=True),
    Column("dated", Text),
    Column("created_at", Moment, nullable=False),
    Index(None, "dossier"),
)

history = Table(
    "history",
    metadata,
    Column("dossier", String(43), ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("from_state", Text),
    Column("to_state", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("idempotency_key", Text),
    Column("data", Text, nullable=False),
    UniqueConstraint("dossier", "idempotency_key"),
)

number_orders = Table(
    "number_orders",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("last", BigInteger, nullable=False),
)

issued = Table(
    "issued",
    metadata,
    Column("dossier", String(43), ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("issued_at", Moment, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("store_key", Text, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("check_code", Text, nullable=False, unique=True),
)

# Of a dossier without an account: `key` is a digest of the answers that are asked for again.
ways_back = Table(
    "ways_back",
    metadata,
    Column("dossier", String(43), ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("email", Text, nullable=False),
    Index(None, "key"),
)

# Codes for a digest, each by the hash of what the browser holds that asked for it; `email` is "" where none
# was sent: there was nothing to find, or too many mails were sent there.
return_codes = Table(
    "return_codes",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("code_hash", String(64), nullable=False),
    Column("email", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Index(None, "expires_at"),
)

# `attach`: JSON, names of PDFs of the dossier; `site`: the address of the installation from outside, for what
# these PDFs say; `until`: after this moment it is not worth sending. A mail without a dossier may hold a link
# that opens an account: once it is sent, its texts and its recipient are emptied, and it is deleted later.
mails = Table(
    "mails",
    metadata,
    Column("id", String(43), primary_key=True),
    Column("dossier", String(43), ForeignKey("dossiers.id", ondelete="CASCADE")),
    Column("recipient", Text, nullable=False),
    Column("sender_name", Text, nullable=False),
    Column("reply_to", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("attach", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("until", Moment),
    Column("sent_at", Moment),
    Column("failed_at", Moment),
    Column("failure", Text, nullable=False),
    Index(None, "dossier"),
)

# What a person finds in their space, as it was written when it was sent; `message` is its name in the spec,
# `download`: JSON, names of PDFs of the dossier. Whose it is, the dossier says.
notices = Table(
    "notices",
    metadata,
    Column("id", String(43), primary_key=True),
    Column("dossier", String(43), ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=False),
    Column("message", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("download", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("opened_at", Moment),
    Index(None, "dossier", "opened_at"),
)

# Mails as they would have gone out, in development; `content` is the whole message, in ASCII.
mailbox = Table(
    "mailbox",
    metadata,
    Column("id", String(43), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("content", Text, nullable=False),
    Index(None, "at"),
)
