"""`formgen translate`.

1. It makes the catalogue beside the spec, says how much is missing and where, and that the spec has yet to
   name the language.
2. Filled in, the catalogue is what `formgen check` accepts, and says that all is translated.
3. What has changed is told with its place in the catalogue; `--check` writes nothing and ends with 1.
4. A faulty spec, a faulty catalogue, the spec's own language: told, status 1, nothing is written. A language
   that does not exist, and a file that cannot be read: status 2.
5. The catalogues of the project are complete, and as the command writes them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from formgen.cli import main
from formgen.language.catalogues import read_po

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted(path for folder in ("specs", "examples") for path in (ROOT / folder).glob("*.po"))


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "examples" / "village_hall.yaml", tmp_path)
    return tmp_path / "village_hall.yaml"


def filled(catalogue: Path) -> None:
    """Translate everything, as somebody would who only puts a sign before each text."""
    text = catalogue.read_text("utf-8")
    catalogue.write_text(re.sub(r'msgid "(.+)"\nmsgstr ""', r'msgid "\1"\nmsgstr "→ \1"', text), "utf-8")


def test_made(hall: Path, capsys: pytest.CaptureFixture[str]) -> None:  # 1
    assert main(["translate", str(hall), "--to", "fr"]) == 0
    printed = capsys.readouterr().out
    catalogue = hall.with_name("village_hall.fr.po")
    entries = read_po(catalogue.read_bytes(), "x").entries
    assert printed.startswith(f"{catalogue}: 0 of {len(entries)} texts are translated.\n")
    assert f"{len(entries)} are not translated yet:\n" in printed
    title = entries[0]
    assert f"  {catalogue}:{title.line}: title: Borrow the village hall\n" in printed
    assert printed.endswith(
        "Write `translations: [fr]` in the spec, so that readers are offered this language.\n"
    )


def test_filled(hall: Path, capsys: pytest.CaptureFixture[str]) -> None:  # 2
    main(["translate", str(hall), "--to", "fr"])
    catalogue = hall.with_name("village_hall.fr.po")
    filled(catalogue)
    hall.write_text(
        hall.read_text("utf-8").replace("language: en\n", "language: en\ntranslations: [fr]\n"), "utf-8"
    )
    capsys.readouterr()
    assert main(["translate", str(hall), "--to", "fr", "--check"]) == 0
    total = len(read_po(catalogue.read_bytes(), "x").entries)
    assert capsys.readouterr().out == f"{catalogue}: {total} of {total} texts are translated.\n"
    assert main(["check", str(hall)]) == 0


def test_changed(hall: Path, capsys: pytest.CaptureFixture[str]) -> None:  # 3
    main(["translate", str(hall), "--to", "fr"])
    catalogue = hall.with_name("village_hall.fr.po")
    filled(catalogue)
    before = catalogue.read_bytes()
    hall.write_text(hall.read_text("utf-8").replace("title: Your event", "title: Your party"), "utf-8")
    capsys.readouterr()
    assert main(["translate", str(hall), "--to", "fr", "--check"]) == 1
    printed = capsys.readouterr().out
    assert "1 is out of date. Mend each, then delete its line `#, fuzzy`:\n" in printed
    assert "steps.event.title: Your party\n" in printed
    assert catalogue.read_bytes() == before
    assert main(["translate", str(hall), "--to", "fr"]) == 0
    assert '#| msgid "Your event"' in catalogue.read_text("utf-8")
    assert [path.name for path in hall.parent.iterdir() if path.suffix not in (".po", ".yaml")] == []


def test_faulty_spec(hall: Path, capsys: pytest.CaptureFixture[str]) -> None:  # 4
    hall.write_text(hall.read_text("utf-8").replace("title: Your", "titel: Your"), "utf-8")
    assert main(["translate", str(hall), "--to", "fr"]) == 1
    assert "Did you mean `title`?" in capsys.readouterr().err
    assert not hall.with_name("village_hall.fr.po").exists()


@pytest.mark.parametrize("content", [b"msgid title\n", b'msgid "\xff"\n'])
def test_faulty_catalogue(hall: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:  # 4
    catalogue = hall.with_name("village_hall.fr.po")
    catalogue.write_bytes(content)
    assert main(["translate", str(hall), "--to", "fr"]) == 1
    assert str(catalogue) in capsys.readouterr().err
    assert catalogue.read_bytes() == content


@pytest.mark.parametrize(
    ("name", "language", "status", "words"),
    [
        ("village_hall.yaml", "en", 1, "`en` is the language of "),
        ("village_hall.yaml", "English", 2, "such as `en`"),
        ("village_hall.yaml", "../../x", 2, "is not the code of a language"),
        ("nowhere.yaml", "fr", 2, "nowhere.yaml: No such file or directory"),
    ],
)
def test_refused(
    hall: Path, name: str, language: str, status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:  # 4
    assert main(["translate", str(hall.with_name(name)), "--to", language]) == status
    assert words in capsys.readouterr().err
    assert not list(hall.parent.glob("*.po"))


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.name)
def test_ours(catalogue: Path, tmp_path: Path) -> None:  # 5
    name, language, _ = catalogue.name.split(".")
    shutil.copytree(catalogue.parent, tmp_path / "copy")
    copy = tmp_path / "copy" / f"{name}.yaml"
    assert main(["translate", str(copy), "--to", language, "--check"]) == 0
    assert main(["translate", str(copy), "--to", language]) == 0
    assert (copy.parent / catalogue.name).read_text("utf-8") == catalogue.read_text("utf-8")
