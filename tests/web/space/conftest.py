"""A procedure that answers in the person's space."""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.compiler.procedure import Procedure
from tests.compiler.given import translated
from tests.web.space.given import PAGES, REST


@pytest.fixture
def asking(tmp_path: Path) -> Procedure:
    title = ("About {{ question }}", "Sur {{ question }}")
    return translated(PAGES, REST, tmp_path, {"messages.received.in_account.title": title})
