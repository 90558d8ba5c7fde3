"""A procedure that answers in the person's space."""

from __future__ import annotations

from pathlib import Path

import pytest

import formgen
from formgen.compiler.procedure import Procedure
from tests.compiler.given import spec_of
from tests.web.space.given import PAGES, REST


@pytest.fixture
def asking(tmp_path: Path) -> Procedure:
    (tmp_path / "given.fr.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgctxt "messages.received.in_account.title"\n'
        'msgid "About {{ question }}"\nmsgstr "Sur {{ question }}"\n',
        encoding="utf-8",
    )
    spec = tmp_path / "given.yaml"
    spec.write_text(spec_of(PAGES, REST), encoding="utf-8")
    return formgen.load(spec)
