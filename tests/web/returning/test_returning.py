"""Finding a request again without an account.

1. From another browser a draft is found again by what was given in it and the code of a mail, and opens where
   it stood; capitals and spaces make no difference, and what is typed twice in the request is typed once.
2. The answer is the same whether there is a request or not, wrong answers included; only no mail is sent.
   The mail goes to the address in the request; its subject says nothing of anybody.
3. The code is good for as long as the spec says, over the change to summer time, and neither for ever nor for
   no time after a clock was set back; it is good once.
4. Wrong codes are counted, also in a code that nobody was sent; what was typed stays; a code typed in another
   browser than that which asked for it is worth nothing.
5. A new code takes the place of no other, whoever asked for either; each is good in its own browser.
6. What was filed is found again, with its number and its receipt.
7. Several requests are all found, and the person chooses; those of others are not among them.
8. The browser that had the request before has it no more, and is told how to get it back.
9. The way back is offered where a request begins, is left, was filed, and is not found.
10. While what is asked for again is not given, the person is told.
11. Too many codes asked for from one place end it there for a while, and nowhere else. After many wrong ones
    the code of a mail is longer, and finds the request.
12. Neither a code nor the tokens that go with it are in the database; the session has another id afterwards.
13. What is missing or cannot be read is told, and nothing is lost.
14. Without such a rule, and for what needs an account, there is no such page.
15. How a request is found again is written when it changes, and not at every save; what another process wrote
    meanwhile is not taken for unchanged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser, NewBrowser, Page
from tests.web.conftest import Clock
from tests.web.returning.asking import (
    EMAIL,
    GIVEN,
    ask,
    begin,
    begin_to_plot,
    codes,
    come_back,
    file,
    sent,
    stored,
    token_of,
)
from tests.web.signing import database_of

HALF_AN_HOUR = timedelta(minutes=30)
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    "typed",
    [{}, {"you.email": "ann.miller@EXAMPLE.org", "postcode": " lt12ab"}, {"postcode": "LT-1 2ab"}],
)
def test_a_draft_is_found_again(garden: Browser, another: NewBrowser, typed: dict[str, str]) -> None:
    """Requirement 1."""
    assert begin_to_plot(garden).name == "plot"
    elsewhere = another()
    page = come_back(elsewhere, **typed)
    assert (page.status, page.name) == (200, "plot")
    assert "as you left it" in page.text
    assert elsewhere.open(page.path.replace("/plot", "/name")).values()["name"] == ["Ann"]
    elsewhere.open(page.path)
    assert file(elsewhere).name == "confirmation"


def test_the_answer_is_the_same(garden: Browser, another: NewBrowser) -> None:
    """Requirement 2."""
    begin_to_plot(garden)
    known, unknown = another(), another()
    first, second = ask(known), ask(unknown, postcode="LT9 9ZZ")
    assert (first.status, first.text, first.path) == (second.status, second.text, second.path)
    [(to, subject, text)] = sent(garden)
    assert to == EMAIL
    assert subject == "Your code"
    for personal in ("Ann", "LT1", "allotment/"):
        assert personal not in text
    assert "Rent an allotment" in text
    wrong = "000000" if codes(garden) != ["000000"] else "111111"
    for _ in range(3):
        first, second = (each.press("continue", {"code": wrong}) for each in (known, unknown))
        assert (first.status, first.text) == (second.status, second.text)
    assert first.status == 410


@pytest.mark.parametrize(
    "begun",
    [
        datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        # In London the clock goes from 1 to 2 at this hour.
        datetime(2026, 3, 29, 0, 45, tzinfo=UTC),
    ],
)
@pytest.mark.parametrize(
    ("later", "good"), [(HALF_AN_HOUR - A_SECOND, True), (HALF_AN_HOUR + A_SECOND, False)]
)
def test_a_code_is_good_for_half_an_hour(
    garden: Browser, another: NewBrowser, clock: Clock, begun: datetime, later: timedelta, good: bool
) -> None:
    """Requirement 3."""
    clock.now = begun
    begin_to_plot(garden)
    elsewhere = another()
    ask(elsewhere)
    clock.now = begun + later
    page = elsewhere.press("continue", {"code": codes(garden)[-1]})
    assert (page.status, page.name) == ((200, "plot") if good else (410, "return-code"))
    assert ("a time that is over" in page.text) is not good


def test_a_clock_set_back(garden: Browser, another: NewBrowser, clock: Clock) -> None:
    """Requirement 3."""
    begin_to_plot(garden)
    elsewhere = another()
    wanted = ask(elsewhere)
    wrong_clock, code = clock.now, codes(garden)[-1]
    clock.now -= timedelta(days=365)
    assert elsewhere.send(wanted, "continue", {"code": code}).status == 410
    clock.now = wrong_clock - timedelta(minutes=20)
    assert elsewhere.send(wanted, "continue", {"code": code}).name == "plot"


def test_a_code_is_good_once(garden: Browser, another: NewBrowser) -> None:
    """Requirement 3."""
    begin_to_plot(garden)
    elsewhere = another()
    wanted = ask(elsewhere)
    elsewhere.press("continue", {"code": codes(garden)[-1]})
    again = elsewhere.send(wanted, "continue", {"code": codes(garden)[-1]})
    assert (again.status, "used already" in again.text) == (410, True)
    assert "used already" in elsewhere.open(wanted.url).text


def test_wrong_codes_are_counted(garden: Browser, another: NewBrowser) -> None:
    """Requirement 4."""
    begin_to_plot(garden)
    elsewhere = another()
    wanted = ask(elsewhere)
    right = codes(garden)[-1]
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for typed in (wrong, "abc"):
        page = elsewhere.press("continue", {"code": typed})
        assert (page.status, page.values()["code"]) == (422, [typed])
        assert "This code is not right" in page.text
    assert elsewhere.press("continue", {"code": ""}).status == 422
    last = elsewhere.press("continue", {"code": wrong})
    assert (last.status, "wrong codes were typed too often" in last.text.lower()) == (410, True)
    late = elsewhere.send(wanted, "continue", {"code": right})
    assert (late.status, late.name) == (410, "return-code")


def test_a_code_belongs_to_its_browser(garden: Browser, another: NewBrowser) -> None:
    """Requirement 4."""
    begin_to_plot(garden)
    asker, other = another(), another()
    ask(asker)
    ask(other, postcode="LT9 9ZZ")
    assert other.press("continue", {"code": codes(garden)[-1]}).status == 422
    assert other.open("/allotment/return-code?waiting=" + "x" * 43).status == 410
    assert other.open("/allotment/return-code").status == 410


def test_spaces_and_other_digits(garden: Browser, another: NewBrowser) -> None:
    """Requirement 1."""
    begin_to_plot(garden)
    elsewhere = another()
    ask(elsewhere)
    code = codes(garden)[-1]
    arabic = "".join(chr(0x660 + int(digit)) for digit in code)
    assert elsewhere.press("continue", {"code": f" {arabic[:3]} {arabic[3:]} "}).name == "plot"


def test_a_new_code_voids_no_other(garden: Browser, another: NewBrowser) -> None:
    """Requirement 5."""
    begin_to_plot(garden)
    mine, other = another(), another()
    wanted, elsewhere = ask(mine), ask(other)
    first, second = codes(garden)
    assert mine.send(wanted, "continue", {"code": second}).status == 422
    assert mine.send(wanted, "continue", {"code": first}).name == "plot"
    assert other.send(elsewhere, "continue", {"code": second}).name == "plot"


def test_what_was_filed_is_found_again(garden: Browser, another: NewBrowser) -> None:
    """Requirement 6."""
    begin_to_plot(garden)
    filed = file(garden)
    elsewhere = another()
    page = come_back(elsewhere)
    assert (page.name, page.path) == ("confirmation", filed.path)
    number = "".join(each for each in filed.text.partition("Your number")[2][:40] if each.isdigit())
    assert number in "".join(each for each in page.text if each.isdigit())
    receipt = next(each for each in page.links if each.endswith("receipt.pdf"))
    assert garden.client.get(receipt).status_code == 404
    garden.client.cookies.clear()
    garden.client.cookies.set("formgen", token_of(elsewhere))
    assert garden.client.get(receipt).content.startswith(b"%PDF-")


def test_several_are_chosen_from(garden: Browser, another: NewBrowser) -> None:
    """Requirement 7."""
    stranger, second, elsewhere = another(), another(), another()
    begin_to_plot(stranger, "Bob", postcode="LT1 2AC")
    begin_to_plot(garden, "Ann")
    file(garden)
    begin_to_plot(second, "Annie")
    page = come_back(elsewhere)
    assert (page.status, page.name) == (200, "found-requests")
    found = [each for each in page.links if len(each) > 50]
    assert len(found) == 2
    draft, filed = (elsewhere.open(each) for each in found)
    assert (draft.name, filed.name) == ("plot", "confirmation")
    assert another().open("/allotment/found-requests").name == "return"


def test_the_browser_before_has_it_no_more(garden: Browser, another: NewBrowser) -> None:
    """Requirement 8."""
    old = begin_to_plot(garden)
    elsewhere = another()
    come_back(elsewhere)
    lost = garden.open(old.path)
    assert (lost.status, "/allotment/return" in lost.links) == (404, True)
    refused = garden.send(old, "continue", {"sunny": "yes"})
    assert refused.status == 404
    assert come_back(garden).name == "plot"
    assert elsewhere.open(old.path).status == 404


def test_the_way_back_is_offered(garden: Browser, another: NewBrowser) -> None:
    """Requirement 9."""
    offered = "/allotment/return"
    assert offered in garden.open("/allotment").links
    page = begin_to_plot(garden)
    assert offered in another().open(page.path).links
    left = garden.press("leave")
    assert offered in left.links
    for needed in ("E-mail address", "Postcode", "Date of birth"):
        assert needed in left.text
    garden.open(page.path)
    assert offered in file(garden).links
    assert offered in garden.open("/allotment/nothing").links
    assert offered not in garden.open("/nothing").links


def test_what_is_missing_is_told(garden: Browser) -> None:
    """Requirement 10."""
    begin(garden)
    left = garden.press("leave", {"postcode": "LT1 2AB"})
    assert "not given this yet" in left.text
    assert "E-mail address" in left.text
    assert "Postcode" not in left.text


def test_too_many_codes(garden: Browser, another: NewBrowser) -> None:
    """Requirement 11."""
    begin_to_plot(garden)
    elsewhere = another()
    for _ in range(5):
        assert ask(elsewhere).status == 200
    refused = ask(another())
    assert refused.status == 429
    assert refused.values()["postcode"] == ["LT1 2AB"]
    assert len(sent(garden)) == 5
    assert ask(another(), postcode="LT9 9ZZ").status == 200
    far = from_place(garden, "192.0.2.9")
    assert ask(far).status == 200
    assert far.press("continue", {"code": codes(garden)[-1]}).name == "plot"


def test_a_longer_code(garden: Browser) -> None:
    """Requirement 11."""
    begin_to_plot(garden)
    for number in range(4):
        thief = from_place(garden, f"192.0.2.{number}")
        wanted = ask(thief)
        for _ in range(3):
            thief.send(wanted, "continue", {"code": "000000"})
    mine = from_place(garden, "192.0.2.9")
    ask(mine)
    code = codes(garden)[-1]
    assert [len(each) for each in codes(garden)] == [6] * 4 + [10]
    assert mine.press("continue", {"code": code}).name == "plot"


def test_nothing_secret_is_kept(garden: Browser, another: NewBrowser) -> None:
    """Requirement 12."""
    begin_to_plot(garden)
    elsewhere = another()
    begin(elsewhere, "Zoe")
    before = token_of(elsewhere)
    wanted = ask(elsewhere)
    waiting = wanted.url.partition("waiting=")[2]
    elsewhere.press("continue", {"code": codes(garden)[-1]})
    after = token_of(elsewhere)
    assert before != after
    assert len(elsewhere.open("/allotment/found-requests").links) >= 2
    kept = stored(database_of(garden))
    for secret in (waiting, before, after):
        assert secret.encode() not in kept
    elsewhere.client.cookies.set("formgen", before)
    assert elsewhere.open("/allotment/found-requests").name == "return"


def test_what_is_missing_or_unreadable(garden: Browser) -> None:
    """Requirement 13."""
    garden.open("/allotment/return")
    assert {"you.email", "postcode", "born_on.day"} < garden.page.names()
    assert "you.email.again" not in garden.page.names()
    typed = {"you.email": "ann", "postcode": "", "born_on.day": "31", "born_on.month": "2"}
    page = garden.press("continue", typed)
    assert page.status == 422
    assert page.values()["you.email"] == ["ann"]
    assert "Enter “Postcode”" in page.text
    assert page.values()["born_on.day"] == ["31"]
    for target in ("#f-you.email", "#f-postcode", "#f-born_on"):
        assert any(each.startswith(target) for each in page.links)
    assert sent(garden) == []
    assert garden.press("continue", GIVEN).name == "return-code"


def test_in_french_and_arabic(garden: Browser) -> None:
    """Requirement 2."""
    for language, title, good in (
        ("fr", "Retrouver votre demande", "30 minutes"),
        ("ar", "العثور على طلبك", "30"),
    ):
        garden.open(f"/allotment/return?language={language}")
        assert title in garden.page.text
        page = garden.press("continue", GIVEN)
        assert good in page.text
        assert f"language={language}" not in page.html
        assert "waiting=" in page.html.partition("language=en")[0].rpartition("<a")[2]


def from_place(browser: Browser, place: str) -> Browser:
    """Another browser at the same installation, from elsewhere."""
    assert isinstance(browser.client, TestClient)
    client = TestClient(browser.client.app, base_url=browser.origin, client=(place, 50000))
    return Browser(client, browser.language, browser.origin)


@contextmanager
def refusing(database: Path) -> Iterator[None]:
    """While no way back is written: the database refuses it, before it looks whether it is there already."""
    refuse = "BEGIN SELECT RAISE(FAIL, 'a way back is written'); END"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"CREATE TRIGGER refused BEFORE INSERT ON ways_back {refuse}")
    try:
        yield
    finally:
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("DROP TRIGGER refused")


def save(browser: Browser, place: str, page: str, **typed: str) -> Page:
    """Open a page, type something, save and leave."""
    browser.open(f"{place}/{page}")
    return browser.press("leave", typed)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_written_when_it_changes(
    serve: Callable[..., TestClient],
    allotment: Procedure,
    garden: Browser,
    another: NewBrowser,
    elsewhere: bool,
) -> None:
    """Requirement 15: by the process that has the request in memory, and by one that has not."""
    place = begin_to_plot(garden).path.rpartition("/")[0]
    browser = garden
    if elsewhere:
        browser = Browser(serve(allotment))
        browser.client.cookies.update(dict(garden.client.cookies))
    with refusing(database_of(garden)):
        assert save(browser, place, "plot", sunny="yes").name == "save-and-leave"
        assert save(browser, place, "name", name="Anna").name == "save-and-leave"
        assert save(browser, place, "reach", postcode="lt12ab").name == "save-and-leave"
        assert save(browser, place, "reach", postcode="LT3 3AB").status == 503
    assert save(browser, place, "reach", postcode="LT3 3AB").name == "save-and-leave"
    assert come_back(another(), postcode="LT3 3AB").name == "review"


def test_changed_by_another_process(
    serve: Callable[..., TestClient], allotment: Procedure, garden: Browser, another: NewBrowser
) -> None:
    """Requirement 15."""
    place = begin_to_plot(garden).path.rpartition("/")[0]
    second = Browser(serve(allotment))
    second.client.cookies.update(dict(garden.client.cookies))
    save(second, place, "reach", postcode="LT3 3AB")
    # The first still remembers the request as it was before, with the very postcode that is typed now.
    asked = save(garden, place, "reach", postcode="LT1 2AB")
    assert asked.name == "save-and-leave"
    assert come_back(another()).name == "plot"


def test_nothing_of_the_kind(hall: Browser) -> None:
    """Requirement 14."""
    assert hall.open("/village_hall/return").status == 404
    assert hall.open("/village_hall/return-code").status == 404
    assert "/village_hall/return" not in hall.open("/village_hall").links
