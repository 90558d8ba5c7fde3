"""Python's collector of garbage, at rest while a spec is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Leave the collector out for a while.

    Nearly all that a spec is read into stays, and each new part makes the collector look through the whole
    again: a third of the time that a spec of 1,000 fields takes.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
