"""Settings of an installation: `formgen.toml` in the current folder, and FORMGEN_* variables over it.

database = "postgresql://…"          # FORMGEN_DATABASE; default: a SQLite file in the data folder
hosts = ["service.example"]          # FORMGEN_HOSTS='["service.example"]'
base_url = "https://service.example"
secure_cookies = true

[categories.residence_permit]        # as specs name it under `category`
fr = "Titre de séjour"
en = "Residence permit"

[sources.permit_register]
file = "registers/permits.csv"       # or: url = "postgresql://…", table = "permits"

[mail]
host = "smtp.example"                # FORMGEN_MAIL__HOST; FORMGEN_MAIL__PASSWORD keeps it out of this file
sender = "requests@service.example"

[oidc.franceconnect]                 # signing in there as well; needs the extra "oidc"
label = "FranceConnect"
issuer = "https://auth.example/api/v2"
client_id = "…"
# client_secret: better as FORMGEN_OIDC__FRANCECONNECT__CLIENT_SECRET, out of this file
scopes = ["openid", "given_name", "family_name"]
acr_values = ["eidas1"]
userinfo_signed = true
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

FILE = "formgen.toml"
PREFIX, NESTED = "FORMGEN_", "__"
"""How variables are named: FORMGEN_TITLE, FORMGEN_SOURCES__PERMIT_REGISTER__FILE."""
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
MEGABYTE = 1_000_000


def _address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/")):
        raise ValueError("write it as https://service.example, without a path")
    return value.rstrip("/")


class SourceSettings(BaseModel):
    """Where a source is: a CSV file, or a table of a database."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Path | None = None
    url: str | None = None
    table: str | None = None
    seconds: float = Field(default=5.0, gt=0, le=60)

    @model_validator(mode="after")
    def _one_of_both(self) -> SourceSettings:
        if (self.file is None) == (self.url is None) or (self.url is None) != (self.table is None):
            raise ValueError("give either file, or url with table")
        return self


def _mail_address(value: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    if not value:
        return value
    try:
        checked = validate_email(value, check_deliverability=False, test_environment=True)
    except EmailNotValidError as fault:
        raise ValueError(f"it is no address of mail: {fault}") from fault
    return checked.ascii_email or checked.normalized


class MailSettings(BaseModel):
    """The server that mails are handed to (SMTP). Without a host they wait, or in development are shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = ""
    port: int | None = Field(default=None, ge=1, le=65535)
    """Without one: 587 for starttls, 465 for tls, 25 for none."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the way to the server is protected."""
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: Annotated[str, AfterValidator(_mail_address)] = ""
    """The address that mails come from; it must be one that the server may send for."""
    seconds: float = Field(default=30.0, gt=0, le=300)
    """How long the server may take for an answer."""

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return self.host, self.port or {"starttls": 587, "tls": 465, "none": 25}[self.security]

    @model_validator(mode="after")
    def _complete(self) -> MailSettings:
        if self.host and not self.sender:
            raise ValueError("sender is missing: the address that mails come from")
        if bool(self.user) != bool(self.password.get_secret_value()):
            raise ValueError("give user and password, or neither")
        return self


def _issuer(value: str) -> str:
    parts = urlsplit(value)
    own = parts.scheme == "http" and parts.hostname in THIS_MACHINE
    if (parts.scheme != "https" and not own) or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("write it as the provider does: https://identity.example, without ? and #")
    return value


class OidcSettings(BaseModel):
    """A provider at which people may sign in instead (OpenID Connect), as it was agreed with it.

    People come back to BASE_URL/account/oidc/NAME/back, and who signs out to BASE_URL/account/signed-out.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str = Field(min_length=1, max_length=60)
    """What people know it by."""
    issuer: Annotated[str, AfterValidator(_issuer)]
    client_id: str = Field(min_length=1)
    client_secret: SecretStr
    scopes: tuple[str, ...] = ("openid",)
    acr_values: tuple[str, ...] = ()
    """Levels of assurance to ask for; FranceConnect wants one, "eidas1"."""
    acr_accepted: tuple[str, ...] | None = None
    """Levels at which a sign-in is taken; without it those of `acr_values`, [] for any."""
    userinfo_signed: bool = False
    """What it tells of the person must be signed, as FranceConnect's is."""
    seconds: float = Field(default=10.0, gt=0, le=60)
    """How long it may take for an answer."""

    @model_validator(mode="after")
    def _usable(self) -> OidcSettings:
        from importlib.util import find_spec

        if "openid" not in self.scopes:
            raise ValueError('scopes must contain "openid"')
        if not self.client_secret.get_secret_value():
            raise ValueError("client_secret is empty")
        if find_spec("authlib") is None or find_spec("httpx2") is None:
            raise ValueError("signing in at a provider needs more packages: pip install 'formgen[oidc]'")
        return self


def _provider_name(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", value) or value == "connect":
        raise ValueError("name a provider in small letters, such as [oidc.franceconnect]; connect is taken")
    return value


class Settings(BaseSettings):
    """What can be set. Raises pydantic's ValidationError for values that cannot be."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter=NESTED, toml_file=FILE, extra="forbid", frozen=True
    )

    data: Path = Path("data")
    """The folder of everything that is kept."""
    database: str = ""
    """An address; "" for a SQLite file in the data folder."""
    title: str = "formgen"
    """What the portal is called."""
    hosts: tuple[str, ...] = THIS_MACHINE
    """Names under which it is reached; "*.service.example" and "*" are understood."""
    base_url: Annotated[str, AfterValidator(_address)] = ""
    """Its address from outside, for links on paper; "" for the one that a request came by."""
    secure_cookies: bool | None = None
    """It is reached over TLS, and only so; without it, what base_url says: whether that begins with https."""
    theme: Path | None = None
    """A folder that overrides files of renderers/ one by one."""
    categories: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    """Kinds of procedures on the portal, in order: id -> language -> title; an empty one says so."""
    sources: Mapping[str, SourceSettings] = Field(default_factory=dict)
    """Where the sources of the specs are, by their names."""
    idle_minutes: int = Field(default=30, ge=1, le=24 * 60)
    """How long somebody signed in may do nothing before they have to sign in again."""
    longest_hours: int = Field(default=12, ge=1, le=24 * 7)
    """How long somebody stays signed in, whatever they do."""
    upload_limit: int = Field(default=64 * MEGABYTE, ge=MEGABYTE)
    """Bytes of one form with files."""
    pdf_workers: int = Field(default=1, ge=1, le=32)
    """Processes that print."""
    mail: MailSettings = MailSettings()
    """Where mails are handed over."""
    oidc: Mapping[Annotated[str, AfterValidator(_provider_name)], OidcSettings] = Field(default_factory=dict)
    """Providers at which people may sign in instead, in the order shown."""
    worker: bool = True
    """`formgen serve` starts a worker, which sends the mails; without one `formgen work` is run apart."""
    development: bool = False
    """Mails can be read at /dev/mailbox. Never where people are served."""

    @model_validator(mode="after")
    def _known_address(self) -> Settings:
        if not self.base_url and any("*" in host for host in self.hosts):
            raise ValueError(
                'a name with "*" among hosts wants a base_url, as "https://service.example": '
                "otherwise the links in mails would lead wherever somebody else's request says"
            )
        return self

    @property
    def secure(self) -> bool:
        """Whether it is reached over TLS only."""
        return self.base_url.startswith("https://") if self.secure_cookies is None else self.secure_cookies

    @property
    def database_url(self) -> str | Path:
        """The address of the database, or the path of its file."""
        return self.database or self.data / "formgen.sqlite3"

    @property
    def all_hosts(self) -> tuple[str, ...]:
        """The names served, that of `base_url` included."""
        own = urlsplit(self.base_url).hostname
        return (*self.hosts, own) if own else self.hosts

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def unknown_variables(environment: Iterable[str]) -> list[str]:
    """The FORMGEN_* variables among these names that set nothing, in order."""
    known = tuple(Settings.model_fields)
    found = []
    for name in sorted(environment):
        setting = name.upper().removeprefix(PREFIX)
        if name.upper().startswith(PREFIX) and setting.partition(NESTED)[0].lower() not in known:
            found.append(name)
    return found


def settings_with(**given: Any) -> Settings:
    """Settings with some given on the command line; None leaves them to the file and the environment."""
    return Settings(**{name: value for name, value in given.items() if value is not None})
