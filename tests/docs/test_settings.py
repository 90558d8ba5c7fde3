"""The page about settings, and the help of `formgen serve`.

1. Each setting is told of once in the tables of the page, and nothing else is.
2. Each setting is named in the help of `formgen serve`, and no other word is.
3. The defaults that are numbers or words are those of the settings.
4. The sample is understood.
"""

from __future__ import annotations

import re
import tomllib

import pytest

from formgen.cli import main
from formgen.settings import MEGABYTE, Settings
from tests.docs.samples import DOCS

PAGE = (DOCS / "settings.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| (.+?) \|", PAGE, re.MULTILINE)


def test_each_is_told_of() -> None:
    """1"""
    assert sorted(name for name, _default in ROWS) == sorted(Settings.model_fields)


def test_the_help_names_each(capsys: pytest.CaptureFixture[str]) -> None:
    """2"""
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    named = re.search(r"variables: ([\w,\s]+)\.", capsys.readouterr().out)
    assert named
    assert sorted(re.findall(r"\w+", named.group(1))) == sorted(Settings.model_fields)


def test_defaults() -> None:
    """3"""
    told = {name: default.strip("`") for name, default in ROWS}
    for name in ("title", "data", "pdf_workers", "idle_minutes", "longest_hours", "worker", "development"):
        default = str(Settings.model_fields[name].default)
        assert told[name] == (default.lower() if default in ("True", "False") else default)
    assert told["upload_limit"] == f"{Settings.model_fields['upload_limit'].default // MEGABYTE} MB"


def test_the_sample() -> None:
    """4"""
    sample = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert sample
    assert Settings(**tomllib.loads(sample.group(1))).title == "Littleham Town Hall"
