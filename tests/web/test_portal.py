"""The portal.

1. Kinds of procedures stand in the order of the settings, titled in the reader's language.
2. A kind without a procedure says that it is not offered here, and leads nowhere.
3. A procedure whose kind no setting names is offered all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checkout has settings of its own."""
    monkeypatch.chdir(tmp_path)


KINDS = {
    "nationality": {"fr": "Demander la nationalité", "en": "Ask for nationality"},
    "residence_permit": {"fr": "Titre de séjour", "en": "Residence permit"},
}


def test_kinds_stand_as_set(
    serve: Callable[..., TestClient], renewal: Procedure, village_hall: Procedure
) -> None:
    """1, 2, 3"""
    client = serve(renewal, village_hall, categories=KINDS)
    page = client.get("/?language=fr").text
    assert page.index("Titre de séjour") < page.index('href="/tse_ue_renewal"')
    assert 'href="/village_hall"' in page
    absent = re.search(r"Demander la nationalité.*?pas proposée ici", page, re.DOTALL)
    assert absent
    assert "href" not in absent.group()
    assert "Residence permit" in client.get("/?language=en").text


def test_without_settings_a_kind_is_still_shown(serve: Callable[..., TestClient], renewal: Procedure) -> None:
    """3"""
    page = serve(renewal).get("/?language=fr").text
    assert 'href="/tse_ue_renewal"' in page
    assert "pas proposée ici" not in page
