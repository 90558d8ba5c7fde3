"""The application: everything made and wired when it starts, closed when it ends."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from formgen.casework.accounts.desk import AccountDesk
from formgen.casework.accounts.email_change import EmailChange
from formgen.casework.accounts.lasting import Lasting
from formgen.casework.accounts.oidc_desk import IdentityDesk
from formgen.casework.accounts.passwords import Hasher
from formgen.casework.accounts.second_factor import SecondFactor
from formgen.casework.dossiers import Dossiers
from formgen.casework.filing import FilingDesk
from formgen.casework.handing_in import HandingIn
from formgen.casework.issuing import IssuingDesk
from formgen.casework.jobs import prepare_jobs
from formgen.casework.notices import Notices
from formgen.casework.registers import MakeSource, Registers
from formgen.casework.returning import ReturnDesk
from formgen.casework.rights.export import ExportDesk
from formgen.casework.space import Space
from formgen.casework.uploads import Examiner
from formgen.casework.versions import Versions
from formgen.compiler.procedure import Procedure
from formgen.rendering.html.site import Site
from formgen.rendering.mail import MailWriter
from formgen.rendering.pdf.pool import PdfPool
from formgen.settings import Settings
from formgen.storage.database import Database
from formgen.storage.errors import EntriesTooLarge, StorageError
from formgen.storage.files import FolderStore
from formgen.storage.moments import now
from formgen.web.account.oidc_settings import open_providers
from formgen.web.calls import Call
from formgen.web.dispatch import answer
from formgen.web.errors import failure_page, refusal_page
from formgen.web.forms import BadForm, ClientGone, WrongType
from formgen.web.house import House, house_languages
from formgen.web.presentation import Presentation
from formgen.web.refusals import Refusal
from formgen.web.replies import Replies, Reply
from formgen.web.security.attempts import Attempts
from formgen.web.security.gate import Gate
from formgen.web.security.origins import Hosts
from formgen.web.source_settings import source_maker

_log = logging.getLogger("formgen.web")


@dataclass(slots=True)
class Parts:
    """What may be given instead of what the settings say, for tests and for embedding.

    `prepare`: whether all pages are made at the start, which takes most of it, or each when first shown.
    """

    clock: Callable[[], datetime] = now
    make_source: MakeSource | None = None
    make_hasher: Callable[[], Hasher] = Hasher
    prepare: bool = True


@dataclass(frozen=True, slots=True)
class _Means:
    """What an installation holds open: each was opened for it and is closed with it."""

    database: Database
    registers: Registers
    examiner: Examiner
    hasher: Hasher
    pool: PdfPool


@asynccontextmanager
async def open_house(
    procedures: Iterable[Procedure], settings: Settings, parts: Parts
) -> AsyncIterator[House]:
    """An installation from its settings, closed in the reverse order."""
    async with AsyncExitStack() as closing:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        means = await _open_means(settings, parts, closing)
        versions = Versions(procedures, means.database, settings.data / "specs")
        await versions.keep()
        house = _furnished(means, versions, settings, parts)
        closing.push_async_callback(house.finish)
        if parts.prepare:
            for version in versions.current.values():
                house.presentation.pages(version).prepare()
        yield house


async def _open_means(settings: Settings, parts: Parts, closing: AsyncExitStack) -> _Means:
    """Open what has to be closed, and have it closed: also when opening the next of them fails."""
    database = await Database.open(settings.database_url)
    closing.push_async_callback(database.close)
    await prepare_jobs(settings.database_url)
    registers = Registers(parts.make_source or source_maker(settings))
    closing.push_async_callback(registers.close)
    examiner = Examiner()
    closing.push_async_callback(examiner.close)
    hasher = parts.make_hasher()
    closing.callback(hasher.close)
    pool = PdfPool(settings.pdf_workers)
    closing.push_async_callback(pool.aclose)
    return _Means(database, registers, examiner, hasher, pool)


def _furnished(means: _Means, versions: Versions, settings: Settings, parts: Parts) -> House:
    """The desks of an installation, each with what it works with."""
    database, clock, theme = means.database, parts.clock, settings.theme
    longest = timedelta(hours=settings.longest_hours)
    dossiers = Dossiers(database, versions, clock)
    store = FolderStore(settings.data / "files")
    site = Site(settings.title, [theme / "html"] if theme is not None else [])
    mails = MailWriter(settings.title, [theme / "mail"] if theme is not None else [])
    presentation = Presentation(site)
    return House(
        settings=settings,
        clock=clock,
        site=site,
        presentation=presentation,
        versions=versions,
        dossiers=dossiers,
        registers=means.registers,
        filing=_filing_desk(dossiers, presentation, mails),
        issuing=IssuingDesk(dossiers, store, means.pool, presentation.outputs),
        space=Space(dossiers),
        mails=mails,
        exports=ExportDesk(
            dossiers, store, lambda opened, language: presentation.spoken(opened.version, language)
        ),
        handing_in=HandingIn(dossiers, store, means.examiner, settings.data / "passing"),
        attempts=Attempts(),
        accounts=AccountDesk(database, means.hasher, clock),
        emails=EmailChange(database, clock),
        factors=SecondFactor(database, clock),
        returns=ReturnDesk(database, clock),
        lasting=Lasting(timedelta(minutes=settings.idle_minutes), longest),
        providers=open_providers(settings),
        identities=IdentityDesk(database, clock, longest),
        languages=house_languages(version.procedure for version in versions.current.values()),
    )


def _filing_desk(dossiers: Dossiers, presentation: Presentation, mails: MailWriter) -> FilingDesk:
    """Numbers and history are in the procedure's first language, notices in that of the dossier."""
    return FilingDesk(
        dossiers,
        lambda opened: presentation.wording(opened.version, opened.procedure.languages[0]),
        Notices(mails, lambda opened: presentation.wording(opened.version, opened.row.language)),
    )


class Application:
    """The ASGI application of some procedures."""

    def __init__(self, procedures: Iterable[Procedure], settings: Settings, parts: Parts) -> None:
        self._procedures = tuple(procedures)
        self.settings = settings
        self._parts = parts
        self._replies = Replies(secure=settings.secure)
        self._house: House | None = None
        self._gate: ASGIApp = Gate(
            self._serve,
            self._refuse,
            Hosts(settings.all_hosts),
            frozenset([settings.base_url] if settings.base_url else []),
            settings.upload_limit,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._gate(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            # Nothing here speaks over a WebSocket; refused before it is accepted, as the protocol has it.
            await send({"type": "websocket.close", "code": 1000})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            async with open_house(self._procedures, self.settings, self._parts) as house:
                self._house = house
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except (OSError, StorageError) as fault:
            # Told without a traceback: it is for the operator to mend, and nothing of ours.
            _log.error("%s", self._hindrance(fault))
            await self._tell_failure(send)
            return
        except Exception as fault:  # noqa: BLE001 - whatever keeps it from starting, the server has to be told
            _log.error("the service cannot start or end as it should", exc_info=fault)
            await self._tell_failure(send)
            return
        await send({"type": "lifespan.shutdown.complete"})

    async def _tell_failure(self, send: Send) -> None:
        await send({"type": "lifespan.startup.failed" if self._house is None else "lifespan.shutdown.failed"})

    def _hindrance(self, fault: OSError | StorageError) -> str:
        """What keeps the service from starting, and which setting has to do with it."""
        if isinstance(fault, StorageError):
            return f"cannot start: {fault}; see the settings data (--data) and database"
        return (
            f"cannot start: {fault.filename or self.settings.data}: {fault.strerror or fault}; "
            "everything is kept in the folder of the setting data (--data), which must be writable"
        )

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        house = self._ready()
        call = Call(scope, receive, house.cookie_name)
        try:
            reply = await _answer(house, call)
        except ClientGone:
            # Nobody is there to read an answer.
            return
        await self._replies.send(reply, send, bodiless=call.method == "HEAD")

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, kind: str) -> None:
        house = self._ready()
        call = Call(scope, receive, house.cookie_name)
        reply = await refusal_page(house, call, Refusal(kind))
        await self._replies.send(reply, send, bodiless=call.method == "HEAD")

    def _ready(self) -> House:
        if self._house is None:
            raise RuntimeError("the application was not started: its server must speak the lifespan protocol")
        return self._house


async def _answer(house: House, call: Call) -> Reply:
    try:
        return await answer(house, call)
    except Refusal as refusal:
        return await refusal_page(house, call, refusal)
    except BadForm as fault:
        _log.info("a form was refused: %s", fault)
        return await refusal_page(house, call, Refusal("bad_request"))
    except WrongType:
        return await refusal_page(house, call, Refusal("bad_request", status=415))
    except EntriesTooLarge as fault:
        _log.info("%s", fault)
        return await refusal_page(house, call, Refusal("too_much", again=call.path))
    except StorageError as fault:
        _log.error("the database fails", exc_info=fault)
        return await refusal_page(house, call, Refusal("unavailable", again=call.path))
    except HTTPException as limited:
        # The limit of bodies speaks through the reading of a form.
        return await refusal_page(
            house, call, Refusal("too_large" if limited.status_code == 413 else "bad_request")
        )
    except ClientGone:
        raise
    except Exception as fault:  # noqa: BLE001 - logged with its traceback, told as a page
        return await failure_page(house, call, fault)


def create_app(
    procedures: Iterable[Procedure], settings: Settings | None = None, parts: Parts | None = None
) -> Application:
    """An ASGI application that serves these procedures.

    Raises ValueError for two procedures of one id, or an id that is an address of the portal's own.
    """
    from formgen.web.addresses import RESERVED

    served = tuple(procedures)
    seen: set[str] = set()
    for procedure in served:
        if procedure.id in RESERVED:
            raise ValueError(f"a procedure cannot be called {procedure.id}: /{procedure.id} is taken")
        if procedure.id in seen:
            raise ValueError(f"two specs have the id {procedure.id}; give one of them another")
        seen.add(procedure.id)
    return Application(served, settings or Settings(), parts or Parts())
