"""The portal.

1. Kinds of procedures stand in the order of the settings, titled in the reader's language.
2. A kind without a procedure says that it is not offered here, and leads nowhere.
3. A procedure whose kind no setting names is offered all the same.
4. A language chosen before anything was begun is remembered by the browser alone: no session is kept for it.
   A request begun afterwards speaks it.
5. Where no procedure is of a kind that the settings name, they are silent: an author who serves a first spec
   in a folder that has settings sees no list of what is not offered.
6. The first page of a procedure says that an account is needed, and leads to signing in; where there are no
   accounts it speaks of none.
"""

from __future__ import annotations

import re
import sqlite3
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


def test_settings_of_other_procedures_are_not_told(
    serve: Callable[..., TestClient], village_hall: Procedure
) -> None:
    """5"""
    page = serve(village_hall, categories=KINDS).get("/?language=fr").text
    assert 'href="/village_hall"' in page
    assert "pas proposée ici" not in page


def test_without_settings_a_kind_is_still_shown(serve: Callable[..., TestClient], renewal: Procedure) -> None:
    """3"""
    page = serve(renewal).get("/?language=fr").text
    assert 'href="/tse_ue_renewal"' in page
    assert "pas proposée ici" not in page


def test_a_language_without_a_session(
    serve: Callable[..., TestClient], village_hall: Procedure, renewal: Procedure, tmp_path: Path
) -> None:
    """4"""
    client = serve(renewal, village_hall)
    for _ in range(3):
        assert 'lang="fr"' in client.get("/?language=fr", headers={"accept-language": "en"}).text
        client.get("/?language=zz")
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM sessions").fetchone() == (0,)
    assert 'lang="fr"' in client.get("/tse_ue_renewal", headers={"accept-language": "en"}).text
    begun = client.post(
        "/tse_ue_renewal",
        headers={"accept-language": "en", "origin": "http://testserver"},
        data={"do": "start"},
    )
    assert 'lang="fr"' in begun.text
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
    assert 'lang="en"' in client.get(f"{begun.url.path}?language=en").text
    assert 'lang="en"' in client.get("/").text


def test_an_account_is_spoken_of_where_it_is_needed(
    serve: Callable[..., TestClient], renewal: Procedure, village_hall: Procedure
) -> None:
    """6"""
    client = serve(renewal, village_hall)
    page = client.get("/tse_ue_renewal?language=en").text
    assert "You need an account for this." in page
    assert 'href="/account/sign-in?next=%2Ftse_ue_renewal&amp;for=tse_ue_renewal"' in page
    page = client.get("/village_hall?language=en").text
    assert "account for this" not in page
    assert "for=village_hall" not in page
