"""The specs of this folder: compiled once, evaluated, and filled in by a browser without scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

import formgen
from formgen.compiler.evaluation import Evaluation
from formgen.compiler.procedure import Procedure
from tests.compiler.given import facts
from tests.web.browser import Browser, Page

FOLDER = Path(__file__).parent
Serve = Callable[..., TestClient]


@cache
def procedure(name: str) -> Procedure:
    """The procedure of a spec of this folder."""
    return formgen.load(FOLDER / f"{name}.yaml")


def evaluated(name: str, entries: Mapping[str, Any], **given: Any) -> Evaluation:
    """What entries lead to in a spec of this folder, on 24 November 2026 unless said otherwise."""
    compiled = procedure(name)
    return compiled.evaluate(compiled.read(entries), facts(**given))


def begin(serve: Serve, name: str, **settings: Any) -> Browser:
    """A browser at the first page of a new request."""
    browser = Browser(serve(procedure(name), **settings))
    browser.open(f"/{procedure(name).id}")
    if "start" in browser.page.buttons:
        browser.press("start")
    return browser


def options_of(page: Page, name: str) -> list[str]:
    """What a list that opens, radio buttons or check boxes offer."""
    found = [each for each in page.controls if each.name == name]
    if found and found[0].kind == "select":
        return [each for each in found[0].options if each]
    return [each.value for each in found]
