"""Files that pages load: styles, scripts, pictures. Their addresses change with their content, so they keep
for ever.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formgen.rendering.html.theme import Theme

MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".ico": "image/x-icon",
}
PICTURES: Final = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})
FOLDERS: Final = ("styles", "scripts", "images", "fonts")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to serve: its bytes and its media type. Its address never stands for anything else."""

    body: bytes
    media_type: str


class Assets:
    """The files of a theme under one version (scripts import each other by relative names), and files added
    later.

    `at` is the path under which they are served, "/assets/".
    """

    def __init__(self, theme: Theme, at: str) -> None:
        files = {name: path for folder in FOLDERS for name, path in theme.files(folder).items()}
        bodies = {
            name: path.read_bytes() for name, path in files.items() if path.suffix.lower() in MEDIA_TYPES
        }
        digest = hashlib.sha256()
        for name in sorted(bodies):
            digest.update(f"{name}\0{len(bodies[name])}\0".encode())
            digest.update(bodies[name])
        self._version = digest.hexdigest()[:12]
        self._at = at
        self._found = {
            f"{self._version}/{name}": Asset(body, _media_type(name)) for name, body in bodies.items()
        }

    def get(self, path: str) -> Asset | None:
        """The file at an address below `at`; None when there is none."""
        return self._found.get(path)

    def address(self, name: str) -> str:
        """Where a file of the theme is: "scripts/formgen.js". Raises LookupError when it is missing."""
        path = f"{self._version}/{name}"
        if path not in self._found:
            raise LookupError(f"no file {name} in renderers/html or the theme")
        return self._at + path

    def add(self, name: str, body: bytes) -> str:
        """Serve one more file; its address. The same content under the same name keeps its address."""
        stem, dot, suffix = name.rpartition(".")
        path = f"{self._version}/{stem}.{hashlib.sha256(body).hexdigest()[:12]}{dot}{suffix}"
        self._found[path] = Asset(body, _media_type(name))
        return self._at + path

    def add_picture(self, folder: Path, name: str) -> str:
        """Serve a picture that stands beside a spec, below its folder. Raises ValueError for anything
        else.
        """
        file = (folder / name).resolve()
        if file.suffix.lower() not in PICTURES or not file.is_relative_to(folder.resolve()):
            raise ValueError(f"{name} is no picture beside the spec")
        return self.add(f"pictures/{file.name}", file.read_bytes())


def _media_type(name: str) -> str:
    return MEDIA_TYPES[Path(name).suffix.lower()]
