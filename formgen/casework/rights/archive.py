"""A zip made while it is sent: at no moment is more of it in memory than a piece of one file.

Files are stored as they are: PDFs and pictures do not get smaller.
"""

from __future__ import annotations

import asyncio
import io
import re
import unicodedata
import zipfile
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Final

LONGEST_NAME: Final = 100
"""Characters of a name in the archive."""
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
# Windows takes these for devices, whatever ending follows.
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_FIRST_YEAR: Final = 1980
"""A zip knows no moment before."""


class Archive:
    """A zip under way: what is written into it comes out of `pieces` in between."""

    def __init__(self, at: datetime) -> None:
        self._out = _Sink()
        self._zip = zipfile.ZipFile(self._out, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self._moment = (max(at.year, _FIRST_YEAR), at.month, at.day, at.hour, at.minute, at.second)

    async def text(self, name: str, content: bytes) -> AsyncIterator[bytes]:
        """Add something small, compressed."""
        await asyncio.to_thread(self._zip.writestr, self._entry(name, zipfile.ZIP_DEFLATED), content)
        yield self._out.taken()

    async def file(self, name: str, content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Add a file of the store. Raises StoredFileMissing, and nothing is added."""
        first = await anext(content, b"")
        with self._zip.open(self._entry(name, zipfile.ZIP_STORED), "w", force_zip64=True) as entry:
            entry.write(first)
            yield self._out.taken()
            async for piece in content:
                entry.write(piece)
                yield self._out.taken()
        yield self._out.taken()

    def end(self) -> bytes:
        """The directory at its end."""
        self._zip.close()
        return self._out.taken()

    def _entry(self, name: str, compression: int) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._moment)
        entry.compress_type = compression
        # A plain file of its owner's, readable for whoever unpacks it.
        entry.external_attr = 0o100600 << 16
        return entry


class _Sink(io.RawIOBase):
    """Takes what the zip writes; it cannot be gone back in, so that nothing waits for its end."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]  # - RawIOBase says no more than "a buffer"
        self._held += view
        return view.nbytes

    def taken(self) -> bytes:
        """What was written since it was asked last."""
        taken = bytes(self._held)
        self._held.clear()
        return taken


class Names:
    """Names in one folder of an archive: safe on every system, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, wanted: str) -> str:
        """A name like the one wanted."""
        name = safe_name(wanted)
        stem, dot, ending = name.rpartition(".")
        if not stem:
            stem, dot, ending = name, "", ""
        found = next(each for each in _numbered(stem, f"{dot}{ending}") if each.casefold() not in self._given)
        self._given.add(found.casefold())
        return found


def _numbered(stem: str, ending: str) -> Iterator[str]:
    yield f"{stem}{ending}"
    number = 2
    while True:
        yield f"{stem} ({number}){ending}"
        number += 1


def safe_name(wanted: str) -> str:
    """A name that leads out of no folder, hides nowhere and means nothing to any system."""
    name = unicodedata.normalize("NFC", wanted)
    # Signs that turn the direction of writing would show "fdp.exe" as "exe.pdf".
    name = "".join(each for each in name if unicodedata.category(each) not in ("Cf", "Cc", "Cs"))
    name = _UNSAFE.sub("_", name).strip(" .") or "file"
    if _DEVICE.match(name):
        name = f"_{name}"
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        kept = f"{dot}{ending}" if stem and len(ending) <= 10 else ""
        name = name[: LONGEST_NAME - len(kept)].rstrip(" .") + kept
    return name
