"""Where the look of every output lies: `renderers/`, in a wheel, an editable install and a checkout alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def renderers(kind: str) -> Path:
    """The folder of our own templates of one kind of output: "html", "pdf", "mail".

    A wheel carries `renderers/` inside the package, as `_renderers`; a checkout has it beside the package.
    Raises FileNotFoundError when neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_renderers" / kind, package.parent / "renderers" / kind):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"renderers/{kind} is missing; install formgen again")
