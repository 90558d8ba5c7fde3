"""Signing in and out, and how long one stays signed in.

1. With number and password one is in, as the number is written on the card or without its spaces; then back
   where one wanted to go, which is a page of this site.
2. What is wrong is told in the same words for a wrong password, an unknown number and one that cannot be.
3. Signing in begins another session and ends the one before; signing out ends it, here or everywhere.
4. Nobody sees the account, the dossiers or the pages of another person.
5. After 30 minutes without a sign one is signed out, not before; after 12 hours in any case.
6. What is posted after that is kept and there again for the same person in the same browser, for nobody else.
7. The page says until when; staying signed in is a sign.
8. What was begun before signing in comes along, about the person who signed in.
9. Guessing is slowed; the person gets in by a browser that is known, and from another one by the mail.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from formgen.storage.moments import write_moment
from formgen.storage.queries.sessions import hash_token
from tests.web.browser import Browser, NewBrowser
from tests.web.conftest import Clock
from tests.web.papers import pdf
from tests.web.renewing import (
    CODE,
    IDENTITY,
    NUMBER,
    SPOUSE,
    declared,
    to_documents,
    to_family,
    to_identification,
    to_review,
)
from tests.web.signing import PASSWORD, last_link, make_account, sign_in

MINUTE = timedelta(minutes=1)
PRESSED = {"do": "continue"}
WRONG = "quatre chevaux bleus au marché"


def out(browser: Browser) -> None:
    """Sign out."""
    answer = browser.client.post(
        "/account/sign-out", data={"do": "sign_out"}, headers={"origin": browser.origin}
    )
    assert answer.url.path == "/account/signed-out"


@pytest.mark.parametrize("typed", [NUMBER, "59 03 00 66 20", " 5903-006620 "])
def test_in_by_number_and_password(holder: Browser, another: NewBrowser, typed: str) -> None:
    """Requirement 1."""
    browser = another()
    assert sign_in(browser, typed).path == "/"
    assert "Aebischer" in browser.page.text
    assert sign_in(another(), typed, address=f"/account/sign-in?next={holder.page.path}").name == "request"


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1"]
)
def test_not_to_another_site(holder: Browser, another: NewBrowser, path: str) -> None:
    """Requirement 1."""
    page = sign_in(another(), NUMBER, address=f"/account/sign-in?next={path}")
    assert (page.url, page.status) == ("http://testserver/", 200)


def test_what_is_wrong(holder: Browser, another: NewBrowser) -> None:
    """Requirement 2."""
    pages = [
        sign_in(another(), number, password)
        for number, password in ((NUMBER, WRONG), ("6907114203", PASSWORD), ("no number", PASSWORD))
    ]
    assert {each.status for each in pages} == {422}
    assert {each.text for each in pages} == {pages[0].text}
    assert "Aebischer" not in pages[0].text


def test_sessions_change(holder: Browser, another: NewBrowser, database: Path) -> None:
    """Requirement 3."""
    phone = another()
    phone.open("/village_hall")
    phone.press("start")
    before = phone.client.cookies["formgen"]
    sign_in(phone, NUMBER)
    after = phone.client.cookies["formgen"]
    assert before != after
    with sqlite3.connect(database) as connection:
        kept = {row[0] for row in connection.execute("SELECT token_hash FROM sessions")}
    connection.close()
    assert hash_token(after) in kept
    assert hash_token(before) not in kept
    stolen = another()
    stolen.client.cookies.set("formgen", before)
    assert not [each for each in stolen.open("/").links if each.startswith("/village_hall/")]
    thief = another()
    thief.client.cookies.set("formgen", after)
    out(phone)
    assert thief.open("/account").path == "/account/sign-in"
    phone_again = another()
    sign_in(phone_again, NUMBER)
    holder.open("/account")
    answer = holder.client.post(
        "/account/sign-out-everywhere", headers={"origin": holder.origin}, data=PRESSED
    )
    assert answer.url.path == "/account"
    assert phone_again.open("/account").path == "/account/sign-in"


def test_others_see_nothing(holder: Browser, another: NewBrowser) -> None:
    """Requirement 4."""
    stranger = another()
    path = holder.page.path
    assert stranger.open(path).path == "/account/sign-in"
    for address in ("/account", "/account/password", "/account/email", "/account/second-factor"):
        assert stranger.open(address).path == "/account/sign-in"
        answer = stranger.client.post(address, data={"do": "continue"}, headers={"origin": stranger.origin})
        assert answer.url.path == "/account/sign-in" or answer.status_code == 405
    to_identification(stranger)
    stranger.press("continue", {**IDENTITY, "foreigner_number": "6907114203"})
    assert stranger.open(path).path == "/account/sign-in"


@pytest.mark.parametrize(
    ("steps", "inside"), [([29], True), ([31], False), ([29] * 24, True), ([29] * 25, False)]
)
def test_how_long(holder: Browser, clock: Clock, steps: list[int], inside: bool) -> None:
    """Requirement 5."""
    path = holder.page.path
    for minutes in steps:
        clock.now += minutes * MINUTE
        holder.open(path)
    assert (holder.page.path == path) is inside


def test_saving_is_a_sign(office: Browser, clock: Clock) -> None:
    """Requirement 5."""
    page = to_family(office)
    revision = int(page.values()["revision"][0])
    for number, town in enumerate(("Lille", "Berne", "Genève")):
        clock.now += 20 * MINUTE
        answers = {**SPOUSE, "marital_status": "married", "spouse.union_place": town, "do": "leave"}
        answers["revision"] = str(revision + number)
        answer = office.client.post(page.path, data=answers, headers={"origin": office.origin})
        assert answer.url.path.endswith("save-and-leave"), answer.url


def test_a_late_post_is_kept(office: Browser, another: NewBrowser, clock: Clock) -> None:
    """Requirement 6."""
    page = to_family(office)
    clock.now += 31 * MINUTE
    late = office.press("continue", {"marital_status": "married", **SPOUSE, "spouse.union_place": "Soleure"})
    assert (late.path, "gardé" in late.text) == ("/account/sign-in", True)
    stranger = another()
    stranger.client.cookies.set("formgen", office.client.cookies["formgen"])
    assert "Soleure" not in stranger.open(page.path).html
    shown = office.press("continue", {"identifier": NUMBER, "password": PASSWORD})
    assert shown.path == page.path
    assert "de nouveau là" in shown.text
    assert [each.value for each in shown.controls if each.name == "spouse.union_place"] == ["Soleure"]
    assert office.press("continue").name == "children"
    assert "Soleure" in office.open(page.path).html


def test_a_very_late_post_is_kept_for_days(office: Browser, clock: Clock, database: Path) -> None:
    """Requirement 6: what is posted days later is forgotten days after that, and signs nobody in."""
    to_family(office)
    clock.now += timedelta(days=6)
    late = office.press("continue", {"marital_status": "married", **SPOUSE, "spouse.union_place": "Soleure"})
    assert late.path == "/account/sign-in"
    seen_lately = "SELECT data FROM sessions WHERE seen_at > ?"
    with closing(sqlite3.connect(database)) as connection:
        kept = connection.execute(seen_lately, (write_moment(clock.now - 31 * MINUTE),)).fetchall()
    assert "Soleure" in str(kept)
    assert office.open("/account").path == "/account/sign-in"


def test_late_ticks_are_kept(office: Browser, clock: Clock) -> None:
    """Requirement 6: of the review too, and nothing is filed by it."""
    page = to_review(office)
    clock.now += 31 * MINUTE
    late = office.press("file", declared(page))
    assert late.path == "/account/sign-in"
    shown = office.press("continue", {"identifier": NUMBER, "password": PASSWORD})
    assert shown.path == page.path
    assert "de nouveau là" in shown.text
    ticked = {each.name for each in shown.controls if each.checked}
    assert ticked == set(declared(page))
    assert "kept_shown" not in office.open(page.path).url
    assert office.press("file").name == "confirmation"


def test_late_files_are_to_be_chosen_again(office: Browser, clock: Clock) -> None:
    """Requirement 6."""
    page = to_documents(office)
    clock.now += 31 * MINUTE
    chosen = {"file:identity::passport": pdf("passport.pdf")}
    late = office.press("upload", {"has_photo_code": "yes", "photo_code": CODE}, chosen)
    assert "il faudra les choisir de nouveau" in late.text
    shown = office.press("continue", {"identifier": NUMBER, "password": PASSWORD})
    assert shown.path == page.path
    assert "choisissez-les de nouveau" in shown.text
    assert [each.value for each in shown.controls if each.name == "photo_code"] == [CODE]


def test_nothing_is_kept_for_another(
    office: Browser, another: NewBrowser, clock: Clock, database: Path
) -> None:
    """Requirement 6."""
    page = to_family(office)
    clock.now += 31 * MINUTE
    office.press("continue", {"marital_status": "married", **SPOUSE, "spouse.union_place": "Soleure"})
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE accounts SET identifier = '6907114203'")
    connection.close()
    neighbour = another()
    to_identification(neighbour)
    neighbour.press("continue", IDENTITY)
    make_account(neighbour)
    shown = sign_in(office, NUMBER, address=office.page.url)
    assert shown.status == 404
    assert "Soleure" not in office.open("/").html
    with sqlite3.connect(database) as connection:
        assert "Soleure" not in str(connection.execute("SELECT data FROM sessions").fetchall())
    connection.close()
    assert "Soleure" not in office.open(page.path).html


def test_signed_out_elsewhere(office: Browser) -> None:
    """Requirement 3: a page that is still open leads to signing in."""
    page = to_family(office)
    out(office)
    assert office.send(page, "leave", {"marital_status": "single"}).path == "/account/sign-in"


def test_two_presses_make_one_draft(holder: Browser) -> None:
    """Requirement 8."""
    start = holder.open("/tse_ue_renewal")
    first = holder.send(start, "start")
    assert holder.send(start, "start").path == first.path
    hall = holder.open("/village_hall")
    page = holder.send(hall, "start")
    holder.send(page, "leave", {})
    assert holder.send(hall, "start").path != page.path


def test_until_when(holder: Browser, clock: Clock) -> None:
    """Requirement 7. 9:30 in UTC is 10:30 in Paris."""
    assert "à 11:00" in holder.page.text
    clock.now += 20 * MINUTE
    stay = holder.client.post("/account/stay?next=/", headers={"origin": holder.origin}, data=PRESSED)
    assert stay.url.path == "/"
    clock.now += 20 * MINUTE
    assert holder.open("/account").path == "/account"


def test_what_was_begun_comes_along(holder: Browser, another: NewBrowser) -> None:
    """Requirement 8."""
    other = another()
    page = to_identification(other)
    assert any(each.startswith("/account/sign-in?next=") for each in page.links)
    other.press("leave", {**IDENTITY, "foreigner_number": "6907114203"})
    resume = page.path.rpartition("/")[0]
    assert sign_in(other, NUMBER, address=f"/account/sign-in?next={resume}").name == "request"
    assert "Aebischer" in other.page.text


def test_guessing(holder: Browser, another: NewBrowser, database: Path, clock: Clock) -> None:
    """Requirement 9: 200 wrong passwords."""
    thief = another()
    answers = [sign_in(thief, NUMBER, WRONG).status for _ in range(200)]
    assert answers[:5] == [422] * 5
    assert set(answers[5:]) == {429}
    assert sign_in(thief, NUMBER).status == 429
    assert sign_in(thief, "6907114203", WRONG).status == 422
    out(holder)
    assert sign_in(holder, NUMBER).path == "/"
    newcomer = another()
    newcomer.open("/account/forgotten")
    assert newcomer.press("continue", {"identifier": NUMBER}).status == 200
    newcomer.open(last_link(database))
    new = "cinq vaches rouges dans le pré"
    assert newcomer.press("continue", {"password": new, "again": new}).path == "/account"
    clock.now += 16 * MINUTE
    assert sign_in(thief, NUMBER, WRONG).status == 422
