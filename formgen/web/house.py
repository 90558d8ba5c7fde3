"""What handlers work with: everything that an installation has, made once when it starts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from formgen.casework.accounts.desk import AccountDesk
from formgen.casework.accounts.email_change import EmailChange
from formgen.casework.accounts.lasting import SEEN_AGAIN, Lasting, SignedIn
from formgen.casework.accounts.oidc_desk import IdentityDesk
from formgen.casework.accounts.people import offers_account
from formgen.casework.accounts.second_factor import SecondFactor
from formgen.casework.dossiers import Dossiers
from formgen.casework.filing import FilingDesk
from formgen.casework.handing_in import HandingIn
from formgen.casework.issuing import IssuingDesk
from formgen.casework.open_dossier import OpenDossier
from formgen.casework.registers import Registers
from formgen.casework.returning import ReturnDesk
from formgen.casework.rights.export import ExportDesk
from formgen.casework.space import Space
from formgen.casework.versions import Version, Versions
from formgen.compiler.catalogues import COMPLETE, Words, languages
from formgen.compiler.formatting.dates import Dates
from formgen.compiler.formatting.formatter import Formatter
from formgen.compiler.formatting.locales import reader_locale
from formgen.compiler.procedure import Procedure
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.shown import size_writer
from formgen.rendering.html.site import Site
from formgen.rendering.html.views.around import Around
from formgen.rendering.mail import Action, MailWriter, WrittenMail
from formgen.settings import Settings
from formgen.storage.queries.sessions import Session, touch_session
from formgen.storage.queries.visits import Visit
from formgen.web.calls import Call
from formgen.web.languages import preferred
from formgen.web.presentation import Presentation
from formgen.web.security.attempts import Attempts
from formgen.web.sessions import cookie, cookie_name, language_in
from formgen.web.signing import SIGN_IN

if TYPE_CHECKING:
    from formgen.casework.accounts.oidc_provider import OidcProvider

NOTICES = frozenset(
    {
        "account_made",
        "kept_shown",
        "kept_shown_files",
        "password_changed",
        "signed_out_everywhere",
        "not_due",
        "draft_deleted",
        "file_removed",
        "item_removed",
        "list_full",
        "draft_open_already",
        "language_changed",
        "changed_meanwhile",
        "returned",
    }
)
"""What a page may be asked to say on top, by `?notice=`: keys `notice_…` of formgen's words."""


def house_languages(procedures: Iterable[Procedure]) -> tuple[str, ...]:
    """English and French, then what else formgen speaks and one of the procedures does."""
    spoken = {language for procedure in procedures for language in procedure.languages}
    return (*COMPLETE, *(each for each in languages() if each in spoken and each not in COMPLETE))


@dataclass(slots=True)
class House:
    """An installation."""

    settings: Settings
    clock: Callable[[], datetime]
    site: Site
    presentation: Presentation
    versions: Versions
    dossiers: Dossiers
    registers: Registers
    filing: FilingDesk
    issuing: IssuingDesk
    space: Space
    handing_in: HandingIn
    exports: ExportDesk
    mails: MailWriter
    attempts: Attempts
    accounts: AccountDesk
    emails: EmailChange
    factors: SecondFactor
    returns: ReturnDesk
    lasting: Lasting
    providers: Mapping[str, OidcProvider]
    """Where people may sign in instead, by name."""
    identities: IdentityDesk
    languages: Sequence[str]
    """What the portal and the pages beside the procedures are offered in."""
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    """What is done after an answer was given."""

    async def finish(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def size_writer(self, language: str) -> Callable[[int], str]:
        """A function that writes the size of a file."""
        return _size_writer(language)

    @property
    def secure(self) -> bool:
        """Whether cookies are for TLS only."""
        return self.settings.secure

    @property
    def cookie_name(self) -> bytes:
        """What the session's cookie is called."""
        return cookie_name(secure=self.secure)

    def cookie(self, token: str) -> bytes:
        """The header that begins a session."""
        return cookie(token, secure=self.secure)

    def spoken(self, version: Version, call: Call, visit: Visit | None = None) -> str:
        """The language of a procedure's page: chosen before, else the dossier's, else the browser's."""
        spoken = version.procedure.languages
        if visit is not None:
            chosen = chosen_language(visit.session_json)
            if chosen in spoken:
                return chosen
            if visit.language in spoken:
                return visit.language
        chosen = language_in(call.scope["headers"])
        if chosen in spoken:
            return chosen
        return preferred(call.header(b"accept-language"), spoken) or spoken[0]

    async def seen(self, session: SignedIn, hashed: str) -> None:
        """Note a sign of who is signed in, at most once a minute."""
        at = self.clock()
        if session.account is not None and abs(at - session.seen_at) > SEEN_AGAIN:
            await self.dossiers.database.write(lambda connection: touch_session(connection, hashed, at))

    def accompany(self, surroundings: Around, session: Session | None, language: str) -> None:
        """Say on a page beside the procedures who is signed in, and for how long; else where one signs in."""
        if session is not None:
            self.name_person(surroundings, session, session.json, self.dates(language).time_of)
        if not surroundings.person and self.has_accounts:
            surroundings.sign_in = SIGN_IN

    @property
    def has_accounts(self) -> bool:
        """Whether people sign in here."""
        return any(offers_account(version.procedure) for version in self.versions.current.values())

    def dates(self, language: str, timezone: str = "") -> Dates:
        """Days and times for pages beside the procedures, by default at the place of the first of them."""
        served = next(iter(self.versions.current.values()), None)
        own = served.procedure.spec.service.timezone if served is not None else "UTC"
        return _dates(language, timezone or own)

    def name_person(
        self,
        surroundings: Around,
        session: Session | Visit,
        session_json: str,
        time_of: Callable[[datetime], str],
    ) -> None:
        """Say who is signed in, and until when without another sign of them; nothing where nobody is."""
        at = self.clock()
        end = self.lasting.end_from(session, at)
        if end is None:
            return
        surroundings.person = person_in(session_json)
        surroundings.unread = session.unread
        surroundings.sign_out = "/account/sign-out"
        surroundings.stay = "/account/stay"
        surroundings.ends_at = time_of(end)
        surroundings.ends_in = max(0, int((end - at).total_seconds()))

    def letter(
        self, key: str, language: str, address: str, after: str = "mail_not_you", text: str = ""
    ) -> WrittenMail:
        """A mail in formgen's words: `mail_KEY_subject`, `mail_KEY_text`; with an address, its button."""
        words = Words(language)
        action = Action(words.get(f"mail_{key}_button"), address) if address else None
        paragraphs = [words.get(text or f"mail_{key}_text")]
        return self.mails.of_words(
            words, words.get(f"mail_{key}_subject"), paragraphs, action, [words.get(after)]
        )

    def base_of(self, call: Call) -> str:
        """Where this installation is reached from outside."""
        return (self.settings.base_url or call.origin).rstrip("/")


@cache
def _size_writer(language: str) -> Callable[[int], str]:
    return size_writer(reader_locale(language))


@lru_cache(maxsize=512)
def chosen_language(session_json: str) -> str:
    """The language that somebody chose in this browser, "" for none."""
    import json

    data: dict[str, Any] = json.loads(session_json)
    language: str = data.get("language", "")
    return language


@lru_cache(maxsize=512)
def person_in(session_json: str) -> str:
    """How the person is called who signed in."""
    import json

    data: dict[str, Any] = json.loads(session_json)
    name: str = data.get("name", "")
    return name


@cache
def _dates(language: str, timezone: str) -> Dates:
    return Formatter(language, timezone).dates


def around(call: Call, spoken: Sequence[str], language: str, words: Words) -> Around:
    """What surrounds a page: the other languages, what its address says further, a notice."""
    others = [each for each in spoken if each != language]
    if not call.scope["query_string"]:
        return Around(languages=others)
    back = call.query.get("back")
    notice = call.query.get("notice", "")
    return Around(
        languages=others,
        query="back=review" if back == "review" else "",
        notice=words.get(f"notice_{notice}") if notice in NOTICES else "",
    )


@dataclass(slots=True)
class Desk:
    """A dossier on the table: who reads it, in which language, with the pages of its version."""

    house: House
    call: Call
    visit: Visit
    opened: OpenDossier
    language: str
    pages: ProcedurePages
    verified: bool = True
    """False while it is only as remembered: a save must find out, or `reopen`, whether it is so kept."""

    @property
    def words(self) -> Words:
        """formgen's own words in the language of the reader."""
        return self.pages.wording(self.language).words

    @property
    def back_to_review(self) -> bool:
        """Whether the person came from the review and goes back there."""
        return bool(self.call.scope["query_string"]) and self.call.query.get("back") == "review"

    def around(self) -> Around:
        """What surrounds a page of this dossier."""
        surroundings = around(self.call, self.opened.procedure.languages, self.language, self.words)
        if self.visit.account is not None:
            time_of = self.pages.wording(self.language).formatter.dates.time_of
            self.house.name_person(surroundings, self.visit, self.visit.session_json, time_of)
        return surroundings
