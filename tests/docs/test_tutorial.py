"""The tutorial: a policy author follows it step by step, and each step works.

1. The file of each step has nothing wrong and can be filled in.
2. What the page shows, put together step by step, is the file of each step; the first is shown whole.
3. What the page says that formgen answers is what it answers.
4. Every step that has a file is told of.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from formgen.compiler.load import load_file, load_text
from formgen.compiler.sampling import sample
from formgen.language.source import Mapping, Node, Scalar, Sequence, parse
from formgen.report import as_text
from tests.docs.samples import DOCS, samples

PAGE = DOCS / "tutorial.md"
STEPS = sorted((DOCS / "tutorial").glob("step_*.yaml"))
SHOWN = [each for each in samples(PAGE) if each.option("step")]


def plain(node: Node | None) -> object:
    """A YAML text as dictionaries, lists and texts."""
    if isinstance(node, Mapping):
        return {entry.key.value: plain(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [plain(each) for each in node.items]
    assert isinstance(node, Scalar)
    return node.value


def tree(text: str) -> object:
    return plain(parse(text, "shown.yaml").root)


def laid_over(below: object, above: object) -> object:
    """A tree with another put into it, key by key, as an author does; what is no mapping is replaced."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{name: laid_over(below.get(name), value) for name, value in above.items()}}
    return above


@pytest.mark.parametrize("step", STEPS, ids=lambda path: path.stem)
def test_each_step_works(step: Path) -> None:  # 1
    loaded = load_file(step)
    assert loaded.problems == ()
    assert loaded.procedure is not None
    assert sample(loaded.procedure).evaluation.complete


def test_who_follows_the_page_has_the_files() -> None:  # 2
    whole: object = {}
    for step in STEPS:
        for each in SHOWN:
            if each.option("step") == step.stem:
                whole = laid_over(whole, tree(each.text))
        assert whole == tree(step.read_text("utf-8")), step.stem
    assert SHOWN[0].kind == ""
    assert SHOWN[0].text == STEPS[0].read_text("utf-8")


def test_formgen_answers_so() -> None:  # 3
    written = STEPS[0].read_text("utf-8").replace("label:", "labell:")
    loaded = load_text(written, "parking_permit.yaml")
    answer = as_text(loaded.problems, {"parking_permit.yaml": written.split("\n")}, False)
    page = PAGE.read_text("utf-8")
    block = page[page.index("    parking_permit.yaml:") :].partition("\n\n")[0]
    assert dedent(block) == answer.partition("\n\n")[0]


def test_every_step_is_told_of() -> None:  # 4
    assert {each.option("step") for each in SHOWN} == {step.stem for step in STEPS}
