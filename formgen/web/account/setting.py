"""What every page of accounts works with: who comes, in which language, for which procedure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from formgen.casework.accounts.entering import Comer, Entered
from formgen.casework.accounts.people import identifier_paths, offers_account
from formgen.casework.versions import Version
from formgen.compiler.catalogues import Words
from formgen.rendering.html.views.account import AccountView
from formgen.rendering.mail import WrittenMail
from formgen.storage.queries.accounts import Account
from formgen.storage.queries.sessions import hash_token
from formgen.web.calls import Call
from formgen.web.forms import Form
from formgen.web.house import House, around
from formgen.web.replies import Page, Redirect
from formgen.web.sessions import device_cookie, device_in
from formgen.web.signing import SIGN_IN, safe_path, sign_in_address
from formgen.web.speaking import language_of
from formgen.web.visitors import Visitor, visitor_of

LONGEST: Final = 200
"""Characters of a line that are looked at."""


@dataclass(slots=True)
class Setting:
    """One request about accounts. `version`: the procedure that an account is wanted for, if one is known."""

    house: House
    call: Call
    visitor: Visitor
    language: str
    version: Version | None

    @property
    def words(self) -> Words:
        """formgen's own words in the language of the reader."""
        return Words(self.language)

    @property
    def next(self) -> str:
        """Where to go on afterwards, a path of this site; "" where nothing was said."""
        return safe_path(self.call.query.get("next", ""))

    @property
    def parameters(self) -> dict[str, str]:
        """What its address says further, to be kept on links to pages like it."""
        found = {"next": self.next, "for": self.version.procedure.id if self.version is not None else ""}
        return {name: value for name, value in found.items() if value}

    def sign_in(self, following: str = "", notice: str = "") -> str:
        """The address of signing in, then going on at `following`."""
        return sign_in_address(following or self.next, notice, self.parameters.get("for", ""))

    def comer(self) -> Comer:
        """Who comes, for the desk of accounts."""
        device = device_in(self.call.scope["headers"], secure=self.house.secure)
        return Comer(place_of(self.call), self.call.session, hash_token(device) if device else "")

    def show(self, view: AccountView, status: int = 200) -> Page:
        """A page; 422 when it says that something is wrong."""
        return Page(
            self.house.site.show(view, self.language), 422 if view.failure and status == 200 else status
        )

    def view(self, title: str, **more: Any) -> AccountView:
        """A page of this language; `title` is a key of formgen's words."""
        surroundings = around(self.call, self.house.languages, self.language, self.words)
        query = {key: value for key, value in self.call.query.items() if key not in ("language", "notice")}
        surroundings.query = urlencode(query)
        self.house.accompany(surroundings, self.visitor.session, self.language)
        if surroundings.sign_in:
            # Where somebody wanted to go on is not lost; the page of signing in needs no way to itself.
            surroundings.sign_in = "" if self.call.path == SIGN_IN else self.sign_in()
        return AccountView(around=surroundings, title=self.words.get(title), **more)

    async def form(self) -> Form:
        """The posted form, its files let go."""
        form = await self.call.form()
        await form.close()
        return form

    async def account(self) -> Account:
        """The account that is signed in; call it only where somebody is."""
        assert self.visitor.account is not None, "asked of nobody"
        found = await self.house.accounts.account(self.visitor.account)
        assert found is not None, "a session ends with its account"
        return found

    def entered(self, entered: Entered, path: str) -> Redirect:
        """Go on, signed in."""
        cookies = [self.house.cookie(entered.token)]
        if entered.device:
            cookies.append(device_cookie(entered.device, secure=self.house.secure))
        return Redirect(path, cookies=cookies)

    def letter(self, key: str, address: str, after: str = "mail_not_you", text: str = "") -> WrittenMail:
        """A mail in formgen's words: `mail_KEY_subject`, `mail_KEY_text` and, with an address, its button."""
        return self.house.letter(key, self.language, address, after, text)

    def identifier_label(self) -> str:
        """How the procedure calls what one signs in with."""
        if self.version is None:
            return self.words.get("identifier")
        procedure = self.version.procedure
        spoken = self.language if self.language in procedure.languages else procedure.languages[0]
        wording = self.house.presentation.wording(self.version, spoken)
        fields = [procedure.fields[path] for path in identifier_paths(procedure) if path in procedure.fields]
        labels = [wording.short(field).text([]) for field in fields]
        return wording.formatter.one_of(labels) or self.words.get("identifier")


async def setting_of(house: House, call: Call) -> Setting:
    """What a request about accounts is about."""
    visitor = await visitor_of(house, call)
    return Setting(house, call, visitor, await language_of(house, call), _version(house, call))


def _version(house: House, call: Call) -> Version | None:
    """The procedure named, that of the page to go on with, or the only register there is."""
    named = (call.query.get("for", ""), safe_path(call.query.get("next", ""))[1:].partition("/")[0])
    for name in named:
        version = house.versions.current.get(name)
        if version is not None and offers_account(version.procedure):
            return version
    return next((each for each in house.versions.current.values() if offers_account(each.procedure)), None)


def place_of(call: Call) -> str:
    """Where a request comes from."""
    client = call.scope.get("client")
    return str(client[0]) if client else ""


def line(form: Form, name: str) -> str:
    """A line that was typed, without spaces around it."""
    return (form.get(name) or "").strip()[:LONGEST]
