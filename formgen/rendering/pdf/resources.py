"""All that a document may fetch: files of `renderers/pdf/` and pictures that it carries itself."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

_OWN = "formgen:"
_PICTURE = "data:image/png;base64,"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\.(css|png|jpg|svg|otf|ttf|woff2)")
_KINDS = {
    "css": "text/css", "png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml",
    "otf": "font/otf", "ttf": "font/ttf", "woff2": "font/woff2",
}  # fmt: skip


class OwnResources(URLFetcher):  # type: ignore[misc]  # - WeasyPrint publishes no types
    """Serves `formgen:NAME` from the folders, first folder first (a theme stands before ours), and our PNGs.

    Everything else stops the document (`FatalURLFetchingError`): no template of ours asks for it, and a
    letter with a part missing in silence is worse than none.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._folders = tuple(folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(_PICTURE):
            picture = base64.b64decode(url.removeprefix(_PICTURE), validate=True)
            return URLFetcherResponse(url, picture, {"Content-Type": "image/png"})
        if url.startswith(_OWN):
            name = url.removeprefix(_OWN)
            return URLFetcherResponse(url, self.read(name), {"Content-Type": _KINDS[name.rpartition(".")[2]]})
        raise PermissionError(f"{url} is not one of our own resources")

    def read(self, name: str) -> bytes:
        """The file of that name, a plain name without folders. Raises FileNotFoundError."""
        if _NAME.fullmatch(name):
            for folder in self._folders:
                if (path := folder / name).is_file():
                    return path.read_bytes()
        raise FileNotFoundError(f"no resource is called {name!r}")
