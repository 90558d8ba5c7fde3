"""The schema of the language in the YAML language server, which most editors speak to.

1. Nothing is told of a spec that is right.
2. A slip is told at its place.
3. Completion offers the keys of the type of field at hand, with their descriptions, and no others.
4. Completion offers the types of fields.
5. The pointer over a key shows its description.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from formgen.language.fields.integer import IntegerField
from tests.tools.yaml_language_server import LanguageServer

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
HALL = (EXAMPLES / "village_hall.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with LanguageServer() as running:
        yield running


def place(text: str, words: str) -> tuple[int, int]:
    """The line and column of words, from 0."""
    line = next(number for number, line in enumerate(text.split("\n")) if words in line)
    return line, text.split("\n")[line].index(words)


@pytest.mark.parametrize("name", ["specs/tse_ue_renewal.yaml", "examples/village_hall.yaml"])
def test_right(server: LanguageServer, name: str) -> None:  # 1
    spec = ROOT / name
    with server.opened(spec.parent, spec.read_text("utf-8")) as file:
        assert file.wrong == []


def test_slip(server: LanguageServer) -> None:  # 2
    text = HALL.replace("label: How many", "lable: How many")
    line, column = place(text, "lable")
    with server.opened(EXAMPLES, text) as file:
        (slip,) = (each for each in file.wrong if "lable" in each["message"])
    assert slip["range"]["start"] == {"line": line, "character": column}
    assert slip["range"]["end"] == {"line": line, "character": column + len("lable")}


def test_keys(server: LanguageServer) -> None:  # 3
    text = HALL.replace("            label: How", "            h: …\n            label: How")
    line, column = place(text, "h: …")
    with server.opened(EXAMPLES, text) as file:
        offered = file.completions(line, column + 1)
    keys = {name: words for name, words in offered.items() if name in IntegerField.keys}
    assert {"hint", "help", "unit", "min", "or_say"} <= set(keys)
    assert not {"options", "pattern", "confirm", "stop"} & set(offered)
    assert "a line under the question" in keys["hint"]


def test_types(server: LanguageServer) -> None:  # 4
    text = HALL.replace("type: integer", "type: ch")
    line, column = place(text, "type: ch")
    with server.opened(EXAMPLES, text) as file:
        offered = file.completions(line, column + len("type: ch"))
    assert {"choice", "choices", "text", "list"} <= set(offered)


def test_pointer(server: LanguageServer) -> None:  # 5
    line, column = place(HALL, "download")
    with server.opened(EXAMPLES, HALL) as file:
        assert "PDFs to download" in file.hover(line, column + 1)
