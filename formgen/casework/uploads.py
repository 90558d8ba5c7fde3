"""Taking a file that somebody sends: what it is, and under which name it is shown.

For example:

    examiner = Examiner()
    examined = await examiner.examine(path, allowed=("pdf", "jpg"), max_size=10_000_000)
    stored = await store.put(path.open("rb"), limit=10_000_000)
"""

from __future__ import annotations

import asyncio
import json
import sys
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any

from formgen.casework.media import MEDIA_TYPES, Examined, UploadRefused

__all__ = ["MEDIA_TYPES", "Examined", "Examiner", "UploadRefused", "clean_name"]

SECONDS = 20.0
NAME_LENGTH = 100
_LONGEST_ENDING = 10
# Answers hold numbers and names of formats only.
_LONGEST_ANSWER = 64 * 1024


class Examiner:
    """Examines files one at a time in a process of its own, started at the first file.

    A file that takes longer than `seconds`, or breaks the process, is refused as `too_complex`.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def examine(self, path: Path, allowed: Collection[str], max_size: int) -> Examined:
        """What the file at `path` is. `allowed` holds names of MEDIA_TYPES, `max_size` is in bytes.

        Raises UploadRefused, whose codes are listed there, and OSError when the process cannot be started.
        """
        question = {
            "path": str(path),
            "allowed": sorted(allowed),
            "max_size": max_size,
            "seconds": self._seconds,
        }
        async with self._turn:
            answer = await self._ask(question)
        if "examined" in answer:
            return Examined(**answer["examined"])
        raise UploadRefused(answer["refused"], **answer["values"])

    async def close(self) -> None:
        """End the process."""
        async with self._turn:
            await self._end()

    async def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await _start()
        assert process.stdin is not None
        assert process.stdout is not None
        line = b""
        try:
            async with asyncio.timeout(self._seconds):
                process.stdin.write(json.dumps(question).encode() + b"\n")
                await process.stdin.drain()
                line = await process.stdout.readline()
        except (TimeoutError, ConnectionError):
            await self._end()
        except asyncio.CancelledError:
            # An answer that nobody read would be taken for that to the next question.
            await self._end()
            raise
        if line.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        # The end of its output: the file broke the process.
        await self._end()
        return {"refused": "too_complex", "values": {"seconds": self._seconds}}

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _start() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "formgen.casework.media.worker",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        # Ctrl-C is for the service, which then ends this process in its turn.
        start_new_session=True,
        limit=_LONGEST_ANSWER,
    )


def clean_name(declared: str) -> str:
    """A file's name fit to be shown and to be offered for saving; never used as a path.

    Folders before it, characters that do not print or that turn the direction of writing, and what is beyond
    100 characters (the ending stays) are dropped; "file" when nothing is left.
    """
    name = unicodedata.normalize("NFC", declared).replace("\\", "/").rpartition("/")[2]
    name = "".join(" " if sign.isspace() else sign for sign in name if _shows(sign) or sign.isspace())
    name = " ".join(name.split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > NAME_LENGTH and dot and len(ending) <= _LONGEST_ENDING:
        name = f"{stem[: NAME_LENGTH - len(ending) - 1].rstrip()}.{ending}"
    return name[:NAME_LENGTH].rstrip(". ") or "file"


def _shows(sign: str) -> bool:
    """Not a control, a mark of direction, half a surrogate pair, nor a sign that file systems reserve."""
    return unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*'
