"""A real provider of identities, and the terms on which it is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from formgen.casework.accounts.oidc import Terms
from tests.tools.oidc import CLIENT, SECRET, IdentityProvider, identity_provider


@pytest.fixture(scope="package")
def running() -> Iterator[IdentityProvider]:
    with identity_provider() as provider:
        provider.person("alice", given_name="Alice", family_name="Martin", email="alice@example.com")
        yield provider


@pytest.fixture
def there(running: IdentityProvider) -> IdentityProvider:
    """The provider, honest again."""
    running.be_honest()
    return running


@pytest.fixture
def terms(there: IdentityProvider) -> Terms:
    return Terms("state", "The State", there.issuer, CLIENT, SECRET, ("openid", "profile"), seconds=5)
