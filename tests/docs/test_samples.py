"""The YAML samples of docs/ are right. What their fences may say stands in `samples.py`.

1. A whole spec has neither errors nor warnings; a part is read without any.
2. What is shown as a mistake is told as that one.
3. A fence that is marked with an unknown word, a faulty part and a faulty spec are found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.samples import DOCS, Sample, Unmarked, problems, samples

ELSEWHERE = {"problems.md"}
"""Its samples are run with the checks that they explain: tests/checks/test_documentation.py."""
ALL = [
    sample for page in sorted(DOCS.rglob("*.md")) if page.name not in ELSEWHERE for sample in samples(page)
]


@pytest.mark.parametrize("sample", ALL, ids=str)
def test_sample(sample: Sample) -> None:  # 1, 2
    told = [f"{each.line}:{each.column} {each.code} {each.message}" for each in problems(sample)]
    wrong = sample.option("wrong")
    if wrong is None:
        assert told == []
    else:
        assert wrong in {each.code for each in problems(sample)}, told


def written(words: str, text: str) -> Sample:
    return Sample(Path(DOCS, "written.md"), 1, tuple(words.split()), text)


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        ("", "formgen: 1\nid: x\n", "S012"),
        ("page", "tilte: Home\n", "S008"),
        ("fields", "name: {type: text, lable: Name}\n", "S008"),
        ("field", "type: txt\nlabel: Name\n", "S016"),
        ("spec", "conditions:\n  a: b is is c\n", "S"),
        ("spec checked", "conditions:\n  a: nothing is here\n", "N101"),
        ("options", "Red: Red\n", ""),
        ("table part", "match:\n  people: count of people\n", ""),
        ("table part", "match:\n  people: count of (\n", "S"),
        ("field part", "options: [a]\nmuch: 3\n", "S008"),
    ],
)
def test_faults_are_found(words: str, text: str, code: str) -> None:  # 3
    found = [each.code for each in problems(written(words, text))]
    assert any(each.startswith(code) for each in found) if code else found == []


def test_unknown_mark(tmp_path: Path) -> None:  # 3
    with pytest.raises(Unmarked, match="pgae"):
        problems(written("pgae", "title: Home\n"))
