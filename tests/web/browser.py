"""A browser without scripts: it fills in a page's form as it stands, presses a button, follows redirects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import httpx2
from starlette.testclient import TestClient

Upload = tuple[str, bytes, str]


@dataclass
class Control:
    name: str
    value: str
    kind: str
    checked: bool = False
    options: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """A page as received: its text, its links, the controls of its form."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.status: int = response.status_code
        self.url = str(response.url)
        self.path = urlsplit(self.url).path
        self.html: str = response.text
        self.controls: list[Control] = []
        self.buttons: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self._select: Control | None = None
        self._area: Control | None = None
        self.feed(self.html)

    @property
    def name(self) -> str:
        """The last part of its address."""
        return self.path.rpartition("/")[2]

    @property
    def text(self) -> str:
        """Its words, white space folded."""
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        names = {name for name, _ in attributes}
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "button" and given.get("name") == "do":
            self.buttons.append(given["value"])
        elif tag == "input":
            control = Control(given.get("name", ""), given.get("value", ""), given.get("type", "text"))
            control.checked = "checked" in names
            self.controls.append(control)
        elif tag == "select":
            self._select = Control(given["name"], "", "select")
            self.controls.append(self._select)
        elif tag == "option" and self._select is not None:
            self._select.options.append(given.get("value", ""))
            if "selected" in names:
                self._select.value = given.get("value", "")
        elif tag == "textarea":
            self._area = Control(given["name"], "", "textarea")
            self.controls.append(self._area)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data
        self.words.append(data)

    def names(self) -> set[str]:
        """The names of its controls."""
        return {each.name for each in self.controls}

    def values(self) -> dict[str, list[str]]:
        """What its form would send as it stands, files left out."""
        found: dict[str, list[str]] = {}
        for each in self.controls:
            if each.kind == "file" or (each.kind in ("radio", "checkbox") and not each.checked):
                continue
            found.setdefault(each.name, []).append(each.value)
        return found


class Browser:
    """One browser, with its cookies."""

    def __init__(
        self, client: TestClient | httpx2.Client, language: str = "en", origin: str = "http://testserver"
    ) -> None:
        self.client = client
        self.origin = origin
        self.language = language
        self.page: Page

    def open(self, address: str) -> Page:
        """Go to an address."""
        response = self.client.get(address, headers={"accept-language": self.language})
        self.page = Page(response)
        return self.page

    def press(
        self,
        button: str = "continue",
        typed: Mapping[str, str | list[str]] | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> Page:
        """Type into the form of the page and press a button; controls that are not there fail the test."""
        self.page = self.send(self.page, button, typed, files)
        return self.page

    def send(
        self,
        page: Page,
        button: str = "continue",
        typed: Mapping[str, str | list[str]] | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> Page:
        """The same from a page opened before, as from another tab."""
        values = page.values()
        for name, value in (typed or {}).items():
            assert name in page.names(), f"{page.path} has no control {name}: {sorted(page.names())}"
            values[name] = value if isinstance(value, list) else [value]
        assert button in page.buttons, f"{page.path} has no button {button}: {page.buttons}"
        values["do"] = [button]
        headers = {"origin": self.origin, "accept-language": self.language}
        response = self.client.post(
            page.url, data=values, files=dict(files) if files else None, headers=headers
        )
        return Page(response)


def elsewhere(browser: Browser) -> Browser:
    """Another browser at the same installation, which runs in this process."""
    assert isinstance(browser.client, TestClient)
    return Browser(TestClient(browser.client.app, base_url=browser.origin), browser.language, browser.origin)


NewBrowser = Callable[[], Browser]
"""Each call is another browser at the same installation, without a cookie."""


def browsers_beside(browser: Browser) -> Iterator[NewBrowser]:
    """For a fixture: further browsers beside one, closed when the test ends."""
    made: list[Browser] = []

    def make() -> Browser:
        made.append(elsewhere(browser))
        return made[-1]

    yield make
    for each in made:
        each.client.close()
