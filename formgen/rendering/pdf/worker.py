"""A warm process that prints documents: one frame in, one frame out, until its input ends.

python -m formgen.rendering.pdf.worker '{"folders": ["…"], "memory_limit": 536870912}'
"""

from __future__ import annotations

import base64
import json
import os
import resource
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from formgen.rendering.pdf.attachments import Attachment
from formgen.rendering.pdf.frames import read_frame, write_frame

if TYPE_CHECKING:
    from formgen.rendering.pdf.printing import Printer

# Each script that a letter may hold makes Pango open a font file: better before the first person waits.
_WARMING = """<html lang="en"><link rel="stylesheet" href="formgen:base.css"><body>
<h1>Warm <b>warm</b> <i>warm</i></h1>
<table><tr><th scope="row">Ω</th><td>Ж</td></tr></table><ul><li>1</li></ul></body></html>"""


def main() -> int:
    """The life of a worker. Its exit status is 0 when its input ended, 1 when it could not start or go on."""
    settings = json.loads(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the pool says when to end
    replies = _private_output()
    _limit_memory(settings["memory_limit"])
    try:
        printer = _warm_printer([Path(folder) for folder in settings["folders"]])
    except (ImportError, OSError, MemoryError) as error:
        write_frame(replies, _failure("unavailable", error))
        return 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it has no file to write from here on
    write_frame(replies, {"ready": True})
    while (frame := read_frame(sys.stdin.buffer)) is not None:
        header, body = frame
        try:
            reply, pdf = _reply(printer, header, body.decode())
        except MemoryError as error:
            write_frame(replies, _failure("memory", error))
            return 1
        write_frame(replies, reply, pdf)
    return 0


def _reply(printer: Printer, header: dict[str, Any], html: str) -> tuple[dict[str, Any], bytes]:
    from formgen.rendering.pdf.printing import RefusedResource

    try:
        printed = printer.print(
            html,
            language=header["language"],
            title=header["title"],
            created=datetime.fromisoformat(header["created"]) if header["created"] else None,
            attachments=[
                Attachment(item["name"], item["description"], base64.b64decode(item["content"]))
                for item in header["attachments"]
            ],
        )
    except MemoryError:
        raise
    except RefusedResource as error:
        return _failure("refused", error), b""
    except Exception as error:  # noqa: BLE001 - the process's edge: the pool raises it where it was asked for
        return _failure("crashed", error), b""
    return {"ok": True, "notices": printed.notices}, printed.pdf


def _failure(reason: str, error: BaseException) -> dict[str, Any]:
    return {"ok": False, "reason": reason, "message": f"{type(error).__name__}: {error}"}


def _warm_printer(folders: list[Path]) -> Printer:
    from formgen.rendering.pdf.printing import Printer

    printer = Printer(folders)
    printer.print(_WARMING, language="en", title="Warm")
    return printer


def _private_output() -> IO[bytes]:
    """Standard output for frames alone: what else is printed, by C libraries too, goes to standard error."""
    private = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(private, "wb")


def _limit_memory(limit: int) -> None:
    # RLIMIT_DATA counts what is allocated; RLIMIT_AS would count libraries and fonts mapped from files too.
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
