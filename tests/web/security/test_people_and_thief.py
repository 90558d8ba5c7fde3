"""Two people and a thief, in any order: signing up, in, out, links, passwords, sessions, drafts, files, time.

1. Nobody is told what another person typed, handed in, or is called by the register.
2. What one does changes nothing of what is another's.
3. A session that was ended (signed out, signed in anew, signed out everywhere, a new password, time) signs
   nobody in: its cookie may have been copied before.
4. A link that was used, replaced or outlived signs nobody in.
5. An old password signs nobody in; nor does the right one alone where there is a second factor.
6. These tests see what is planted: a dossier shown to everybody, sessions that go on, links good twice, a
   second factor that is not asked for.

The thief reads no mails and has no live cookie of anybody's: with these everybody is who they seem to be.
No message here says a password, a token or an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import bindparam, select, update
from starlette.testclient import TestClient

from formgen.casework.accounts import desk
from formgen.compiler.procedure import Procedure
from formgen.settings import Settings, SourceSettings
from formgen.storage import sqlite
from formgen.storage.queries import links as link_queries
from formgen.storage.queries import visits
from formgen.storage.statement import Statement
from formgen.storage.tables import dossiers, links, sessions
from formgen.web.account import links as account_links
from formgen.web.account import signing_in
from formgen.web.app import Parts, create_app
from tests.web.conftest import CHEAP, Clock
from tests.web.security import people_do, thief_does
from tests.web.security.town import Town
from tests.web.security.townspeople import Link, Person

PEOPLE = st.sampled_from(["marlene", "tommaso"])
WHERE = st.sampled_from(["home", "phone"])
EVERYBODY = st.sampled_from(["marlene", "tommaso", "thief"])
MINUTES = st.sampled_from([1, 11, 31, 61, 13 * 60, 25 * 60, -60])


class Neighbourhood(RuleBasedStateMachine):
    """What anybody may do at any time; what must never come of it is asserted by `Town`."""

    town: ClassVar[Town]

    def __init__(self) -> None:
        super().__init__()
        self.town.begin_anew()

    @rule(who=PEOPLE, where=WHERE)
    def sign_up(self, who: str, where: str) -> None:
        people_do.sign_up(self.town, self.town.people[who], where)

    @rule(who=PEOPLE, where=WHERE)
    def sign_in(self, who: str, where: str) -> None:
        people_do.sign_in(self.town, self.town.people[who], where)

    @rule(who=PEOPLE, where=WHERE)
    def sign_out(self, who: str, where: str) -> None:
        people_do.sign_out(self.town, self.town.people[who], where)

    @rule(who=PEOPLE, where=WHERE)
    def sign_out_everywhere(self, who: str, where: str) -> None:
        people_do.sign_out_everywhere(self.town, self.town.people[who], where)

    @rule(who=PEOPLE, where=WHERE)
    def forget(self, who: str, where: str) -> None:
        people_do.forget(self.town, self.town.people[who], where)

    @rule(who=PEOPLE, where=WHERE, number=st.integers(0, 3))
    def use_a_link(self, who: str, where: str, number: int) -> None:
        person = self.town.people[who]
        mine = [each for each in self.town.links if each.owner is person]
        if mine:
            people_do.use(self.town, mine[number % len(mine)], person, where)

    @rule(who=PEOPLE, where=WHERE)
    def change_password(self, who: str, where: str) -> None:
        people_do.change_password(self.town, self.town.people[who], where)

    @rule(who=PEOPLE, where=WHERE)
    def change_email(self, who: str, where: str) -> None:
        people_do.change_email(self.town, self.town.people[who], where)

    @rule(who=PEOPLE, where=WHERE)
    def turn_the_factor(self, who: str, where: str) -> None:
        people_do.turn_the_factor(self.town, self.town.people[who], where)

    @rule(who=EVERYBODY, where=WHERE)
    def write_a_draft(self, who: str, where: str) -> None:
        people_do.write(self.town, self.town.people[who], where)

    @rule(who=PEOPLE, where=WHERE)
    def hand_in(self, who: str, where: str) -> None:
        people_do.hand_in(self.town, self.town.people[who], where)

    @rule(who=PEOPLE, where=WHERE)
    def file_a_request(self, who: str, where: str) -> None:
        people_do.file(self.town, self.town.people[who], where)

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.town.clock.now += timedelta(minutes=minutes)

    @rule(who=EVERYBODY, where=WHERE, number=st.integers(0, 7))
    def look_at_what_is_anothers(self, who: str, where: str, number: int) -> None:
        thief_does.pry(self.town, self.town.people[who], where, number)

    @rule(who=EVERYBODY, where=WHERE, number=st.integers(0, 7))
    def change_what_is_anothers(self, who: str, where: str, number: int) -> None:
        thief_does.meddle(self.town, self.town.people[who], where, number)

    @rule(who=PEOPLE, where=WHERE)
    def copy_a_cookie(self, who: str, where: str) -> None:
        thief_does.copy_cookie(self.town, self.town.people[who], where)

    @precondition(lambda self: bool(thief_does.dead_cookies(self.town)))
    @rule(number=st.integers(0, 7))
    def come_with_an_old_cookie(self, number: int) -> None:
        thief_does.come_with_dead_cookie(self.town, number)

    @rule(who=PEOPLE, where=WHERE)
    def plant_a_cookie(self, who: str, where: str) -> None:
        thief_does.plant_cookie(self.town, self.town.people[who], where)

    @rule(number=st.integers(0, 7))
    def try_a_dead_link(self, number: int) -> None:
        dead: list[Link] = [each for each in self.town.links if not self.town.is_good(each)]
        if dead:
            people_do.use(self.town, dead[number % len(dead)], self.town.people["thief"], "home")

    @rule(who=PEOPLE)
    def try_a_password(self, who: str) -> None:
        victim: Person = self.town.people[who]
        thief_does.try_passwords(self.town, victim)


@pytest.fixture(scope="module")
def town(
    tmp_path_factory: pytest.TempPathFactory, root: Path, renewal: Procedure, village_hall: Procedure
) -> Iterator[Town]:
    clock = Clock()
    given = Settings(
        data=tmp_path_factory.mktemp("town") / "data",
        hosts=("testserver",),
        base_url="http://testserver",
        sources={"permit_register": SourceSettings(file=root / "examples" / "register.csv")},
    )
    app = create_app((renewal, village_hall), given, Parts(clock, None, CHEAP))
    with pytest.MonkeyPatch.context() as patch:
        # Thousands of writes need not each be on the disk, nor forgotten passwords be answered late.
        hasty = [each.replace("= FULL", "= OFF") for each in sqlite._PRAGMAS]
        patch.setattr(sqlite, "_PRAGMAS", (*hasty,))
        patch.setattr(account_links, "ANSWERED_AFTER", 0.0)
        with TestClient(app) as client:
            yield Town(client, clock)


def test_nobody_comes_by_what_is_anothers(town: Town) -> None:
    """Requirements 1 to 5."""
    Neighbourhood.town = town
    run_state_machine_as_test(
        Neighbourhood,
        settings=settings(
            max_examples=100,
            stateful_step_count=40,
            deadline=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _show_every_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = list(visits._VISIT._build.selected_columns)  # type: ignore[union-attr]  # - a select
    anybodys = select(*columns).select_from(sessions.join(dossiers, dossiers.c.id == dossiers.c.id))
    asked = (sessions.c.token_hash == bindparam("token_hash"), dossiers.c.id == bindparam("dossier"))
    monkeypatch.setattr(visits, "_VISIT", Statement(anybodys.where(*asked)))


def _sessions_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "end_sessions_of", lambda *_: 0)


def _links_are_good_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    again = update(links).where(links.c.token_hash == bindparam("token")).values(used_at=bindparam("now"))
    monkeypatch.setattr(link_queries, "_USE", Statement(again))
    looking = desk.AccountDesk.look_at

    async def look_at(self: desk.AccountDesk, token: str) -> desk.Known:
        known = await looking(self, token)
        return desk.Known("good", known.link, known.data) if known.state == "used" else known

    monkeypatch.setattr(desk.AccountDesk, "look_at", look_at)


def _no_code_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "is_on", lambda _: False)
    monkeypatch.setattr(desk, "is_on", lambda _: False)


def _pry_into_a_draft(town: Town) -> None:
    for name in ("marlene", "thief"):
        people_do.write(town, town.people[name], "home")
    thief_does.pry(town, town.people["thief"], "home", 0)


def _have_an_account(town: Town) -> Person:
    marlene = town.people["marlene"]
    people_do.sign_up(town, marlene, "home")
    people_do.use(town, town.links[0], marlene, "home")
    return marlene


def _sign_out_everywhere(town: Town) -> None:
    marlene = _have_an_account(town)
    people_do.sign_in(town, marlene, "phone")
    people_do.sign_out_everywhere(town, marlene, "home")


def _use_a_link_again(town: Town) -> None:
    _have_an_account(town)
    people_do.use(town, town.links[0], town.people["thief"], "home")


def _try_the_password_alone(town: Town) -> None:
    marlene = _have_an_account(town)
    people_do.turn_the_factor(town, marlene, "home")
    assert marlene.app is not None
    thief_does.try_passwords(town, marlene)


@pytest.mark.parametrize(
    ("plant", "deeds"),
    [
        (_show_every_dossier, _pry_into_a_draft),
        (_sessions_go_on, _sign_out_everywhere),
        (_links_are_good_twice, _use_a_link_again),
        (_no_code_is_asked_for, _try_the_password_alone),
    ],
)
def test_planted_faults_are_seen(
    town: Town, monkeypatch: pytest.MonkeyPatch, plant: Any, deeds: Callable[[Town], None]
) -> None:
    """Requirement 6: by deeds after which nothing is seen where nothing is planted."""
    town.begin_anew()
    deeds(town)
    town.begin_anew()
    plant(monkeypatch)
    with pytest.raises(AssertionError, match=r"^(told|changed|let in):"):
        deeds(town)
