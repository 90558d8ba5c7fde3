"""Packages that another one imports and may never use, loaded at the first use of what is in them.

    with deferring("psycopg", "errors"):
        import dbos

DBOS imports the driver of PostgreSQL on SQLite as well: nine megabytes that a small service never needs. What
`lazy import` (PEP 810) is to say in a later Python is said here for a package that is not ours.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class _StandIn(ModuleType):
    """A module that is not loaded yet; whoever asks it for something gets the real one's."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # Asked by the machinery of imports, which wants nothing of the package itself.
            raise AttributeError(name)
        _withdraw()
        return getattr(import_module(self.__name__), name)


@contextmanager
def deferring(package: str, *submodules: str) -> Iterator[None]:
    """Within, importing `package` or `from package import submodule` loads nothing.

    Without effect where the package is loaded already. Afterwards everybody else imports the real one.
    """
    if package in sys.modules:
        yield
        return
    whole = _StandIn(package)
    sys.modules[package] = whole
    for each in submodules:
        part = _StandIn(f"{package}.{each}")
        sys.modules[part.__name__] = part
        setattr(whole, each, part)
    try:
        yield
    finally:
        _withdraw()


def _withdraw() -> None:
    for name in [name for name, module in sys.modules.items() if isinstance(module, _StandIn)]:
        del sys.modules[name]
