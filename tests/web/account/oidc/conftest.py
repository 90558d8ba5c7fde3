"""An installation where one may sign in at a real provider of identities, or at one that is away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from formgen.settings import OidcSettings
from tests.tools.oidc import CLIENT, SECRET, IdentityProvider, identity_provider
from tests.web.browser import Browser
from tests.web.conftest import Clock
from tests.web.signing import EMAIL

AWAY = "http://localhost:1"


@pytest.fixture(scope="package")
def running() -> Iterator[IdentityProvider]:
    with identity_provider() as provider:
        provider.person("marlene", given_name="Marlène", family_name="Aebischer", email=EMAIL)
        provider.person("jean", given_name="Jean", family_name="<b>Petit</b>")
        yield provider


@pytest.fixture
def there(running: IdentityProvider, clock: Clock) -> IdentityProvider:
    """The provider, honest again, with our clock."""
    running.be_honest()
    running.clock = lambda: clock().timestamp()
    return running


@pytest.fixture
def given(there: IdentityProvider) -> dict[str, OidcSettings]:
    """The providers of the settings: one that is there, one that is away."""
    common: dict[str, Any] = {"client_id": CLIENT, "client_secret": SECRET, "scopes": ("openid", "profile")}
    return {
        "state": OidcSettings(label="Mon État", issuer=there.issuer, **common),
        "bank": OidcSettings(label="La Banque", issuer=AWAY, **common),
    }


@pytest.fixture
def office(
    serve: Callable[..., TestClient],
    renewal: Procedure,
    village_hall: Procedure,
    given: dict[str, OidcSettings],
) -> Browser:
    """A browser at an installation where one may sign in at a provider."""
    return Browser(serve(renewal, village_hall, oidc=given), language="fr")
