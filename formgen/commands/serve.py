"""`formgen serve`: specs as wizards, over HTTP."""

from __future__ import annotations

import asyncio
import ctypes
import errno
import gc
import logging
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from types import FrameType

import uvicorn

from formgen.commands.child_worker import ChildWorker
from formgen.commands.reading_settings import BadSettings, read_settings
from formgen.commands.registers import Found, find_registers
from formgen.compiler.load import load_file
from formgen.compiler.procedure import Procedure
from formgen.report import as_text
from formgen.settings import Settings, SourceSettings
from formgen.web.app import create_app

FAULTY, UNREADABLE = 1, 2
ENDINGS = (".yaml", ".yml")
BACKLOG = 2048
COLLECT_AFTER = 10_000
M_ARENA_MAX = -8
"""The number of this option in the GNU C library's malloc.h; another library takes no notice of it."""


class Server(uvicorn.Server):
    """Says where it listens once it does. `beside` is entered then, and left when it ends."""

    def __init__(
        self,
        config: uvicorn.Config,
        words: Sequence[str],
        beside: AbstractContextManager[object],
    ) -> None:
        super().__init__(config)
        self._words = words
        self._beside = beside
        self._closing = ExitStack()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            # What was compiled lives as long as the process: the collector need not walk through it, nor
            # come by for every few pages, whose garbage is nearly all freed without it.
            gc.collect()
            gc.freeze()
            gc.set_threshold(COLLECT_AFTER, 20, 50)
            _give_memory_back()
            sys.stdout.write("\n".join(self._words) + "\n")
            sys.stdout.flush()
            self._closing.enter_context(self._beside)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await asyncio.gather(asyncio.to_thread(self._closing.close), super().shutdown(sockets))


def _keep_memory_together() -> None:
    """Have all threads take memory from one place: what one of them returned, another one uses."""
    options = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if options is not None:
        options(M_ARENA_MAX, 1)


def _give_memory_back() -> None:
    """Return to the system what reading and compiling needed for a moment: a tenth of the memory in use.

    The C library of most Linux systems keeps it otherwise; where there is another one, nothing is to be done.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


class CannotServe(Exception):
    """Something to be mended before anything is served; told as it is."""


def serve(paths: Sequence[Path], host: str, port: int, data: Path | None) -> int:
    """Serve until told to end. 1 for a faulty spec or setting, 2 for a file that cannot be read."""
    _keep_memory_together()
    try:
        procedures = [procedure for path in _spec_files(paths) for procedure in _load(path)]
        if not procedures:
            raise CannotServe("there is no spec in " + ", ".join(map(str, paths)))
        settings, registers = _settings(procedures, host, data)
    except OSError as fault:
        _tell(f"{fault.filename}: {fault.strerror}")
        return UNREADABLE
    except (CannotServe, BadSettings) as fault:
        _tell(str(fault))
        return FAULTY
    return _run(procedures, settings, registers, host, port)


def _spec_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Files as named, and those of folders in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.iterdir() if each.suffix in ENDINGS)
        else:
            yield path


def _load(path: Path) -> Iterator[Procedure]:
    loaded = load_file(path)
    if loaded.problems:
        document = loaded.reading.document
        sys.stderr.write(as_text(loaded.problems, {document.name: document.lines}, sys.stderr.isatty()))
    if loaded.procedure is None:
        raise CannotServe(f"{path} has errors; mend them, or leave it out")
    yield loaded.procedure


def _settings(procedures: Sequence[Procedure], host: str, data: Path | None) -> tuple[Settings, list[Found]]:
    settings = read_settings(data)
    found = find_registers(procedures, settings.sources)
    sources = {each.source: SourceSettings(file=each.file) for each in found if each.file is not None}
    updates: dict[str, object] = {"sources": {**sources, **settings.sources}}
    if host not in ("0.0.0.0", "::", *settings.hosts):  # noqa: S104 - compared with, not listened at
        updates["hosts"] = (*settings.hosts, host)
    return settings.model_copy(update=updates), found


def _run(
    procedures: Sequence[Procedure], settings: Settings, registers: Sequence[Found], host: str, port: int
) -> int:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        app = create_app(procedures, settings)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (ValueError, OSError) as fault:
        _tell(_not_listening(fault, host, port) if isinstance(fault, OSError) else str(fault))
        return FAULTY
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}"
    server = Server(
        uvicorn.Config(
            app,
            loop="uvloop",
            http="httptools",
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
        ),
        [address, *_about(procedures, settings, registers, address)],
        ChildWorker(settings.data) if settings.worker else nullcontext(),
    )
    # The server raises these again once everything is closed; by then there is nothing left to interrupt.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _nothing)
    with listening:
        try:
            server.run(sockets=[listening])
        except SystemExit:
            # What kept it from starting was told by the application.
            return FAULTY
    return 0 if server.started else FAULTY


def _not_listening(fault: OSError, host: str, port: int) -> str:
    if fault.errno == errno.EADDRINUSE:
        return (
            f"something listens at {host}:{port} already; choose another --port, or --port 0 for any free one"
        )
    if isinstance(fault, socket.gaierror):
        return f"--host {host} is no address of this machine: {fault.strerror}"
    return f"cannot listen at {host}:{port}: {fault.strerror}; choose another --host or --port"


def _nothing(_number: int, _frame: FrameType | None) -> None:
    return


def _about(
    procedures: Sequence[Procedure], settings: Settings, registers: Sequence[Found], address: str
) -> Iterator[str]:
    for procedure in procedures:
        yield f"  /{procedure.id}  {procedure.spec.title.value}"
    for each in registers:
        where = each.file if each.file is not None else "not found: set it under [sources] in formgen.toml"
        yield f"Source {each.source}: {where}"
    for name in settings.sources:
        if all(name != each.source for each in registers):
            yield f"Source {name}: {_place(settings.sources[name])}"
    if settings.development and not settings.mail.host:
        yield f"Mails go to {address}/dev/mailbox and nowhere else"
    yield f"Everything is kept in {settings.data.absolute()}"


def _place(source: SourceSettings) -> str:
    if source.file is None:
        return "as set"
    return str(source.file) if source.file.is_file() else f"{source.file}, where there is no file"


def _tell(words: str) -> None:
    sys.stderr.write(f"formgen: {words}\n")
