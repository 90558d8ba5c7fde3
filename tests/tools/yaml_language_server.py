"""The YAML language server (npm), as an editor talks to it: JSON-RPC over its standard input and output."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any, Self

from tests.tools.programs import npm_file, program

SETTINGS = {
    "validate": True,
    "completion": True,
    "hover": True,
    # Nothing is fetched: the schema is the one that the spec's first line names.
    "schemaStore": {"enable": False},
    "kubernetesCRDStore": {"enable": False},
}
PATIENCE = 60.0
"""Seconds that an answer may take on a busy machine before the server counts as dead."""


class LanguageServer:
    """A running server. Lines and columns are counted from 0, as the protocol does."""

    def __init__(self) -> None:
        start = npm_file("yaml-language-server/bin/yaml-language-server")
        self._process = subprocess.Popen(
            [program("node", "nodejs"), str(start), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._answers: dict[int, Queue[Any]] = {}
        self._told: dict[str, Queue[list[dict[str, Any]]]] = {}
        self._names = count(1)
        self._number = 0
        self._sending = threading.Lock()
        self._listening = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._listening.start()
        capabilities = {
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}},
        }
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self._send({"method": "initialized", "params": {}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._listening.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    @contextmanager
    def opened(self, folder: Path, text: str) -> Iterator[Opened]:
        """A file being written in a folder, as the editor shows it.

        Each has a name of its own: the server keeps what it parsed by name and version even after a file is
        closed, and says at closing that nothing is wrong, so a name used again could get the file before.
        """
        uri = (folder / f"being_written_{next(self._names)}.yaml").as_uri()
        told: Queue[list[dict[str, Any]]] = Queue()
        self._told[uri] = told
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        try:
            yield Opened(self, uri, self._waited(told))
        finally:
            del self._told[uri]
            self._send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The answer to a request."""
        self._number += 1
        answer: Queue[Any] = Queue()
        self._answers[self._number] = answer
        self._send({"id": self._number, "method": method, "params": params})
        return self._waited(answer)

    def _waited(self, queue: Queue[Any]) -> Any:
        try:
            return queue.get(timeout=PATIENCE)
        except Empty:
            raise RuntimeError("The YAML language server does not answer") from None

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        with self._sending:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            self._process.stdin.flush()

    def _listen(self) -> None:
        while (message := self._next()) is not None:
            method = message.get("method")
            if method == "textDocument/publishDiagnostics":
                told = self._told.get(message["params"]["uri"])
                if told is not None:
                    told.put(message["params"]["diagnostics"])
            elif method == "workspace/configuration":
                wanted = [each.get("section") for each in message["params"]["items"]]
                settings = [SETTINGS if section == "yaml" else {} for section in wanted]
                self._send({"id": message["id"], "result": settings})
            elif method is not None and "id" in message:
                self._send({"id": message["id"], "result": None})
            elif message.get("id") in self._answers:
                self._answers.pop(message["id"]).put(message.get("result"))

    def _next(self) -> dict[str, Any] | None:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        body = self._process.stdout.read(length) if length else b""
        message: dict[str, Any] | None = json.loads(body) if body else None
        return message


@dataclass(frozen=True)
class Opened:
    """A file in the editor, with what the server says is wrong in it."""

    server: LanguageServer
    uri: str
    wrong: list[dict[str, Any]]

    def completions(self, line: int, column: int) -> dict[str, str]:
        """What the editor would offer at a place: words with what is said of each."""
        found = self.server.ask("textDocument/completion", _at(self.uri, line, column))
        items = found["items"] if isinstance(found, dict) else found
        return {each["label"]: _words(each.get("documentation")) for each in items}

    def hover(self, line: int, column: int) -> str:
        """What the editor shows when the pointer rests at a place."""
        found = self.server.ask("textDocument/hover", _at(self.uri, line, column))
        return _words(found["contents"]) if found else ""


def _at(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


def _words(documentation: Any) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation or "")
