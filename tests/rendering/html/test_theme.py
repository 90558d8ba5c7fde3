"""Templates in two stages.

1. No text given when a page is specialised is interpreted by either stage; it is shown as it was written.
2. No value given when a page is shown is interpreted; it is shown as it was written.
3. A theme overrides files one by one; what it leaves out is ours.
4. Run-time tags run when the page is shown, not before.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formgen.rendering.html.theme import Theme

TEMPLATE = """<p title="{{ fixed }}">{{ fixed }}</p><i title="[[ value ]]">[[ value ]]</i>{{ slot }}"""
PIECES = [
    "[[",
    "]]",
    "[%",
    "%]",
    "[#",
    "#]",
    "{{",
    "}}",
    "{%",
    "%}",
    "<",
    ">",
    '"',
    "'",
    "&",
    "fixed",
    "7 * 7",
    "é",
    " ",
]
HOSTILE = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=["C"]), max_size=3))
)


class _Read(HTMLParser):
    """The text of the elements p and i, and their titles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag
        self.found.setdefault(tag, "")
        self.found[f"{tag} title"] = dict(attrs).get("title") or ""

    def handle_data(self, data: str) -> None:
        self.found[self._in] += data

    def handle_endtag(self, tag: str) -> None:
        self._in = "outside"
        self.found.setdefault("outside", "")


def read(html: str) -> dict[str, str]:
    parser = _Read()
    parser.feed(html)
    parser.close()
    return parser.found


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    folder = tmp_path_factory.mktemp("theme")
    (folder / "trial.html").write_text(TEMPLATE, encoding="utf-8")
    return Theme([folder])


@given(HOSTILE.map("".join), HOSTILE.map("".join))
@example("[[ value ]]", "{{ fixed }}")
@example("[% set value = 1 %]", "[[ 7 * 7 ]]")
def test_texts_and_values_are_shown_as_written(theme: Theme, fixed: str, value: str) -> None:
    """Requirements 1 and 2."""
    render = theme.specialise("trial.html", {"fixed": fixed, "slot": ""})
    found = read(render({"value": value}))
    assert found["p"] == found["p title"] == fixed
    assert found["i"] == found["i title"] == value


def test_a_slot_runs_when_the_page_is_shown(theme: Theme) -> None:
    """Requirement 4."""
    render = theme.specialise(
        "trial.html", {"fixed": "", "slot": theme.slot("double(value)")}, {"double": lambda each: each * 2}
    )
    assert render({"value": "<a>"}).endswith("&lt;a&gt;&lt;a&gt;")


def test_a_theme_overrides_file_by_file(tmp_path: Path) -> None:
    """Requirement 3."""
    (tmp_path / "back.html").write_text("<nav>[[ back ]]</nav>", encoding="utf-8")
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "formgen.css").write_text("body{}", encoding="utf-8")
    theme = Theme([tmp_path])
    assert theme.specialise("back.html", {})({"back": "/x"}) == "<nav>/x</nav>"
    assert theme.files("styles")["styles/formgen.css"] == tmp_path / "styles" / "formgen.css"
    assert "scripts/formgen.js" in theme.files("scripts")
