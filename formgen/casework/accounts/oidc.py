"""Signing in at an identity provider (OpenID Connect): what is asked of one, and what comes of it.

Nothing here loads the libraries that speak the protocol: they cost 20 MB, and most installations need none
(`oidc_provider.py` has them).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field


class OidcFault(Exception):
    """Nobody can be recognised by this provider now. Its text is for the operator and tells no secret."""


class ProviderUnreachable(OidcFault):
    """The provider does not answer, too late, or not in its protocol."""


class ProviderRefused(OidcFault):
    """The provider gives nothing for the code that the browser brought. `error` is its own word for why."""

    def __init__(self, error: str) -> None:
        super().__init__(f"the provider answers {error}")
        self.error = error


class AnswerUntrusted(OidcFault):
    """Something that was sent is not signed, not by this provider, not for us or not for this sign-in."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed with a provider. `scopes` contains "openid"; `seconds` bounds each exchange with it.

    `acr_values` are levels of assurance, asked for; a sign-in at none of `acr_accepted` is not taken, unless
    that is empty. `userinfo_signed`: what it tells of the person must be a signed JWT.
    """

    name: str
    label: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: Sequence[str] = ("openid",)
    acr_values: Sequence[str] = ()
    acr_accepted: Sequence[str] = ()
    userinfo_signed: bool = False
    seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Flow:
    """One sign-in under way, all of it made from a random token that only the browser holds.

    So nothing is kept of who never comes back, and what an address shows (state, nonce) betrays neither the
    token nor the verifier. `provider` is its name: an answer of one is no answer of another.
    """

    token: str = field(repr=False)
    provider: str

    @property
    def state(self) -> str:
        """Ties the answer to this browser."""
        return self._made("state")

    @property
    def nonce(self) -> str:
        """Ties the ID token to this sign-in."""
        return self._made("nonce")

    @property
    def verifier(self) -> str:
        """Ties the code to this sign-in (PKCE, RFC 7636)."""
        return self._made("verifier")

    def is_answered_by(self, state: str) -> bool:
        """Whether an answer belongs to this sign-in."""
        return hmac.compare_digest(state.encode(), self.state.encode())

    def _made(self, what: str) -> str:
        # Hexadecimal: FranceConnect wants letters and digits only.
        return hmac.new(self.token.encode(), f"{self.provider} {what}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider recognised. `name` is how it calls the person, "" where it does not say.

    Only `issuer` and `subject` say who it is; nobody is recognised by a name or an address of mail.
    """

    issuer: str
    subject: str
    name: str = ""
    id_token: str = field(default="", repr=False)
