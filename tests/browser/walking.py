"""A person at a wizard: answers what a page asks, page after page, with the mouse and the keyboard.

The answers are given by the names of controls, so that one walk serves both languages and any procedure.
What a page asks and the answers do not hold fails the walk: nothing is skipped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

Answers = Mapping[str, str | bool | Path | Sequence[str]]
"""Name of a control -> its value: a text, the value of a radio button, the boxes ticked, or a file.

In the name of a file's control `*` stands for any item of a list, whose ids nobody can foresee.
"""

PAGES_AT_MOST = 120
TRIES = 3
"""How often a page may come back with further questions, and no errors."""


class Walk:
    """One person's way through one procedure.

    `look` is called on every page before it is answered, with its id: for axe, the validator, a picture.
    `items` holds the answers for the items of a list by its path; a list that it leaves out gets one item,
    from the answers themselves.
    """

    def __init__(
        self,
        page: Page,
        answers: Answers,
        look: Callable[[Page, str], None] | None = None,
        items: Mapping[str, Sequence[Answers]] | None = None,
    ) -> None:
        self.page = page
        self.answers = answers
        self.look = look or pass_by
        self.items = items or {}
        self.seen: list[str] = []

    @property
    def at(self) -> str:
        """The last part of the address: the id of the page."""
        return urlsplit(self.page.url).path.rstrip("/").rpartition("/")[2]

    def begin(self, address: str) -> None:
        """Open the first page of a procedure, and start."""
        self.page.goto(address)
        self.look(self.page, "start")
        self._press("button[name=do][value=start]")

    def go_to(self, end: str) -> None:
        """Answer and go on until the page with this id is reached, which is looked at and left as it is."""
        for _ in range(PAGES_AT_MOST):
            here = self.at
            self.seen.append(here)
            self.look(self.page, here)
            if here == end:
                return
            for attempt in range(TRIES):
                # Without scripts an answer brings up further questions only when the page is handed in.
                if attempt and (self.at != here or self.errors()):
                    break
                self.answer()
                self.go_on()
            if self.at == here:
                raise AssertionError(f"{self.page.url} does not go on: {self.errors()}")
        raise AssertionError(f"{end} was not reached; seen: {self.seen}")

    def go_on(self) -> None:
        """Press the main button."""
        self._press("button.main[name=do]")

    def _press(self, button: str) -> None:
        self.page.locator(button).click()
        # Controls are looked for without waiting, so the page that follows must be there.
        self.page.wait_for_load_state()

    def errors(self) -> list[str]:
        """What the summary on top says."""
        return self.page.locator(".summary li, #failure").all_inner_texts()

    def answer(self) -> None:
        """Fill in every control of the page that is seen; lists and files by their own screens."""
        done: set[str] = set()
        self._fill_in(done)
        self._add_items()
        self._hand_in(done)
        # A paper that was handed in may be asked for its date.
        self._fill_in(done)

    def _fill_in(self, done: set[str]) -> None:
        while (name := self._next(done)) is not None:
            done.add(name)
            self._fill(name)

    def _controls(self) -> Locator:
        return self.page.locator("main form :is(input, select, textarea):not([type=hidden]):not([type=file])")

    def _next(self, done: set[str]) -> str | None:
        # Asked again after every answer: an answer can show further questions.
        for control in self._controls().all():
            name = control.get_attribute("name") or ""
            wanted = name in self.answers or not name.endswith("?")
            if name and name not in done and wanted and self._seen(control):
                return name
        return None

    def _choose(self, control: Locator, value: str) -> None:
        if control.is_visible():
            control.select_option(value)
            return
        # With scripts a long list is searched by typing; the first match is marked as one types.
        name = control.locator(f"option[value='{value}']").text_content() or ""
        box = control.locator("xpath=..").locator("[role=combobox]")
        box.fill(name)
        box.press("Enter")
        assert control.input_value() == value

    def _seen(self, control: Locator) -> bool:
        if control.is_visible():
            return True
        searched = control.locator("xpath=..").locator("[role=combobox]")
        if searched.count() and searched.is_visible():
            return True
        # A radio button or box may itself be drawn by its label.
        id = control.get_attribute("id")
        return bool(id) and self.page.locator(f'label[for="{id}"]').first.is_visible()

    def _fill(self, name: str) -> None:
        control = self.page.locator(f'main form [name="{name}"]').first
        kind = control.evaluate("each => each.type")
        value = self.answers.get(name)
        if value is None:
            if kind == "checkbox" or name in self.optional:
                return
            raise AssertionError(f"{self.page.url} asks for {name}, which the answers do not hold")
        if kind == "radio":
            self.page.locator(f'main form [name="{name}"][value="{value}"]').check()
        elif kind == "checkbox" and isinstance(value, list | tuple):
            for each in value:
                self.page.locator(f'main form [name="{name}"][value="{each}"]').check()
        elif kind == "checkbox":
            control.set_checked(bool(value))
        elif kind == "select-one" and isinstance(value, list | tuple):
            # An ordered answer: a list for each place.
            for place, each in enumerate(value):
                self.page.locator(f'main form [name="{name}"]').nth(place).select_option(each)
        elif kind == "select-one":
            self._choose(control, str(value))
        else:
            control.fill(str(value))

    optional: frozenset[str] = frozenset()
    """Controls that may be left blank."""

    def _add_items(self) -> None:
        for path in self._lists():
            for answers in self.items.get(path, ({},)):
                self._add_item(path, {**self.answers, **answers})

    def _lists(self) -> list[str]:
        """The lists of the page that hold nothing yet."""
        found = []
        for button in self.page.locator("button[name=do][value^='add:']").all():
            path = (button.get_attribute("value") or "").removeprefix("add:")
            rows = self.page.locator(f"[data-items='{path}'] ul.rows li")
            if button.is_visible() and not rows.count():
                found.append(path)
        return found

    def _add_item(self, path: str, answers: Answers) -> None:
        """Add one item, through all of its screens, until the page of the list is there again."""
        outside, self.answers = self.answers, answers
        home = self.page.url
        self._press(f"button[name=do][value='add:{path}']")
        screens: list[str] = []
        while urlsplit(self.page.url).path != urlsplit(home).path:
            here = self.page.url
            # As on a page: without scripts an answer brings up further questions when it is handed in.
            if screens.count(here) >= TRIES or (here in screens and self.errors()):
                raise AssertionError(f"{here} does not go on: {self.errors()}")
            screens.append(here)
            self.look(self.page, f"{path}-item")
            self.answer()
            self.go_on()
        self.answers = outside

    def _hand_in(self, done: set[str]) -> None:
        # Looked for again after every file: the page that follows may ask for further documents.
        while self._hand_in_one(done):
            pass

    def _hand_in_one(self, done: set[str]) -> bool:
        controls = self.page.locator("main form input[type=file]").all()
        for name in [each.get_attribute("name") or "" for each in controls]:
            value = next((file for wanted, file in self.answers.items() if fnmatchcase(name, wanted)), None)
            control = self.page.locator(f'main form input[type=file][name="{name}"]')
            if not isinstance(value, Path) or name in done or not control.is_visible():
                continue
            done.add(name)
            control.set_input_files(value)
            paper = self.page.locator(f'[data-paper="{name.removeprefix("file:")}"]')
            button = paper.locator("button[value=upload]")
            # With scripts a chosen file is sent at once, and there is no button.
            if button.is_visible():
                button.click()
            paper.locator("ul.files li").first.wait_for()
            return True
        return False


def pass_by(page: Page, id: str) -> None:
    """Look at nothing: what a walk does on a page where nobody asked for more."""
