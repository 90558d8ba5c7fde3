"""Finding a request again without an account: what was given in it, a code by mail, and it is there.

Whatever is typed, the answer is the same page after the same time: nobody learns whether there is a request.
"""

from __future__ import annotations

import asyncio
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from formgen.casework.returning import Asked, Found, Refused, State, new_code
from formgen.casework.versions import Version
from formgen.casework.ways_back import CodeRule, asked_again, code_of, way_of
from formgen.compiler.answers import Answers, Unread
from formgen.compiler.catalogues import Words
from formgen.compiler.evaluation import Evaluation, Facts
from formgen.compiler.formatting.lengths import length_of_time
from formgen.compiler.procedure import Field, Procedure
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.views.account import AccountField, AccountLink, AccountView
from formgen.rendering.mail import WrittenMail
from formgen.storage.queries.dossier_lines import DossierLine, list_drafts, list_filed
from formgen.storage.statement import Connection
from formgen.web.account.links import ANSWERED_AFTER
from formgen.web.account.setting import line, place_of
from formgen.web.addresses import Addresses, found_address, return_address, return_code_address
from formgen.web.calls import Call
from formgen.web.coming_back import sign_in_to
from formgen.web.forms import Form
from formgen.web.house import House, around
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Redirect, Reply
from formgen.web.speaking import language_of
from formgen.web.visitors import Visitor, visitor_of

TRIED_IN_VAIN: Final = frozenset({"over", "used", "tried", "unknown"})


@dataclass
class Return:
    """One request of somebody who comes back."""

    house: House
    call: Call
    visitor: Visitor
    version: Version
    language: str

    @property
    def procedure(self) -> Procedure:
        """The procedure as it is served now."""
        return self.version.procedure

    @property
    def id(self) -> str:
        """Its id, as in its addresses."""
        return self.procedure.id

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is asked for again."""
        return asked_again(self.procedure)

    @cached_property
    def pages(self) -> ProcedurePages:
        """The pages of the procedure."""
        return self.house.presentation.pages(self.version)

    @property
    def words(self) -> Words:
        """formgen's own words in the language of the reader."""
        return self.pages.wording(self.language).words

    @property
    def waiting(self) -> str:
        """The token of the code that the browser asked for."""
        return self.call.query.get("waiting", "")

    @property
    def rule(self) -> CodeRule:
        """How codes are."""
        return code_of(self.procedure)

    @property
    def good_for(self) -> str:
        """For how long a code is good, in words."""
        locale = self.pages.wording(self.language).formatter.locale
        return length_of_time(self.rule.amount, self.rule.unit, locale)

    def view(self, title: str, **more: Any) -> AccountView:
        """A page in the frame of the procedure; `title` is a key of formgen's words."""
        surroundings = around(self.call, self.procedure.languages, self.language, self.words)
        if self.waiting:
            surroundings.query = urlencode({"waiting": self.waiting})
        self.house.accompany(surroundings, self.visitor.session, self.language)
        return AccountView(around=surroundings, title=self.words.get(title), **more)

    def show(self, view: AccountView, status: int = 200) -> Page:
        """A page of the view."""
        return Page(self.pages.show(view, self.language), status)


async def return_of(house: House, call: Call) -> Return:
    """Who comes back to which procedure. Raises Refusal where requests are not found so."""
    version = house.versions.current[call.segments[0]]
    if not asked_again(version.procedure):
        raise Refusal("not_found")
    language = await language_of(house, call, version)
    return Return(house, call, await visitor_of(house, call), version, language)


# What was given


async def show(house: House, call: Call) -> Reply:
    """Asks for what was given in the request."""
    return _asking(await return_of(house, call), {}, None)


async def ask(house: House, call: Call) -> Reply:
    """Send a code if there is a request, and go on to where it is typed."""
    back = await return_of(house, call)
    form = await call.form()
    await form.close()
    entries = _typed(back.fields, form)
    answers = back.procedure.read(entries)
    read = {each.path: answers.get(each.path) for each in back.fields}
    way = way_of(back.procedure, {path: _value(each) for path, each in read.items()})
    if way is None:
        return _asking(back, entries, answers, 422)
    code = new_code(await house.returns.digits(way, back.rule.digits))
    until = house.clock() + timedelta(minutes=back.rule.minutes)
    # Asking for a mail takes a moment; so does finding nothing, or the time would tell.
    moment = asyncio.create_task(asyncio.sleep(ANSWERED_AFTER))
    token = await house.returns.ask(Asked(way, code, until, _mail(back, code)), place_of(call))
    await moment
    if token is None:
        return _asking(back, entries, answers, 429)
    return Redirect(return_code_address(back.id, token))


def _typed(fields: tuple[Field, ...], form: Form) -> dict[str, Any]:
    """What was typed. What is typed twice in the request is typed once here."""
    again = [(f"{each.path}.again", form.get(each.path) or "") for each in fields]
    doubled = Form([*form.pairs(), *again])
    typed = {each.path: each.spec.collect(doubled, each.path) for each in fields}
    return {path: entry for path, entry in typed.items() if entry is not None}


def _value(read: Any) -> Any:
    return None if isinstance(read, Unread) else read


def _asking(back: Return, entries: dict[str, Any], answers: Answers | None, status: int = 200) -> Page:
    surroundings = back.view("return_title").around
    view = back.pages.again_view(
        back.fields, back.language, _nothing(back), entries, answers, around=surroundings
    )
    view.back = f"/{back.id}"
    view.sign_in = sign_in_to(back.procedure) if back.visitor.account is None else ""
    view.failure = "too_many" if status == 429 else ""
    return Page(back.pages.again(back.fields, view, back.language), status)


def _nothing(back: Return) -> Evaluation:
    """Nothing is answered yet: what labels stand upon that name answers."""
    today = back.version.day_of(back.house.clock())
    return back.procedure.evaluate(back.procedure.read({}), Facts(today=today))


def _mail(back: Return, code: str) -> WrittenMail:
    words = back.words
    title = back.pages.wording(back.language).text(back.procedure.spec.title, back.procedure.scope).text([])
    said = [words.get("mail_return_text", title=title)]
    after = [words.get("mail_return_good", duration=back.good_for), words.get("mail_not_you")]
    return back.house.mails.of_words(words, words.get("mail_return_subject"), said, None, after, code=code)


# The code


async def show_code(house: House, call: Call) -> Reply:
    """Asks for the code."""
    back = await return_of(house, call)
    state = await house.returns.look_at(back.waiting, back.rule.tries)
    return back.show(_code(back)) if state == "good" else _dead(back, state)


async def enter(house: House, call: Call) -> Reply:
    """Show the request to who types the right code."""
    back = await return_of(house, call)
    form = await call.form()
    await form.close()
    typed = line(form, "code")
    code = _digits(typed)
    if not code:
        return back.show(_code(back, typed, "return_code_empty"), 422)
    session = back.visitor.session.token_hash if back.visitor.session is not None else ""
    outcome = await house.returns.enter(back.waiting, code, back.rule.tries, place_of(call), session)
    if isinstance(outcome, Found):
        return _found(back, outcome)
    if outcome in TRIED_IN_VAIN:
        return _dead(back, outcome)
    if outcome == "too_many":
        return back.show(_code(back, typed, "return_too_many"), 429)
    return back.show(_code(back, typed, "return_code_wrong"), 422)


def _digits(typed: str) -> str:
    """The digits of what was typed, in whatever script; spaces and hyphens between them do not count."""
    plain = [sign for sign in typed if not sign.isspace() and sign != "-"]
    if not all(sign.isdecimal() for sign in plain):
        return typed
    return "".join(str(unicodedata.decimal(sign)) for sign in plain)


def _code(back: Return, typed: str = "", wrong: str = "") -> AccountView:
    words = back.words
    said = words.get(wrong) if wrong else ""
    of_code = said if wrong != "return_too_many" else ""
    return back.view(
        "return_code_title",
        paragraphs=[
            words.get("return_code_text", duration=back.good_for),
            words.get("return_code_nothing"),
        ],
        failure=words.get("error_summary_title", count=1) if of_code else said,
        fields=[
            AccountField(
                name="code",
                label=words.get("return_code"),
                hint=words.get("return_code_hint"),
                value=typed,
                error=of_code,
                autocomplete="one-time-code",
                digits=True,
            )
        ],
        button=words.get("continue"),
        links=[AccountLink(href=return_address(back.id), text=words.get("return_new"))],
        back=return_address(back.id),
    )


def _dead(back: Return, state: State | Refused) -> Page:
    words = back.words
    view = back.view(
        "return_code_dead_title",
        paragraphs=[words.get(f"return_code_{state}")],
        links=[AccountLink(href=return_address(back.id), text=words.get("return_new"))],
        back=f"/{back.id}",
    )
    return back.show(view, 410)


# What was found


def _found(back: Return, found: Found) -> Reply:
    cookie = back.house.cookie(found.token) if found.token else b""
    if len(found.dossiers) == 1:
        only = Addresses(back.id, found.dossiers[0]).resume
        return Redirect(f"{only}?notice=returned", cookie)
    return Redirect(found_address(back.id), cookie)


async def show_found(house: House, call: Call) -> Reply:
    """All requests of the procedure that are this browser's, to choose from."""
    back = await return_of(house, call)
    owner = back.visitor.owner

    def read(connection: Connection) -> list[DossierLine]:
        return [*list_drafts(connection, owner), *list_filed(connection, owner)]

    lines = await house.dossiers.database.read(read) if owner else []
    links = [_link(back, each) for each in lines if each.procedure == back.id]
    if not links:
        return Redirect(return_address(back.id))
    view = back.view(
        "return_found_title",
        paragraphs=[back.words.get("return_found_text")],
        links=links,
        back=f"/{back.id}",
    )
    return back.show(view)


def _link(back: Return, each: DossierLine) -> AccountLink:
    words, dates = back.words, back.pages.wording(back.language).formatter.dates
    if each.filed_on is not None:
        text = words.get("return_found_filed", number=each.number, date=dates.long(each.filed_on))
    else:
        text = words.get("return_found_draft", moment=dates.moment(each.saved_at))
    return AccountLink(href=Addresses(each.procedure, each.id).resume, text=text)
