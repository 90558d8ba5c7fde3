"""`formgen sample`.

1. It prints JSON of answers that the procedure accepts; the same again for the same seed.
2. `--page` reaches a page, `--every-page` gives a list that reaches them all, `--typed` gives entries.
3. `--answers` stand; a sample printed before is taken as a whole.
4. An unknown page or language: what was probably meant, status 1. A spec with errors: its problems, status 1.
5. Faulty answers: everything wrong with them, in the words of the wizard, status 1.
6. What cannot be read: status 2, whatever is in it.
7. `--today` is a day, or `now`.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from formgen.cli import main
from formgen.compiler.evaluation import Facts
from formgen.compiler.load import compile_file

ROOT = Path(__file__).parents[2]
HALL = str(ROOT / "examples" / "village_hall.yaml")
RENEWAL = str(ROOT / "specs" / "tse_ue_renewal.yaml")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["sample", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 1) -> str:
    assert main(["sample", *arguments]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def file_of(folder: Path, content: str) -> str:
    path = folder / "answers.json"
    path.write_text(content, encoding="utf-8")
    return str(path)


def test_answers_are_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    """1"""
    made = printed(capsys, HALL, "--seed", "4")
    assert made["procedure"] == "village_hall"
    procedure = compile_file(Path(HALL))
    facts = Facts(date.fromisoformat(made["today"]))
    assert procedure.validate_answers(made["answers"], facts).model_dump() == made["answers"]
    assert printed(capsys, HALL, "--seed", "4") == made


def test_pages(capsys: pytest.CaptureFixture[str]) -> None:
    """2"""
    made = printed(capsys, RENEWAL, "--page", "representative", "--typed")
    assert "representative" in made["entries"]["$saved"]
    assert made["entries"]["beneficiary"] == "someone_else"
    every = printed(capsys, RENEWAL, "--every-page", "--typed")
    procedure = compile_file(Path(RENEWAL))
    assert {page for each in every for page in each["entries"]["$saved"]} == set(procedure.pages)


def test_given_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """3"""
    made = printed(capsys, RENEWAL, "--answers", file_of(tmp_path, '{"housing": "hotel"}'))
    assert made["answers"]["housing"] == "hotel"
    assert {"hotel_statement", "hotel_bill"} <= {each.get("paper") for each in made["documents"]}
    every = printed(
        capsys, RENEWAL, "--every-page", "--answers", file_of(tmp_path, '{"beneficiary": "myself"}')
    )
    assert [each["answers"]["beneficiary"] for each in every] == ["myself"]
    again = printed(capsys, RENEWAL, "--seed", "9", "--answers", file_of(tmp_path, json.dumps(made)))
    assert again == made


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--page", "representativ"), "Did you mean `representative`?"),
        (("--page", "zzz"), "It has: beneficiary,"),
        (("--language", "eng"), "Did you mean `en`?"),
    ],
)
def test_unknown_names(arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """4"""
    assert told in refused(capsys, RENEWAL, *arguments)


def test_a_faulty_spec(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """4"""
    path = tmp_path / "faulty.yaml"
    path.write_text(Path(HALL).read_text(encoding="utf-8").replace("label:", "lable:"), encoding="utf-8")
    told = refused(capsys, str(path))
    assert "Did you mean `label`?" in told
    assert told.rstrip().endswith("mend them first")


def test_faulty_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """5"""
    told = refused(capsys, HALL, "--answers", file_of(tmp_path, '{"guests": "many", "musik": true}'))
    assert "2 things are wrong" in told
    assert "musik: There is no such question" in told
    assert "guests: " in told
    told = refused(capsys, RENEWAL, "--answers", file_of(tmp_path, '{"situation": "no_permit"}'))
    assert "Une autre démarche convient" in told
    told = refused(capsys, RENEWAL, "--answers", file_of(tmp_path, '{"moved_on": "2031-01-01"}'))
    assert "moved_on: Cette date ne peut pas être dans le futur." in told


@pytest.mark.parametrize(
    "content",
    ["", "{", '{"guests": 1e999}', "[" * 100_000, "\xff", '{"guests": NaN}', "null", '{"answers": 3}'],
)
def test_odd_answers(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """6"""
    path = tmp_path / "answers.json"
    path.write_bytes(content.encode("latin-1"))
    assert main(["sample", HALL, "--answers", str(path)]) in (1, 2)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("formgen: ")


def test_unreadable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """6"""
    assert "none.yaml" in refused(capsys, str(tmp_path / "none.yaml"), status=2)
    assert "none.json" in refused(capsys, HALL, "--answers", str(tmp_path / "none.json"), status=2)
    assert "answers.json:1:2" in refused(capsys, HALL, "--answers", file_of(tmp_path, "{"), status=2)


def test_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    """7"""
    assert printed(capsys, HALL, "--today", "2031-02-03")["today"] == "2031-02-03"
    assert printed(capsys, HALL, "--today", "now")["today"] > "2026-01-01"
    with pytest.raises(SystemExit) as ended:
        main(["sample", HALL, "--today", "3/2/2031"])
    assert ended.value.code == 2
    assert "year-month-day" in capsys.readouterr().err
