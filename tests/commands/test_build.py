"""`formgen build`.

1. It writes the models, the schema, and in each language pages, letters, the list of documents, the
   description; lists each file with what it is; says on stderr what it is making.
2. The same spec gives the same bytes in any process, from any folder, under any path.
3. A file that no build made, or that was changed, is not overwritten, and then nothing is written; what an
   earlier build made and this one does not is deleted.
4. A spec with errors: its problems with their places, status 1. What cannot be read or written: status 2.
5. A record that is none, or leads out of the folder, does no harm.
6. A written page, filled, is the page that is served; an author's text that looks like a tag stays a text.
7. A letter keeps its placeholders, conditions and loops as an author writes them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jinja2
import pytest

from formgen.cli import main
from formgen.compiler.load import compile_file
from formgen.rendering.html.site import Site, values_of
from formgen.rendering.html.views.around import Around
from formgen.rendering.letter_templates import letter_template
from tests.compiler.given import HEAD, facts, procedure_of

SPEC = (
    HEAD
    + """
steps:
  one:
    title: One
    pages:
      first:
        title: First
        fields:
          name: {type: text, label: 'Name [[ "x" ]] [% if %] [# no #] {{ today }}'}
          people:
            type: list
            label: People
            fields: {age: {type: integer, label: Age}}
"""
)
WITH_PAPER = (
    SPEC.replace("steps:", "documents: {paper: {title: Paper}}\nsteps:") + "        documents: [paper]\n"
)


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "given.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return path


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()
    }


def test_writes(spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 1."""
    spec.write_text(WITH_PAPER, encoding="utf-8")
    folder = tmp_path / "out" / "deeper"
    assert main(["build", str(spec), "-o", str(folder)]) == 0
    written = files_of(folder)
    captured = capsys.readouterr()
    assert {
        "models.py",
        "answers.schema.json",
        "en/procedure.md",
        "en/journey.mmd",
        "en/journey.svg",
        "en/list_of_documents.pdf",
        "en/html/pages/first.html",
        "en/html/items/people.html",
        "en/html/review.html",
        "formgen-build.json",
    } <= set(written)
    assert written["en/list_of_documents.pdf"].startswith(b"%PDF-")
    assert json.loads(written["answers.schema.json"])["properties"]["name"]["title"]
    compile(written["models.py"], "models.py", "exec")
    for name in written:
        assert name in captured.out or name == "formgen-build.json"
    assert "Making models.py" in captured.err


def test_each_language(root: Path, tmp_path: Path) -> None:
    """Requirement 1."""
    assert main(["build", str(root / "specs" / "tse_ue_renewal.yaml"), "-o", str(tmp_path / "out")]) == 0
    written = files_of(tmp_path / "out")
    assert b"Enregistrer et continuer" in written["fr/html/pages/family.html"]
    assert b"Save and continue" in written["en/html/pages/family.html"]
    french, english = ({name[3:] for name in written if name.startswith(each)} for each in ("fr/", "en/"))
    assert french == english
    assert {"pdf/receipt.html", "workflow.mmd", "workflow.svg"} <= french


def test_same_bytes(root: Path, tmp_path: Path) -> None:
    """Requirement 2."""
    # Every type of field, three languages.
    beside = root / "tests" / "rendering" / "html"
    here, elsewhere = tmp_path / "here", tmp_path / "else where"
    for folder in (here, elsewhere):
        shutil.copytree(beside, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    runs = [
        (here, "1", "kitchen_sink.yaml", "Europe/Paris"),
        (Path("/"), "4242", str(elsewhere / "kitchen_sink.yaml"), "Asia/Tokyo"),
    ]
    for index, (folder, seed, spec, zone) in enumerate(runs):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)}
        subprocess.run(
            [sys.executable, "-m", "formgen.cli", "build", spec, "-o", str(tmp_path / f"out{index}")],
            cwd=folder,
            env=environment,
            check=True,
            capture_output=True,
        )
    first, second = files_of(tmp_path / "out0"), files_of(tmp_path / "out1")
    assert first == second
    assert "ar/html/pages/options.html" in first


def test_keeps_what_is_not_its_own(spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 3."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "models.py").write_text("# mine\n")
    (folder / "notes.txt").write_text("mine\n")
    assert main(["build", str(spec), "-o", str(folder)]) == 1
    assert "models.py" in capsys.readouterr().err
    assert set(files_of(folder)) == {"models.py", "notes.txt"}
    (folder / "models.py").unlink()
    assert main(["build", str(spec), "-o", str(folder)]) == 0
    changed = folder / "en" / "procedure.md"
    before = changed.read_bytes()
    changed.write_text("changed by hand")
    assert main(["build", str(spec), "-o", str(folder)]) == 1
    assert changed.read_text() == "changed by hand"
    changed.write_bytes(before)
    spec.write_text(SPEC.replace("      first:", "      second:"), encoding="utf-8")
    capsys.readouterr()
    assert main(["build", str(spec), "-o", str(folder)]) == 0
    assert "en/html/pages/first.html" in capsys.readouterr().out
    assert not (folder / "en/html/pages/first.html").exists()
    assert (folder / "en/html/pages/second.html").exists()
    assert (folder / "notes.txt").exists()


def test_faulty(spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 4."""
    spec.write_text(SPEC.replace("label: Age", "lable: Age"), encoding="utf-8")
    assert main(["build", str(spec), "-o", str(tmp_path / "out")]) == 1
    assert f"{spec}:" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main(["build", str(tmp_path / "none.yaml"), "-o", str(tmp_path / "out")]) == 2


def test_not_a_folder(spec: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 4."""
    (tmp_path / "out").write_text("a file")
    assert main(["build", str(spec), "-o", str(tmp_path / "out")]) == 2
    assert "out" in capsys.readouterr().err


@pytest.mark.parametrize("record", ["{", "[]", '{"files": 3}'])
def test_no_record(spec: Path, tmp_path: Path, record: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Requirement 5."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "formgen-build.json").write_text(record)
    assert main(["build", str(spec), "-o", str(folder)]) == 1
    assert "formgen-build.json" in capsys.readouterr().err


def test_record_stays_in_its_folder(spec: Path, tmp_path: Path) -> None:
    """Requirement 5."""
    folder, outside = tmp_path / "out", tmp_path / "precious"
    folder.mkdir()
    outside.write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    record = {"files": {"../precious": empty, str(outside): empty, "": empty}}
    (folder / "formgen-build.json").write_text(json.dumps(record))
    assert main(["build", str(spec), "-o", str(folder)]) == 0
    assert outside.exists()


def test_written_pages_are_those_served(spec: Path) -> None:
    """Requirement 6."""
    procedure = compile_file(spec)
    pages = Site("Parish").procedure(procedure)
    sources = dict(pages.templates("en"))
    environment = jinja2.Environment(
        variable_start_string="[[", variable_end_string="]]", block_start_string="[%", block_end_string="%]",
        comment_start_string="[#", comment_end_string="#]", autoescape=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    evaluation = procedure.evaluate(procedure.read({"name": "<Ann>"}), facts())
    view = pages.page_view("first", "en", evaluation, {"name": "<Ann>"}, around=Around(), with_errors=True)
    spoken = pages._spoken("en")
    template = environment.from_string(sources["pages/first.html"], globals=spoken._shared)
    served = pages.page("first", view, "en")
    assert template.render(values_of(view)) == served
    assert "&lt;Ann&gt;" in served
    assert "[% if %] [# no #]" in served
    for source in sources.values():
        environment.parse(source)


def test_letters_keep_placeholders() -> None:  # 7
    procedure = procedure_of(
        """
        page:
          title: P
          fields:
            name: {type: text, label: Name}
            many: {type: integer, label: Many}
            people: {type: list, label: People, fields: {age: {type: integer, label: Age}}}
        """,
        """
        pdfs:
          letter:
            layout: letter
            title: For {{ name | upper }}
            blocks: [{identity: [name, many]}]
            text: |
              Dear **{{ name }}**, {{ when many > 3 and many < 9 }}many{{ otherwise }}few{{ end }}.

              {{ for one in people }}
              - {{ one.age }}
              {{ end }}
        """,
    )
    written = letter_template(procedure, "letter", "en")
    assert "For {{ name | upper }}" in written
    assert "<strong>{{ name }}</strong>" in written
    assert "{{ when many > 3 and many < 9 }}many{{ otherwise }}few{{ end }}" in written
    assert "{{ for one in people }}" in written
    assert "{{ one.age }}" in written
    assert "{{ many }}" in written
    with pytest.raises(KeyError):
        letter_template(procedure, "nothing", "en")
