"""The Nu HTML checker (npm `vnu-jar`) as a function."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.tools.programs import npm_file, output_of, program


@dataclass(frozen=True, slots=True)
class Message:
    """An error in a document. `line` and `column` are 1-based and 0 when the checker names no place."""

    name: str
    line: int
    column: int
    message: str
    extract: str

    def __str__(self) -> str:
        return f"{self.name}:{self.line}:{self.column}: {self.message} ({self.extract!r})"


def validate_html(documents: Iterable[tuple[str, str]]) -> list[Message]:
    """The errors of these (name, HTML text) documents, found by one Java virtual machine for all.

    Warnings and remarks are left out. Raises ProgramMissing.
    """
    names: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, html) in enumerate(documents):
            file = Path(folder) / f"{number}.html"
            file.write_text(html, encoding="utf-8")
            names[file.name] = name
        if not names:
            return []
        printed = output_of(
            program("java"),
            "-jar",
            npm_file("vnu-jar/build/dist/vnu.jar"),
            "--format",
            "json",
            "--exit-zero-always",
            "--stdout",
            "--errors-only",
            folder,
        )
    return [
        Message(
            name=names[Path(unquote(urlsplit(message["url"]).path)).name],
            line=message.get("lastLine", 0),
            column=message.get("firstColumn", message.get("lastColumn", 0)),
            message=message["message"],
            extract=message.get("extract", ""),
        )
        for message in json.loads(printed)["messages"]
        if message["type"] != "info"
    ]
