"""One warm pool for all tests that only print."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from formgen.rendering.pdf.pool import PdfPool


@pytest.fixture(scope="session")
def pool() -> Iterator[PdfPool]:
    with PdfPool() as warm:
        yield warm
