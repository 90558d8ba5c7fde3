"""From settings to identity providers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from formgen.casework.accounts.oidc import Terms
from formgen.settings import OidcSettings, Settings

if TYPE_CHECKING:
    from formgen.casework.accounts.oidc_provider import OidcProvider


def open_providers(settings: Settings) -> Mapping[str, OidcProvider]:
    """The providers that the settings name, in their order. None of them is asked anything yet."""
    if not settings.oidc:
        # The libraries cost 20 MB and a third of a second.
        return {}
    from formgen.casework.accounts.oidc_provider import OidcProvider

    return {name: OidcProvider(_terms(name, each)) for name, each in settings.oidc.items()}


def _terms(name: str, given: OidcSettings) -> Terms:
    return Terms(
        name=name,
        label=given.label,
        issuer=given.issuer,
        client_id=given.client_id,
        client_secret=given.client_secret.get_secret_value(),
        scopes=given.scopes,
        acr_values=given.acr_values,
        acr_accepted=given.acr_values if given.acr_accepted is None else given.acr_accepted,
        userinfo_signed=given.userinfo_signed,
        seconds=given.seconds,
    )
