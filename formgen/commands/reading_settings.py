"""The settings of a command that runs an installation, or why they cannot be used."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import SettingsError

from formgen.language.problems import nearest
from formgen.settings import FILE, PREFIX, Settings, settings_with, unknown_variables


class BadSettings(Exception):
    """Something to be mended in the settings; told as it is."""


def read_settings(data: Path | None) -> Settings:
    """Settings from the file and the environment; `data` as given on the command line. Raises BadSettings."""
    unknown = unknown_variables(os.environ)
    if unknown:
        raise BadSettings("; ".join(f"{each}: {_no_setting(each, PREFIX)}" for each in unknown))
    try:
        settings = settings_with(data=data)
    except ValidationError as fault:
        lines = [
            ": ".join(filter(None, (".".join(map(str, each["loc"])), _wrong(each))))
            for each in fault.errors()
        ]
        raise BadSettings(f"settings ({FILE} or FORMGEN_*): " + "; ".join(lines)) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadSettings(f"{FILE} cannot be read as TOML: {fault}") from fault
    except SettingsError as fault:
        raise BadSettings(
            f"{fault}: in a FORMGEN_* variable lists and mappings are written as JSON, "
            "such as FORMGEN_HOSTS='[\"service.example\"]'"
        ) from fault
    if settings.theme is not None and not settings.theme.is_dir():
        raise BadSettings(f"theme: there is no folder {settings.theme}; mend it or leave it out")
    return settings


def _wrong(fault: Mapping[str, Any]) -> str:
    """What is wrong with a setting, in words that need no knowledge of the library that found it."""
    if fault["type"] == "extra_forbidden":
        return _no_setting(str(fault["loc"][-1]), "", top=len(fault["loc"]) == 1)
    return str(fault["msg"]).removeprefix("Value error, ")


def _no_setting(name: str, prefix: str, *, top: bool = True) -> str:
    known = [f"{prefix}{each.upper() if prefix else each}" for each in Settings.model_fields] if top else []
    similar = nearest(name, known)
    hint = f"did you mean {similar}?" if similar else "`formgen serve --help` lists them"
    return f"there is no such setting; {hint}"
