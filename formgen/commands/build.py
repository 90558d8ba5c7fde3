"""`formgen build`: all that is derived from a spec, as files in a folder."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from formgen.commands.loading import FAULTY, UNREADABLE, Refused, load_spec, tell
from formgen.compiler.procedure import Procedure
from formgen.rendering.build import Built, built
from formgen.rendering.pdf.failures import PdfFailed
from formgen.rendering.pdf.pool import PdfPool

RECORD: Final = "formgen-build.json"
"""The record of what was written, by which the next build knows its own files."""


def build(spec: Path, folder: Path) -> int:
    """Write everything. 1 for a spec with errors or files that are not ours, 2 for what cannot be written."""
    try:
        procedure = load_spec(spec)
        with PdfPool() as pool:
            files = list(built(procedure, pool, _progress))
        stale = _written(folder, procedure, files)
    except Refused as refused:
        tell(str(refused))
        return refused.status
    except PdfFailed as failed:
        tell(f"a PDF could not be made: {failed}")
        return FAULTY
    except OSError as fault:
        tell(f"{fault.filename or folder}: {fault.strerror or fault}")
        return UNREADABLE
    sys.stdout.write(_listing(folder, files, stale))
    return 0


def _progress(what: str) -> None:
    sys.stderr.write(f"Making {what}\n")
    sys.stderr.flush()


def _written(folder: Path, procedure: Procedure, files: Sequence[Built]) -> Sequence[str]:
    """Write the files; those of an earlier build that are no longer made are deleted, and named.

    Raises Refused, with nothing written, where a file stands in the way that no build made, or changed.
    """
    known = _record(folder)
    new = {each.name: each.content for each in files}
    in_the_way = [
        name for name, content in new.items() if not _is_ours(folder / name, known.get(name), content)
    ]
    if in_the_way:
        raise Refused(
            f"{_several(in_the_way)} in {folder} would be lost: no build made what stands there. "
            "Move it away, or choose another folder with -o."
        )
    for name, content in new.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    stale = [name for name in known if name not in new and _is_ours(folder / name, known[name], None)]
    for name in stale:
        (folder / name).unlink(missing_ok=True)
    record = {
        "procedure": procedure.id,
        "version": procedure.version,
        "files": {name: _digest(content) for name, content in sorted(new.items())},
    }
    (folder / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return stale


def _record(folder: Path) -> Mapping[str, str]:
    """Digests of the files of the last build, by name; none where there was none. Raises Refused."""
    path = folder / RECORD
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_bytes())["files"]
        files = {str(name): str(digest) for name, digest in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Refused(f"{path} is not the record of a build; delete it, and build again") from fault
    # A record that was changed must not lead out of the folder.
    return {name: digest for name, digest in files.items() if _inside(Path(name))}


def _inside(name: Path) -> bool:
    return bool(name.parts) and not name.is_absolute() and ".." not in name.parts


def _is_ours(path: Path, digest: str | None, new: bytes | None) -> bool:
    """Whether a file may be overwritten: it is not there, a build made it so, or it is the same already."""
    if not path.exists():
        return True
    if not path.is_file():
        return False
    content = path.read_bytes()
    return content == new or _digest(content) == digest


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _several(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _listing(folder: Path, files: Sequence[Built], stale: Sequence[str]) -> str:
    """What was written, file by file, with its size."""
    width = max(len(each.name) for each in files)
    rows = [f"  {each.name:<{width}}  {_size(len(each.content)):>8}  {each.what}" for each in files]
    gone = [f"  {name:<{width}}  deleted: the spec has no such part any more" for name in stale]
    return "\n".join([f"{len(files)} files in {folder}:", *rows, *gone]) + "\n"


def _size(count: int) -> str:
    return f"{count} B" if count < 1000 else f"{count / 1000:.1f} kB"
