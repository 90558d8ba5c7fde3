"""formgen: form wizards generated from YAML specs.

    procedure = formgen.load("specs/tse_ue_renewal.yaml")     # or formgen.compile(text, "name.yaml")
    app = formgen.create_app([procedure])                     # an ASGI application

Nothing heavy is loaded before it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from formgen.language.problems import SpecError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from formgen.compiler.procedure import Procedure
    from formgen.settings import Settings
    from formgen.web.app import Application

__all__ = ["SpecError", "compile", "create_app", "load"]


def load(path: str | Path) -> Procedure:
    """The procedure of a spec's file. Raises SpecError with all its problems, or OSError."""
    from pathlib import Path

    from formgen.compiler.load import compile_file

    return compile_file(Path(path))


def compile(text: str | bytes, name: str, folder: Path | None = None) -> Procedure:  # noqa: A001 - what it does
    """The procedure of a spec's text; `name` stands in problems, `folder` holds the files it names.

    Raises SpecError with all its problems.
    """
    from formgen.compiler.load import load_text
    from formgen.language.problems import SpecError

    loaded = load_text(text, name, folder)
    if loaded.procedure is None:
        raise SpecError(loaded.problems)
    return loaded.procedure


def create_app(procedures: Iterable[Procedure], settings: Settings | None = None) -> Application:
    """An ASGI application that serves procedures. Raises ValueError for ids that collide."""
    from formgen.web.app import create_app as create

    return create(procedures, settings)
