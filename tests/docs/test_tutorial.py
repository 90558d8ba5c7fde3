"""The tutorial: a policy author follows it step by step, and each step works.

1. The file of each step has nothing wrong, can be filled in, and holds all of the step before.
2. What the page shows of a step stands in its file; the first step is shown whole.
3. What the page says that formgen answers is what it answers.
4. Every step that has a file is told of.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from textwrap import dedent

import pytest

from formgen.compiler.load import load_file, load_text
from formgen.compiler.sampling import sample
from formgen.language.source import Mapping, Node, Scalar, Sequence, parse
from formgen.report import as_text
from tests.docs.samples import DOCS, Sample, samples

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


def holds(whole: object, part: object) -> bool:
    """Whether each key of the part is in the whole with the same value, at whatever depth."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(name in whole and holds(whole[name], value) for name, value in part.items())
    return whole == part


@pytest.mark.parametrize("step", STEPS, ids=lambda path: path.stem)
def test_each_step_works(step: Path) -> None:  # 1
    loaded = load_file(step)
    assert loaded.problems == ()
    assert loaded.procedure is not None
    assert sample(loaded.procedure).evaluation.complete


def test_each_step_goes_on_from_the_one_before() -> None:  # 1
    trees = [tree(step.read_text("utf-8")) for step in STEPS]
    assert all(holds(later, earlier) for earlier, later in itertools.pairwise(trees))


@pytest.mark.parametrize("shown", SHOWN, ids=str)
def test_what_is_shown_is_in_the_file(shown: Sample) -> None:  # 2
    file = (DOCS / "tutorial" / f"{shown.option('step')}.yaml").read_text("utf-8")
    assert holds(tree(file), tree(shown.text))
    if not shown.kind:
        assert file == shown.text


def test_formgen_answers_so() -> None:  # 3
    written = STEPS[0].read_text("utf-8").replace("label:", "labell:")
    loaded = load_text(written, "parking_permit.yaml")
    answer = as_text(loaded.problems, {"parking_permit.yaml": written.split("\n")}, False)
    page = PAGE.read_text("utf-8")
    block = page[page.index("    parking_permit.yaml:") :].partition("\n\n")[0]
    assert dedent(block) == answer.partition("\n\n")[0]


def test_every_step_is_told_of() -> None:  # 4
    assert {each.option("step") for each in SHOWN} == {step.stem for step in STEPS}
