"""The catalogues beside a spec, as `formgen check` tells of them.

1. A language that is declared needs its file: X710 at that item of `translations`.
2. Faults of a catalogue bear the catalogue's own path and line, and stand behind those of the spec.
3. A placeholder misspelt in a translation is told once, with what was probably meant.
4. Fragments, names of registers and texts with placeholders can be translated; numbers need not be.
5. What `formgen check` prints shows the line of the catalogue.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.cli import main
from formgen.compiler.load import load_file
from formgen.language.problems import Problem

SPEC = """\
formgen: 1
id: hall
version: "1"
title: The hall
language: en
translations: [fr]
service: {name: Littleham}
fragments: {greeting: "Yours, {{ who }}"}
steps:
  event:
    title: Your event
    pages:
      who: {fields: {who: {type: text, label: Who are you?}}}
confirmation:
  title: Thank you
  text: Good day {{ who }}. {{ greeting }}
"""
FRENCH = {
    "title": ("The hall", "La salle"),
    "service.name": ("Littleham", "Littleham"),
    "fragments.greeting.text": ("Yours, {{ who }}", "Bien à vous, {{ who }}"),
    "steps.event.title": ("Your event", "Votre fête"),
    "steps.event.pages.who.fields.who.label": ("Who are you?", "Qui êtes-vous ?"),
    "confirmation.title": ("Thank you", "Merci"),
    "confirmation.text": ("Good day {{ who }}. {{ greeting }}", "Bonjour {{ who }}. {{ greeting }}"),
}


def written(folder: Path, **changed: str) -> Path:
    """The spec with its catalogue, some translations replaced (dots of places written as `__`)."""
    spec = folder / "hall.yaml"
    spec.write_text(SPEC, encoding="utf-8")
    rows = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    for place, (original, translation) in FRENCH.items():
        words = changed.get(place.replace(".", "__"), translation)
        rows.append(f'msgctxt "{place}"\nmsgid "{original}"\nmsgstr "{words}"\n')
    (folder / "hall.fr.po").write_text("\n".join(rows), encoding="utf-8")
    return spec


def problems(spec: Path) -> tuple[Problem, ...]:
    return load_file(spec).problems


def test_complete_catalogue(tmp_path: Path) -> None:  # 4
    assert problems(written(tmp_path)) == ()


def test_missing_file(tmp_path: Path) -> None:  # 1
    spec = written(tmp_path)
    (tmp_path / "hall.fr.po").unlink()
    (problem,) = problems(spec)
    assert (problem.code, problem.severity, problem.file) == ("X710", "error", str(spec))
    assert (problem.line, problem.column, problem.end_column) == (6, 16, 18)
    assert load_file(spec).procedure is None


def test_misspelt_placeholder(tmp_path: Path) -> None:  # 2, 3
    (problem,) = problems(written(tmp_path, confirmation__text="Bonjour {{ whoo }}. {{ greeting }}"))
    assert (problem.code, problem.file) == ("N101", str(tmp_path / "hall.fr.po"))
    assert "whoo" in (tmp_path / "hall.fr.po").read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert "`who`" in (problem.hint or "")


def test_placeholder_left_out(tmp_path: Path) -> None:  # 2
    (problem,) = problems(written(tmp_path, confirmation__text="Bonjour. {{ greeting }}"))
    assert (problem.code, problem.severity) == ("X712", "error")


def test_unfinished_condition_in_a_fragment(tmp_path: Path) -> None:  # 4
    translation = "Bien à vous, {{ when who is answered }}{{ who }}"
    found = problems(written(tmp_path, fragments__greeting__text=translation))
    assert [each.code for each in found] == ["X704"]


def test_what_the_spec_says_comes_first(tmp_path: Path) -> None:  # 2
    spec = written(tmp_path, title="")
    text = spec.read_text(encoding="utf-8").replace("title: Thank you", "title: Thank you #3")
    spec.write_text(text, encoding="utf-8")
    assert [(each.code, Path(each.file).name) for each in problems(spec)] == [
        ("S002", "hall.yaml"),
        ("X714", "hall.fr.po"),
    ]


def test_printed_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # 5
    spec = written(tmp_path, confirmation__text="Bonjour. {{ greeting }}")
    assert main(["check", str(spec)]) == 1
    assert '| msgstr "Bonjour. {{ greeting }}"' in capsys.readouterr().out
