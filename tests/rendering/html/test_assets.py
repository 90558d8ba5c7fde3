"""Files that pages load.

1. Every file of ours is served under an address that changes with the content, with its media type.
2. Scripts find each other: an import leads to a file that is served.
3. A picture beside a spec is served; a file outside its folder, or of another kind, is refused.
4. Styles and scripts fetch nothing from elsewhere.
"""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, normpath

import pytest

from formgen.rendering.html.assets import Assets
from formgen.rendering.html.theme import Theme


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(Theme(), "/assets/")


def test_files_are_served(assets: Assets) -> None:
    """Requirement 1."""
    style = assets.get(assets.address("styles/formgen.css").removeprefix("/assets/"))
    assert style is not None
    assert style.media_type == "text/css; charset=utf-8"
    assert assets.get("styles/formgen.css") is None
    with pytest.raises(LookupError):
        assets.address("styles/missing.css")


def test_an_address_changes_with_the_content(assets: Assets, tmp_path: Path) -> None:
    """Requirement 1."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "formgen.css").write_text("body{}", encoding="utf-8")
    other = Assets(Theme([tmp_path]), "/assets/")
    assert other.address("styles/formgen.css") != assets.address("styles/formgen.css")
    assert assets.add("procedures/a.js", b"1") != assets.add("procedures/a.js", b"2")
    assert assets.add("procedures/a.js", b"1") == assets.add("procedures/a.js", b"1")


def test_imports_lead_somewhere(assets: Assets) -> None:
    """Requirement 2."""
    start = assets.address("scripts/formgen.js").removeprefix("/assets/")
    seen, left = set(), [start]
    while left:
        path = left.pop()
        seen.add(path)
        found = assets.get(path)
        assert found is not None, path
        for name in re.findall(r'from "([^"]+)"', found.body.decode()):
            target = normpath(f"{dirname(path)}/{name}")
            if target not in seen:
                left.append(target)
    assert len(seen) > 3


def test_pictures_beside_a_spec(assets: Assets, tmp_path: Path) -> None:
    """Requirement 3."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "card.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "secret.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "specs" / "a.html").write_text("<p>", encoding="utf-8")
    address = assets.add_picture(tmp_path / "specs", "card.svg")
    found = assets.get(address.removeprefix("/assets/"))
    assert found is not None
    assert found.media_type == "image/svg+xml"
    for name in ("../secret.svg", "a.html", str(tmp_path / "secret.svg")):
        with pytest.raises(ValueError, match="no picture"):
            assets.add_picture(tmp_path / "specs", name)


def test_nothing_comes_from_elsewhere() -> None:
    """Requirement 4."""
    theme = Theme()
    for folder in ("styles", "scripts"):
        for name, path in theme.files(folder).items():
            assert not re.search(r"https?://|@import|url\(", path.read_text("utf-8")), name
