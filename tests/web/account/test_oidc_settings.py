"""Identity providers in the settings.

1. A provider is named, labelled, and reached by https; on this machine, for trying, by http.
2. What cannot work is refused when the settings are read, in words for who wrote them.
3. The secret can be given by a variable, apart from the file, and is shown nowhere.
4. A sign-in is taken at the levels that were asked for, unless others are named.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from formgen.settings import OidcSettings, Settings
from formgen.web.account.oidc_settings import open_providers

GOOD: dict[str, Any] = {
    "label": "The State",
    "issuer": "https://identity.example/api/v2",
    "client_id": "formgen",
    "client_secret": "hush",
}


@pytest.mark.parametrize(
    "issuer", [GOOD["issuer"], "https://identity.example/", "http://localhost:9400", "http://127.0.0.1:9400"]
)
def test_good(issuer: str) -> None:
    """1: the issuer stays as written, since it is compared letter by letter."""
    providers = open_providers(Settings(oidc={"state": OidcSettings(**{**GOOD, "issuer": issuer})}))
    assert [provider.terms.issuer for provider in providers.values()] == [issuer]
    assert providers["state"].terms.client_secret == "hush"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"issuer": "http://identity.example"}, "https://"),
        ({"issuer": "https://identity.example/?a=b"}, "https://"),
        ({"issuer": "identity.example"}, "https://"),
        ({"scopes": ("profile",)}, "openid"),
        ({"client_secret": ""}, "client_secret is empty"),
        ({"label": ""}, "at least 1"),
        ({"seconds": 0}, "greater than 0"),
        ({"lable": "x"}, "not permitted"),
    ],
)
def test_wrong(wrong: dict[str, Any], said: str) -> None:
    """2"""
    with pytest.raises(ValidationError, match=said):
        OidcSettings(**{**GOOD, **wrong})


@pytest.mark.parametrize("name", ["connect", "The State", "a/b", "é", "_"])
def test_names(name: str) -> None:
    """2: a name is a part of addresses, and one of them is taken."""
    with pytest.raises(ValidationError, match="small letters"):
        Settings(oidc={name: OidcSettings(**GOOD)})


def test_the_secret_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """3"""
    lines = [f'{key} = "{value}"' for key, value in GOOD.items() if key != "client_secret"]
    (tmp_path / "formgen.toml").write_text("\n".join(["[oidc.state]", *lines]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValidationError, match="client_secret"):
        Settings()
    monkeypatch.setenv("FORMGEN_OIDC__STATE__CLIENT_SECRET", "whisper")
    settings = Settings()
    assert settings.oidc["state"].client_secret.get_secret_value() == "whisper"
    assert "whisper" not in repr(settings)
    assert "whisper" not in repr(open_providers(settings)["state"].terms)


def test_levels() -> None:
    """4"""

    def accepted(**more: Any) -> tuple[str, ...]:
        providers = open_providers(Settings(oidc={"state": OidcSettings(**GOOD, **more)}))
        return tuple(providers["state"].terms.acr_accepted)

    assert accepted() == ()
    assert accepted(acr_values=("eidas1",)) == ("eidas1",)
    assert accepted(acr_values=("eidas1",), acr_accepted=("eidas1", "eidas2")) == ("eidas1", "eidas2")
    assert accepted(acr_values=("eidas1",), acr_accepted=()) == ()
