"""A person made of a sample: goes through a wizard without scripts, from the start to the number."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from formgen.compiler.sampling import Sample
from formgen.language.values import Address
from tests.web.browser import Browser, Page
from tests.web.papers import jpg, pdf
from tests.web.signing import make_account

STEPS = 400


def write_register(path: Path, record: Mapping[str, Any]) -> Path:
    """A register that holds one record, as a CSV file."""
    row: dict[str, str] = {}
    for column, value in record.items():
        if isinstance(value, Address):
            row |= {f"{column}.{part}": text for part, text in asdict(value).items()}
        else:
            row[column] = "" if value is None else str(value)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row, delimiter=";")
        writer.writeheader()
        writer.writerow(row)
    return path


class Walk:
    """One walk. `seen`: the addresses of its pages, each once, without what changes in them."""

    def __init__(self, browser: Browser, made: Sample) -> None:
        self.browser = browser
        self.made = made
        self.typed = dict(_controls(made.entries))
        self.items: dict[str, list[dict[str, Any]]] = {
            path: list(entry) for path, entry in made.entries.items() if _is_items(entry)
        }
        self.seen: list[str] = []
        self._sent: set[str] = set()

    def file(self) -> Page:
        """Walk from the start to the confirmation."""
        self.browser.open(f"/{self.made.procedure.id}")
        self.browser.press("start")
        for _ in range(STEPS):
            page = self.browser.page
            assert page.status in (200, 422), page.text
            if page.name == "make-account":
                make_account(self.browser)
                continue
            if page.name == "confirmation":
                return page
            if page.name not in self.seen:
                self.seen.append(page.name)
            if "file" in page.buttons:
                self._press("file", self.typed)
                assert self.browser.page.name == "confirmation", self.browser.page.text
            elif not self._add_item(page):
                self._hand_in(page)
                self._press("continue", self.typed)
                self._go_on(page)
        raise AssertionError(f"no end after {self.seen[-5:]}")

    def _go_on(self, before: Page) -> None:
        """Without scripts, answers bring up further questions when the page is handed in."""
        for _ in range(5):
            page = self.browser.page
            if page.path != before.path:
                return
            self._hand_in(page)
            if not self._add_item(self.browser.page):
                self._press("continue", self.typed)
        raise AssertionError(f"{before.path} does not go on: {self.browser.page.text}")

    def _press(self, button: str, typed: Mapping[str, Any]) -> None:
        names = self.browser.page.names()
        self.browser.press(button, {name: value for name, value in typed.items() if name in names})

    def _add_item(self, page: Page) -> bool:
        for path, items in self.items.items():
            if items and f"add:{path}" in page.buttons:
                typed = dict(_controls(items.pop(0)["entries"]))
                self._press(f"add:{path}", self.typed)
                for _ in range(20):
                    if self.browser.page.path == page.path:
                        return True
                    self._press("continue", typed)
                raise AssertionError(f"{self.browser.page.path} does not go on: {self.browser.page.text}")
        return False

    def _hand_in(self, page: Page) -> None:
        waiting = {control.name: control for control in page.controls if control.kind == "file"}
        order: dict[str, list[str]] = {}
        for name in waiting:
            _, document, item, _ = name.split(":")
            if item not in order.setdefault(document, []):
                order[document].append(item)
        for name in waiting:
            _, document, item, paper = name.split(":")
            number = order[document].index(item)
            given = list(self.made.facts.documents.get(document, {}).values())
            if name not in self._sent and number < len(given) and paper in given[number]:
                self._sent.add(name)
                self._send(name, given[number][paper].files)
                dated = given[number][paper].dated
                if dated is not None:
                    parts = (("day", dated.day), ("month", dated.month), ("year", dated.year))
                    self.typed |= {f"dated:{name[5:]}.{part}": str(value) for part, value in parts}

    def _send(self, name: str, files: int) -> None:
        formats = self.made.procedure.documents[name.split(":")[1]].formats
        for number in range(files):
            upload = pdf(f"{number}.pdf") if "pdf" in formats else jpg(f"{number}.jpg")
            self.browser.press("upload", self._there(), {name: upload})

    def _there(self) -> dict[str, Any]:
        names = self.browser.page.names()
        return {name: value for name, value in self.typed.items() if name in names}


def _is_items(entry: Any) -> bool:
    return isinstance(entry, list) and any(isinstance(each, dict) for each in entry)


def _controls(entries: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What is typed into which control: an entry in parts has one for each."""
    for path, entry in entries.items():
        if isinstance(entry, dict):
            yield from ((f"{path}.{part}" if part else path, text) for part, text in entry.items())
        elif not _is_items(entry):
            yield path, entry
